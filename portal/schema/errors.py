"""What portal.schema refuses. The data is on the exception; str() is one sentence.

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

from typing import ClassVar


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
        return f"{self.reason}{self._where()}."

    def _where(self) -> str:
        if self.line is not None:
            return f", at line {self.line}, column {self.column}"
        if self.offset is not None:
            return f", at byte {self.offset}"
        if self.pointer is not None:
            return f", at {self.pointer or 'the root of the document'}"
        return ""


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
        where = self.pointer or "the root of the document"
        return f"A schema is an object, true or false; {where} is of type {self.found}."


class PointerError(SchemaError):
    """`pointer` is not a JSON Pointer, or leads nowhere in the document; `reason` says which."""

    def __init__(self, pointer: str, reason: str) -> None:
        super().__init__(pointer, reason)
        self.pointer = pointer
        self.reason = reason

    def __str__(self) -> str:
        return f"The JSON Pointer {self.pointer!r} {self.reason}."


class UnknownDialect(SchemaError, LookupError):
    """No dialect is called `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"There is no dialect named {self.name!r}."


class UnknownProperty(SchemaError, LookupError):
    """The document has no property at `pointer`."""

    def __init__(self, pointer: str) -> None:
        super().__init__(pointer)
        self.pointer = pointer

    def __str__(self) -> str:
        return f"The document has no property at {self.pointer!r}."
