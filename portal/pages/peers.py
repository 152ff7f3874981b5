"""What other tools say of the changes that our rules judge, as the page of the rules tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.history import reasons
from portal.pages import rulebook, verdicts
from portal.schema.impact import Impact, Text
from portal.schema.impact.peers import OPINIONS, PEERS, Opinion, Peer, Said
from portal.schema.impact.rules import RULES


@dataclass(frozen=True, slots=True)
class Ours:
    """Our impact on a side where theirs is another; theirs in their words, and their check."""

    side: str
    impact: Impact
    word: str
    theirs: str
    check: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A rule of which a peer says something else, and why we don't."""

    rule: str
    title: str
    sides: list[Ours]
    why: verdicts.Both


@dataclass(frozen=True, slots=True)
class Compared:
    """A peer: where it says something else, and the ids of the rules where it says the same."""

    title: str
    url: str
    differing: list[Differing]
    agreeing: list[str]


def compared() -> list[Compared]:
    """All peers, each beside our rules."""
    return [_compared(peer, [each for each in OPINIONS if each.peer == peer.name])
            for peer in PEERS.values()]  # fmt: skip


def matching(all_peers: Sequence[Compared], query: str) -> list[Compared]:
    """Those rows that have every word of `query`, with their peers."""
    words = query.casefold().split()
    found = [
        replace(
            peer,
            differing=[
                each for each in peer.differing if rulebook.has(words, peer.title, *_told(each))
            ],
            agreeing=[each for each in peer.agreeing if rulebook.has(words, peer.title, each)],
        )
        for peer in all_peers
    ]  # fmt: skip
    return [peer for peer in found if peer.differing or peer.agreeing]


def _told(row: Differing) -> Iterator[str]:
    yield from (row.rule, row.title, *row.why)
    for each in row.sides:
        yield from (each.word, each.theirs, each.check)


def _compared(peer: Peer, opinions: Sequence[Opinion]) -> Compared:
    differing = [_differing(peer, each, each.why) for each in opinions if each.why]
    agreeing = [each.rule for each in opinions if not each.why]
    return Compared(peer.title, peer.url, differing, agreeing)


def _differing(peer: Peer, opinion: Opinion, why: Text) -> Differing:
    rule = RULES[opinion.rule]
    both = (
        ("request", rule.request, opinion.request),
        ("response", rule.response, opinion.response),
    )
    sides = [
        Ours(
            str(verdicts.SIDES[side]),
            ours.impact,
            str(verdicts.WORDS[ours.impact]),
            _word(peer, said),
            said.id,
        )
        for side, ours, said in both
        if said is not None and ours.impact is not None and said.impact != ours.impact
    ]
    return Differing(rule.id, reasons.said(rule.title), sides, verdicts.both(why))


def _word(peer: Peer, said: Said) -> str:
    return peer.levels.get(said.impact, said.impact)
