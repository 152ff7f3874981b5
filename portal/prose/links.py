"""What `[[…]]` in a text stands for; who renders a text decides where it leads."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Literal, TypeAlias

# "inside" the portal; a thing that is "gone" but has its page; a page of the operator's "wiki";
# "unlinked", since no wiki is set up; "broken", since there is no such thing.
Kind: TypeAlias = Literal["inside", "gone", "wiki", "unlinked", "broken"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was written as `[[target]]` or `[[target|text]]`.

    `url` is empty if it leads nowhere; `remark` then says why, in the reader's language, as it does
    for what has gone.
    """

    text: str
    url: str
    kind: Kind = "inside"
    remark: str = ""


# What the targets of a text, each as it stands before any "|", and the words to show stand for.
Links: TypeAlias = Callable[[str, str], Link]
# Asked once for all targets of a text.
Resolve: TypeAlias = Callable[[Set[str]], Links]
