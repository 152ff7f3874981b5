"""Why a peer sees a change in another way, in plain words."""

from typing import Final

from portal.schema.impact.rule import Text

OPEN: Final = Text(
    "Objects are open here: a name that is not listed may be sent already, with any value.",
    "此处的对象是开放的：未列出的名称本来就可以携带任意值发送。",
)
STRICT: Final = Text(
    "A client that was told of a closed object may refuse a name that it does not know.",
    "客户端若按封闭对象实现，可能拒绝它不认识的名称。",
)
GONE: Final = Text(
    "A client may rely on the property, though it never was certain to come.",
    "客户端可能依赖该属性，尽管从未保证会返回它。",
)
CLOSED: Final = Text(
    "In a closed object, a client that still sends the property is refused.",
    "对象是封闭的，仍发送该属性的客户端会被拒绝。",
)
PATTERN: Final = Text(
    "Strings that the pattern refused may come; few clients check what they get by it.",
    "可能返回原来不匹配的字符串；不过很少有客户端按 pattern 检查响应。",
)
PATTERN_CHANGED: Final = Text(
    "Which strings two patterns tell apart is not known without proof; it is not called certain.",
    "两个 pattern 的差异在未经证明时无从得知，因此不作确定的判断。",
)
CONTENT: Final = Text(
    "JSON Schema does not let validators refuse a value for what a string holds.",
    "JSON Schema 的校验器不会因字符串内部的内容而拒绝一个值。",
)
PREFIX: Final = Text(
    "Items that are not listed are free here: a rule for one of them narrows what is valid.",
    "未列出的数组项不受限制，因此为其中一项增加规则会收窄有效值。",
)
OVERLAP: Final = Text(
    "Values that two branches of oneOf match are refused: a branch can both add and take values.",
    "同时匹配 oneOf 两个分支的值会被拒绝，因此一个分支既可能增加也可能减少有效值。",
)
READ_ONLY: Final = Text(
    "A client that sends the property may be refused, or not be heard.",
    "发送该属性的客户端可能被拒绝，或其值被忽略。",
)
WRITE_ONLY: Final = Text(
    "A client that reads the property no longer gets it, or gets it from now on.",
    "读取该属性的客户端将不再得到它，或从此开始得到它。",
)
DEFAULT: Final = Text(
    "A client that leaves the value out means another one from now on.",
    "省略该值的客户端，其含义从此不同。",
)
OPTIONAL: Final = Text(
    "Strictly it does refuse what some client may send; for an optional property that is rare.",
    "严格说来确实可能拒绝某些客户端发送的值，但对可选属性而言这很少见。",
)
IGNORED: Final = Text(
    "What is sent under the name is still valid, but no longer heard.",
    "以该名称发送的值仍然有效，但不再起作用。",
)
