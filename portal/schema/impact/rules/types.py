"""Rules for `type` and `nullable`."""

from typing import Final

from portal.schema.impact.rules.writing import (
    NOTHING_NEW,
    SAME_VALUES,
    STILL_VALID,
    breaking,
    rule,
)

_OTHER_SENT = breaking(
    "A client that sends a value of a type that went is refused.",
    "发送已不允许类型的值的客户端会被拒绝。",
)
_OTHER_COMES = breaking(
    "A client may get a value of a type that it never met here.",
    "客户端可能收到此处从未出现过的类型的值。",
)

_NULLABLE = (
    " nullable: true counts as null in every dialect here, as in OpenAPI 3.0; a validator that "
    "goes by JSON Schema alone ignores it."
)
_NULLABLE_ZH = (
    "在此，nullable: true 在任何方言中都视为允许 null，与 OpenAPI 3.0 一致；"
    "仅按 JSON Schema 校验的校验器会忽略它。"
)

RULES: Final = (
    rule("type-widened", "More types are allowed", "允许的类型增多", STILL_VALID, _OTHER_COMES),
    rule("type-narrowed", "Fewer types are allowed", "允许的类型减少", _OTHER_SENT, NOTHING_NEW),
    rule("type-replaced", "The type is another one", "类型改变", _OTHER_SENT, _OTHER_COMES),
    rule(
        "null-added",
        "null became allowed",
        "变为允许 null",
        STILL_VALID,
        breaking(
            f"A client that does not expect null may get it.{_NULLABLE}",
            f"未预料到 null 的客户端可能收到它。{_NULLABLE_ZH}",
        ),
    ),
    rule(
        "null-removed",
        "null is no longer allowed",
        "不再允许 null",
        breaking(
            f"A client that sends null is refused.{_NULLABLE}",
            f"发送 null 的客户端会被拒绝。{_NULLABLE_ZH}",
        ),
        NOTHING_NEW,
    ),
    rule(
        "type-respelled",
        "The types are the same, written in another way",
        "类型换了写法，含义不变",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "type-without-effect",
        "The types changed, but the values that are listed decide",
        "类型有变，但取值已由枚举限定",
        STILL_VALID,
        NOTHING_NEW,
    ),
)
