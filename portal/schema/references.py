"""Where the references of a document lead. Only ever within the document; nothing is opened."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from urllib.parse import unquote, urljoin, urlsplit

from portal.schema.circles import circles
from portal.schema.dialect import Dialect
from portal.schema.errors import PointerError
from portal.schema.pointer import get
from portal.schema.value import JSON, Schema
from portal.schema.walk import Node, children, walk

REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_ANCHORS = frozenset({"$anchor", "$dynamicAnchor"})
# A dynamic reference, and the keyword that makes what it leads to replaceable from outside.
_DYNAMIC = {"$dynamicRef": "$dynamicAnchor", "$recursiveRef": "$recursiveAnchor"}

_LONGEST_BASE = 1_000  # each of a million references may have to be joined with it


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference, as served, and the pointer of the subschema it leads to.

    `target` is None if it leads out of the document (`external`) or nowhere in it (`broken`).
    It is `circular` if following it leads back to a subschema that encloses it.
    """

    keyword: str
    text: str
    target: str | None = None
    external: bool = False
    circular: bool = False
    broken: bool = False


class References:
    """The references of one document.

    Understands JSON Pointers and, as far as the dialect has them, embedded base URIs (`id`,
    `$id`), `$anchor`, `$dynamicRef` and `$recursiveRef`. The two dynamic ones are resolved as
    if validating from the root of the document, whose own anchors then win.
    """

    def __init__(
        self, document: JSON, dialect: Dialect, nodes: Iterable[Node] | None = None
    ) -> None:
        """`nodes` are those of walk(document, dialect), for who has them already."""
        self._document = document
        self._keywords = tuple(key for key in REFERENCES if key in dialect.keywords)
        self._id = dialect.id_keyword
        self._hides_siblings = dialect.ref_hides_siblings
        self._naming = (_ANCHORS | {self._id}) & dialect.keywords
        self._bases = {"": ""}  # by the pointer of the subschema that sets them
        self._resources = {"": ""}  # pointers by URI
        self._anchors: dict[tuple[str, str], str] = {}  # pointers by URI and name
        self._found: dict[tuple[str, str, str], Reference] = {}
        self._edges: list[tuple[str, str]] = []  # from subschema to subschema
        self._index(walk(document, dialect) if nodes is None else nodes, dialect)

    def of(self, pointer: str, schema: Schema) -> tuple[Reference, ...]:
        """Return the references a subschema has itself, not those of its subschemas."""
        return tuple(
            replace(reference, circular=True) if self._leads_back(pointer, reference) else reference
            for reference in self._resolved(pointer, schema)
        )

    def _index(self, nodes: Iterable[Node], dialect: Dialect) -> None:
        """Learn names first, then edges; a target in no keyword's place is walked as well."""
        new = list(nodes)
        seen = {node.pointer for node in new}
        while new:
            for node in new:
                if isinstance(node.value, dict) and not self._naming.isdisjoint(node.value):
                    self._learn_names(node.pointer, node.value)
            edges = [
                (node.pointer, reference.target)
                for node in new
                for reference in self._resolved(node.pointer, node.value)
                if reference.target is not None
            ]
            self._edges += edges
            strange = {target: None for _, target in edges if target not in seen}
            new = list(self._unseen(strange, seen, dialect))

    def _unseen(self, starts: Iterable[str], seen: set[str], dialect: Dialect) -> Iterator[Node]:
        """Yield the subschemas at and below some places that were not seen; what is below any
        that was, has been.
        """
        pending = [Node(at, schema) for at in starts if (schema := self._schema(at)) is not None]
        while pending:
            node = pending.pop()
            if node.pointer not in seen:
                seen.add(node.pointer)
                yield node
                pending += children(node, dialect)

    def _learn_names(self, pointer: str, schema: dict[str, JSON]) -> None:
        base = self._base(pointer)
        identifier = schema.get(self._id)
        ignored = self._hides_siblings and "$ref" in schema
        uri = _join(base, identifier) if isinstance(identifier, str) and not ignored else None
        if uri is not None and len(uri) <= _LONGEST_BASE:
            base, _, anchor = uri.partition("#")
            self._bases[pointer] = base
            self._resources.setdefault(base, pointer)
            if anchor:  # how drafts before 2019-09 named a place
                self._anchors.setdefault((base, anchor), pointer)
        for keyword in self._naming & _ANCHORS:
            name = schema.get(keyword)
            if isinstance(name, str):
                self._anchors.setdefault((base, name), pointer)

    def _resolved(self, pointer: str, schema: Schema) -> Iterator[Reference]:
        """Yield a subschema's references; whether they are circular is not known yet."""
        if isinstance(schema, bool):
            return
        for keyword in self._keywords:
            text = schema.get(keyword)
            if isinstance(text, str):
                key = (keyword, self._base(pointer), text)
                if key not in self._found:  # most documents refer to few places, often
                    self._found[key] = self._resolve(*key)
                yield self._found[key]

    def _base(self, pointer: str) -> str:
        if len(self._bases) > 1:
            pointer = next(at for at in enclosing(pointer) if at in self._bases)
        else:
            pointer = ""
        return self._bases[pointer]

    def _resolve(self, keyword: str, base: str, text: str) -> Reference:
        whole = _join(base, text)
        if whole is None:
            return Reference(keyword, text, broken=True)
        uri, _, fragment = whole.partition("#")
        if uri not in self._resources:
            return Reference(keyword, text, external=True)
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            target = self._anchors.get((uri, fragment))
        else:
            target = self._resources[uri] + fragment
        schema = None if target is None else self._schema(target)
        if schema is None:
            return Reference(keyword, text, broken=True)
        replaced = self._outermost(keyword, fragment, schema)
        return Reference(keyword, text, target if replaced is None else replaced)

    def _schema(self, pointer: str) -> Schema | None:
        try:
            value = get(self._document, pointer)
        except PointerError:
            return None
        return value if isinstance(value, dict | bool) else None

    def _outermost(self, keyword: str, fragment: str, schema: Schema) -> str | None:
        """Return what replaces the target of a dynamic reference, if the root does."""
        anchor = _DYNAMIC.get(keyword)
        root = self._document
        if anchor is None or not isinstance(schema, dict) or not isinstance(root, dict):
            return None
        if anchor == "$recursiveAnchor":
            return "" if schema.get(anchor) is True and root.get(anchor) is True else None
        if schema.get(anchor) != fragment:
            return None
        at = self._anchors.get((self._bases[""], fragment))
        replacing = None if at is None else self._schema(at)
        is_dynamic = isinstance(replacing, dict) and replacing.get(anchor) == fragment
        return at if is_dynamic else None

    def _leads_back(self, pointer: str, reference: Reference) -> bool:
        if reference.target is None:
            return False
        label = self._circles.get
        circle = label(reference.target, reference.target)
        return any(label(at, at) == circle for at in enclosing(pointer))

    @cached_property
    def _circles(self) -> dict[str, str]:
        """The circles among the targets: each leads to the targets of what stands inside it."""
        graph: dict[str, list[str]] = {target: [] for _, target in self._edges}

        def innermost(places: Iterable[str]) -> list[str] | None:
            return next((graph[at] for at in places if at in graph), None)

        for holder, target in self._edges:
            if (around := innermost(enclosing(holder))) is not None:
                around.append(target)
        for target in graph:  # one inside another: what the inner one leads to, the outer one does
            if (around := innermost(islice(enclosing(target), 1, None))) is not None:
                around.append(target)
        return circles(graph)


def enclosing(pointer: str) -> Iterator[str]:
    """Yield a pointer and those of all that encloses it, from the inside out to the root."""
    yield pointer
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


def _join(base: str, text: str) -> str | None:
    """Resolve a URI reference against its base (RFC 3986 section 5); None if it is none."""
    if text.startswith("#"):  # urljoin drops the base where it is a URN
        return f"{base}{text}"
    try:
        urlsplit(text)  # urljoin looks at nothing where the base is empty
        return urljoin(base, text)
    except ValueError:
        return None
