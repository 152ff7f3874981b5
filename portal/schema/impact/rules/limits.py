"""Rules for limits: of numbers, of lengths and of counts."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from portal.schema.impact.rule import Rule
from portal.schema.impact.rules.writing import (
    NOTHING_NEW,
    SAME_VALUES,
    STILL_VALID,
    breaking,
    rule,
)


class _Limited(NamedTuple):
    """What a limit concerns, as it goes into the sentences."""

    id: str
    en: str  # what is limited
    zh: str
    beyond_en: str  # "sends …" what lies beyond the limit
    beyond_zh: str


_UPPER = (
    _Limited("maximum", "numbers", "数值", "a larger number", "更大的数值"),
    _Limited(
        "max-length", "the length of strings", "字符串长度", "a longer string", "更长的字符串"
    ),
    _Limited("max-items", "the number of items", "数组元素个数", "more items", "更多元素"),
    _Limited(
        "max-properties", "the number of properties", "对象属性个数", "more properties", "更多属性"
    ),
)
_LOWER = (
    _Limited("minimum", "numbers", "数值", "a smaller number", "更小的数值"),
    _Limited(
        "min-length", "the length of strings", "字符串长度", "a shorter string", "更短的字符串"
    ),
    _Limited("min-items", "the number of items", "数组元素个数", "fewer items", "更少元素"),
    _Limited(
        "min-properties", "the number of properties", "对象属性个数", "fewer properties", "更少属性"
    ),
)


def _rules(of: _Limited, end: str, zh: str, tighter: str, looser: str) -> Iterator[Rule]:
    """Yield the four rules of one limit; `end` is "upper" or "lower"."""
    refused = breaking(
        f"A client that sends {of.beyond_en} is refused.", f"发送{of.beyond_zh}的客户端会被拒绝。"
    )
    comes = breaking(
        f"A client that relies on the limit may get {of.beyond_en}.",
        f"依赖该限制的客户端可能收到{of.beyond_zh}。",
    )
    zh_tighter, zh_looser = ("调低", "调高") if end == "upper" else ("调高", "调低")
    yield rule(
        f"{of.id}-set",
        f"{_AN[end]} limit of {of.en} was set",
        f"新增{of.zh}{zh}",
        refused,
        NOTHING_NEW,
    )
    yield rule(
        f"{of.id}-{tighter}",
        f"The {end} limit of {of.en} was {tighter}",
        f"{of.zh}{zh}{zh_tighter}",
        refused,
        NOTHING_NEW,
    )
    yield rule(
        f"{of.id}-{looser}",
        f"The {end} limit of {of.en} was {looser}",
        f"{of.zh}{zh}{zh_looser}",
        STILL_VALID,
        comes,
    )
    yield rule(
        f"{of.id}-unset",
        f"The {end} limit of {of.en} went",
        f"取消{of.zh}{zh}",
        STILL_VALID,
        comes,
    )


_AN: Final = {"upper": "An upper", "lower": "A lower"}
_INDIVISIBLE_SENT = breaking(
    "A client that sends a number which cannot be divided by it is refused.",
    "发送不能被其整除的数值的客户端会被拒绝。",
)
_INDIVISIBLE_COMES = breaking(
    "A client may get a number which the former divisor does not divide.",
    "客户端可能收到不能被原除数整除的数值。",
)

RULES: Final = (
    *(made for of in _UPPER for made in _rules(of, "upper", "上限", "lowered", "raised")),
    *(made for of in _LOWER for made in _rules(of, "lower", "下限", "raised", "lowered")),
    rule(
        "limit-respelled",
        "The limit is the same, written in another way",
        "限制换了写法，含义不变",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "limit-without-effect",
        "A limit changed that concerns no value which is allowed here",
        "限制有变，但不涉及此处允许的值",
        STILL_VALID,
        NOTHING_NEW,
    ),
    rule(
        "multiple-of-added",
        "Numbers must be divisible now",
        "新增整除约束",
        _INDIVISIBLE_SENT,
        NOTHING_NEW,
    ),
    rule(
        "multiple-of-to-multiple",
        "The divisor became a multiple of what it was",
        "除数变为原除数的倍数",
        _INDIVISIBLE_SENT,
        NOTHING_NEW,
    ),
    rule(
        "multiple-of-to-divisor",
        "The divisor became a divisor of what it was",
        "除数变为原除数的约数",
        STILL_VALID,
        _INDIVISIBLE_COMES,
    ),
    rule(
        "multiple-of-unrelated",
        "The divisor is another one",
        "除数改变",
        _INDIVISIBLE_SENT,
        _INDIVISIBLE_COMES,
    ),
    rule(
        "multiple-of-removed",
        "Numbers need not be divisible any more",
        "取消整除约束",
        STILL_VALID,
        _INDIVISIBLE_COMES,
    ),
)
