"""Rules for `enum` and `const`."""

from typing import Final

from portal.schema.impact.rules.writing import (
    NOTHING_NEW,
    SAME_VALUES,
    STILL_VALID,
    breaking,
    rule,
    warning,
)

_UNLISTED_SENT = breaking(
    "A client that sends a value that is not listed is refused.",
    "发送未列出的值的客户端会被拒绝。",
)
_UNLISTED_COMES = breaking(
    "A client that knows only the listed values may get others.",
    "只认识所列值的客户端可能收到其他值。",
)

RULES: Final = (
    rule(
        "enum-introduced",
        "Values are listed now: no others are allowed",
        "新增枚举：只允许所列的值",
        _UNLISTED_SENT,
        NOTHING_NEW,
    ),
    rule(
        "enum-dropped",
        "Values are no longer listed: others are allowed",
        "取消枚举：允许其他值",
        STILL_VALID,
        _UNLISTED_COMES,
    ),
    rule(
        "enum-value-added",
        "A value came to enum",
        "新增枚举值",
        STILL_VALID,
        warning(
            "A client that knows only the former values may get a new one.",
            "只认识原有值的客户端可能收到新值。",
        ),
    ),
    rule(
        "enum-value-removed",
        "A value was taken from enum",
        "删除枚举值",
        breaking("A client that sends this value is refused.", "发送该值的客户端会被拒绝。"),
        NOTHING_NEW,
    ),
    rule(
        "const-added",
        "Only one value is allowed now",
        "变为只允许一个值",
        breaking("A client that sends any other value is refused.", "发送其他值的客户端会被拒绝。"),
        NOTHING_NEW,
    ),
    rule(
        "const-changed",
        "The only allowed value is another one",
        "唯一允许的值改变",
        breaking("A client that sends the former value is refused.", "发送原值的客户端会被拒绝。"),
        breaking(
            "A client that expects the former value gets another.", "期待原值的客户端会收到其他值。"
        ),
    ),
    rule(
        "const-removed",
        "Other values than one are allowed now",
        "不再只允许一个值",
        STILL_VALID,
        breaking(
            "A client that expects this value may get others.", "期待该值的客户端可能收到其他值。"
        ),
    ),
    rule(
        "values-replaced",
        "Other values are allowed",
        "允许的取值改变",
        breaking(
            "A client that sends a value that went is refused.", "发送已删除的值的客户端会被拒绝。"
        ),
        breaking(
            "A client may get a value that was not allowed before.",
            "客户端可能收到原先不允许的值。",
        ),
    ),
    rule(
        "values-respelled",
        "The values are the same, written in another way",
        "取值换了写法，含义不变",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "values-without-effect",
        "A value came or went that other rules refuse anyway",
        "增删的值本来就被其他约束排除",
        STILL_VALID,
        NOTHING_NEW,
    ),
)
