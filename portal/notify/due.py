"""Which mails are due, and which changes each of them tells.

Daily ones are due after midnight (UTC), weekly ones after that from Sunday to Monday: they tell
what was noticed before. So no moment of sending has to be kept, and a portal that stood still at
midnight sends them when it runs again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Self

from django.contrib.auth.models import User
from django.db.models import F, Max, Q, QuerySet

from portal.catalog.models import Change, Notice
from portal.history import changes
from portal.notify.models import MOST_REFUSALS, Digest, Often, Subscription


@dataclass(frozen=True, slots=True)
class Due:
    """What one person's subscriptions of one rhythm and language tell, up to the notice `upto`."""

    user: User
    often: str
    language: str
    upto: int

    @classmethod
    def of(cls, digest: Digest) -> Self:
        return cls(digest.user, digest.often, digest.language, digest.upto)

    @property
    def key(self) -> dict[str, object]:
        return {"user": self.user, "often": self.often, "language": self.language}

    def subscriptions(self) -> QuerySet[Subscription]:
        """Those that have not yet come as far."""
        found = Subscription.objects.filter(**self.key, position__lt=self.upto)
        return found.select_related("source", "schema__source")

    def changes(self) -> QuerySet[Change]:
        """What they tell, each change once, in no order."""
        wanted = Q(pk__in=())
        for each in self.subscriptions():
            wanted |= self._wanted(each)
        return Change.objects.filter(wanted).order_by()

    def telling(self) -> list[Subscription]:
        """Those of them that tell something."""
        rows = self.subscriptions()
        return [each for each in rows if Change.objects.filter(self._wanted(each)).exists()]

    def _wanted(self, subscription: Subscription) -> Q:
        """The condition for the changes that one of them tells."""
        notices = Notice.objects.filter(pk__gt=subscription.position, pk__lte=self.upto).order_by()
        noticed = Q(snapshot__in=notices.values("snapshot"))
        return noticed & changes.condition(subscription.wanted())

    def settle(self) -> None:
        """Write down that all of it was told."""
        Subscription.objects.filter(**self.key, position__lt=self.upto).update(position=self.upto)


def noticed(now: datetime) -> list[Due]:
    """What is due and not yet under way, if it has something to tell."""
    known = [Due.of(each).key for each in waiting()]
    return [each for each in _noticed(now) if each.key not in known and _tells(each)]


def begin(now: datetime) -> None:
    """Make the digests that are due. What has nothing to tell is settled without one."""
    for each in _noticed(now):
        if _tells(each):
            Digest.objects.get_or_create(**each.key, defaults={"upto": each.upto})
        elif not Digest.objects.filter(**each.key).exists():
            each.settle()


def waiting(now: datetime | None = None) -> QuerySet[Digest]:
    """The digests under way to people who can be reached, those first that failed longest ago, so
    that none is always behind another; with `now`, only those that may be tried then.
    """
    found = Digest.objects.filter(user__is_active=True).exclude(user__email="")
    if now is not None:
        found = found.filter(Q(retry_at=None) | Q(retry_at__lte=now), refused__lt=MOST_REFUSALS)
    return found.select_related("user").order_by(F("failed_at").asc(nulls_first=True), "pk")


def try_again(user: User) -> None:
    """Let what is under way to `user` be tried at once, also what was given up."""
    user.digests.update(retry_at=None, refused=0)


def _noticed(now: datetime) -> Iterator[Due]:
    """The rhythms and languages of people for which something was noticed in time."""
    upto = {often: _last_before(_end(often, now)) for often in Often}
    behind = Q(pk__in=())
    for often, position in upto.items():
        behind |= Q(often=often, position__lt=position)
    rows = Subscription.objects.filter(behind, user__is_active=True).exclude(user__email="")
    ordered = rows.order_by("user", "often", "language").select_related("user")
    for (user, often, language), _ in groupby(
        ordered, lambda each: (each.user, each.often, each.language)
    ):
        yield Due(user, often, language, upto[Often(often)])


def _tells(due: Due) -> bool:
    return due.changes().exists()


def _end(often: Often, now: datetime) -> datetime | None:
    """Until just before when a mail tells; None: all there is by now."""
    if often == Often.AT_ONCE:
        return None
    day = datetime.combine(now.date(), time.min, tzinfo=now.tzinfo)
    return day if often == Often.DAILY else day - timedelta(days=day.weekday())


def _last_before(end: datetime | None) -> int:
    """The position of the last notice that was written before."""
    found = Notice.objects.filter(at__lt=end) if end else Notice.objects.all()
    last: int | None = found.aggregate(last=Max("pk"))["last"]
    return last or 0
