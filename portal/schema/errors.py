"""What portal.schema refuses. The data is on the exception; str() is one Sentence.

SchemaError
├── ParseError          the bytes are not a JSON document that can be kept
│   ├── TooLarge        more bytes than allowed
│   ├── NotUtf8         UTF-16, UTF-32, or broken UTF-8
│   ├── TooDeep         nested deeper than allowed
│   ├── PointersTooLong the JSON Pointers of all its places are longer than allowed, together
│   ├── TooManyProperties  more properties than can be kept; raised by who keeps them
│   ├── NotJson         the grammar of RFC 8259 is broken
│   ├── DuplicateName   one object has the same name twice
│   ├── BadNumber
│   │   ├── NotANumber        NaN, Infinity, -Infinity
│   │   └── NumberTooLarge    1e400, or an integer of too many digits
│   └── BadText
│       ├── LoneSurrogate     half of a UTF-16 pair, which is no character
│       └── NulCharacter      U+0000, which PostgreSQL cannot store
├── NotASchema          JSON, but neither an object nor true or false
├── PointerError        a JSON Pointer that is none, or leads nowhere
├── UnknownDialect      no dialect has this name
└── UnknownProperty     no property of the document stands at this pointer
"""

from typing import ClassVar, Final

from portal.sentence import Sentence, gettext_noop

ROOT: Final = Sentence("the root of the document")


class SchemaError(Exception):
    """The root of all errors of portal.schema."""


class ParseError(SchemaError):
    """The bytes are not a JSON document that can be kept.

    `offset` counts bytes from 0, `line` and `column` count characters from 1; each is None
    where it is not known, as is `pointer`.
    """

    code: ClassVar[str]

    def __init__(
        self,
        reason: str,
        *,
        offset: int | None = None,
        line: int | None = None,
        column: int | None = None,
        pointer: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset
        self.line = line
        self.column = column
        self.pointer = pointer

    def __str__(self) -> str:
        what = self.reason
        if self.line is not None and self.column is not None:
            told = gettext_noop("{what}, at line {line}, column {column}.")
            return Sentence(told, what=what, line=self.line, column=self.column)
        if self.offset is not None:
            return Sentence("{what}, at byte {offset}.", what=what, offset=self.offset)
        if self.pointer is not None:
            return Sentence("{what}, at {where}.", what=what, where=self.pointer or ROOT)
        return Sentence("{what}.", what=what)


class TooLarge(ParseError):
    code = "too-large"


class NotUtf8(ParseError):
    code = "not-utf8"


class TooDeep(ParseError):
    code = "too-deep"


class PointersTooLong(ParseError):
    code = "pointers-too-long"


class TooManyProperties(ParseError):
    code = "too-many-properties"


class NotJson(ParseError):
    code = "not-json"


class DuplicateName(ParseError):
    code = "duplicate-name"


class BadNumber(ParseError):
    """A number that JSON does not have, or that could only be kept by rounding it."""


class NotANumber(BadNumber):
    code = "not-a-number"


class NumberTooLarge(BadNumber):
    code = "number-too-large"


class BadText(ParseError):
    """A string or a name with something in it that is no text."""


class LoneSurrogate(BadText):
    code = "lone-surrogate"


class NulCharacter(BadText):
    code = "nul-character"


class NotASchema(SchemaError):
    """The value at `pointer` is of the type `found`: neither an object nor a boolean."""

    def __init__(self, found: str, *, pointer: str = "") -> None:
        super().__init__(found, pointer)
        self.found = found
        self.pointer = pointer

    def __str__(self) -> str:
        told = gettext_noop("A schema is an object, true or false; {where} is of type {found}.")
        return Sentence(told, where=self.pointer or ROOT, found=self.found)


class PointerError(SchemaError):
    """`pointer` is not a JSON Pointer, or leads nowhere in the document; `reason` says which."""

    def __init__(self, pointer: str, reason: str) -> None:
        super().__init__(pointer, reason)
        self.pointer = pointer
        self.reason = reason

    def __str__(self) -> str:
        told = gettext_noop("The JSON Pointer {pointer!r} {reason}.")
        return Sentence(told, pointer=self.pointer, reason=self.reason)


class UnknownDialect(SchemaError, LookupError):
    """No dialect is called `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return Sentence("There is no dialect named {name!r}.", name=self.name)


class UnknownProperty(SchemaError, LookupError):
    """The document has no property at `pointer`."""

    def __init__(self, pointer: str) -> None:
        super().__init__(pointer)
        self.pointer = pointer

    def __str__(self) -> str:
        return Sentence("The document has no property at {pointer!r}.", pointer=self.pointer)
