"""Rules for arrays and what stands in them."""

from typing import Final

from portal.schema.impact.rules.writing import (
    NOTHING_NEW,
    SAME_VALUES,
    STILL_VALID,
    breaking,
    rule,
    warning,
)

_ITEM_REFUSED = breaking(
    "A client that sends another item there is refused.", "在该处发送其他元素的客户端会被拒绝。"
)
_ITEM_COMES = breaking(
    "A client may get an item there that was not allowed before.",
    "客户端可能在该处收到原先不允许的元素。",
)
_ITEM_MAY_BE_REFUSED = warning(
    "A client that sends an item there by the former rules may be refused.",
    "按原约束在该处发送元素的客户端可能被拒绝。",
)
_ITEM_MAY_COME = warning(
    "An item may come there that the former rules did not allow.",
    "该处可能出现原约束不允许的元素。",
)
_LONGER_REFUSED = breaking(
    "A client that sends a longer array is refused.", "发送更长数组的客户端会被拒绝。"
)
_LONGER_COMES = warning(
    "A client may get more items than could come before.", "客户端可能收到比原先更多的元素。"
)
_LACKS = breaking(
    "A client that sends an array without enough such items is refused.",
    "发送的数组缺少足够此类元素的客户端会被拒绝。",
)
_MAY_LACK = breaking(
    "A client that relies on such items may get an array with fewer.",
    "依赖此类元素的客户端可能收到含量更少的数组。",
)
_TOO_MANY = breaking(
    "A client that sends more such items is refused.", "发送更多此类元素的客户端会被拒绝。"
)
_MORE_COME = breaking(
    "A client that relies on the limit may get more such items.",
    "依赖该限制的客户端可能收到更多此类元素。",
)

RULES: Final = (
    rule(
        "unique-items-on",
        "Items must be unique now",
        "新增元素不可重复的约束",
        breaking("A client that sends an item twice is refused.", "发送重复元素的客户端会被拒绝。"),
        NOTHING_NEW,
    ),
    rule(
        "unique-items-off",
        "Items need not be unique any more",
        "取消元素不可重复的约束",
        STILL_VALID,
        breaking("A client may get an item twice.", "客户端可能收到重复元素。"),
    ),
    rule("items-added", "Rules for items came", "新增元素约束", _ITEM_REFUSED, NOTHING_NEW),
    rule("items-removed", "Rules for items went", "取消元素约束", STILL_VALID, _ITEM_COMES),
    rule(
        "items-changed",
        "Rules for items moved between all items and single positions",
        "元素约束在全部元素与单个位置之间改变",
        _ITEM_MAY_BE_REFUSED,
        _ITEM_MAY_COME,
    ),
    rule(
        "items-respelled",
        "Rules for items are the same, written in another way",
        "元素约束换了写法，含义不变",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "prefix-item-added-open",
        "A rule for one position came where any item was allowed",
        "某个位置新增约束，原先允许任意元素",
        _ITEM_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "prefix-item-added-closed",
        "A position came to an array of fixed length",
        "定长数组新增一个位置",
        STILL_VALID,
        _ITEM_COMES,
    ),
    rule(
        "prefix-item-added-otherwise",
        "A position has a rule of its own now",
        "某个位置改用单独的约束",
        _ITEM_MAY_BE_REFUSED,
        _ITEM_MAY_COME,
    ),
    rule(
        "prefix-item-removed-open",
        "A rule for one position went, and any item is allowed there",
        "取消某个位置的约束，该处允许任意元素",
        STILL_VALID,
        _ITEM_COMES,
    ),
    rule(
        "prefix-item-removed-closed",
        "A position went from an array of fixed length",
        "定长数组减少一个位置",
        _LONGER_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "prefix-item-removed-otherwise",
        "A position has no rule of its own any more",
        "某个位置不再有单独的约束",
        _ITEM_MAY_BE_REFUSED,
        _ITEM_MAY_COME,
    ),
    rule(
        "additional-items-forbidden",
        "Further items became forbidden",
        "变为禁止其余元素",
        _LONGER_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "additional-items-allowed",
        "Further items became allowed",
        "变为允许其余元素",
        STILL_VALID,
        _LONGER_COMES,
    ),
    rule(
        "additional-items-narrowed",
        "Rules for further items came",
        "其余元素新增约束",
        _ITEM_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "additional-items-widened",
        "Rules for further items went",
        "取消其余元素的约束",
        STILL_VALID,
        _ITEM_MAY_COME,
    ),
    rule(
        "contains-added",
        "Arrays must contain certain items now",
        "新增数组必须包含特定元素的约束",
        breaking(
            "A client that sends an array with too few or too many such items is refused.",
            "发送的数组中此类元素过少或过多的客户端会被拒绝。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "contains-removed",
        "Arrays need not contain certain items any more",
        "取消数组必须包含特定元素的约束",
        STILL_VALID,
        breaking(
            "A client may get an array with fewer or more such items than before.",
            "客户端收到的数组中此类元素可能比原先更少或更多。",
        ),
    ),
    rule(
        "contains-changed",
        "Arrays must contain other items",
        "数组必须包含的元素改变",
        warning(
            "A client that sends an array without the items now asked for is refused.",
            "发送的数组缺少现在要求的元素的客户端会被拒绝。",
        ),
        warning(
            "A client may get an array without the items that were asked for before.",
            "客户端可能收到缺少原先要求的元素的数组。",
        ),
    ),
    rule(
        "min-contains-raised",
        "Arrays must contain more of certain items",
        "特定元素的最少个数调高",
        _LACKS,
        NOTHING_NEW,
    ),
    rule(
        "min-contains-lowered",
        "Arrays may contain fewer of certain items",
        "特定元素的最少个数调低",
        STILL_VALID,
        _MAY_LACK,
    ),
    rule(
        "max-contains-set",
        "Arrays may contain only so many of certain items now",
        "新增特定元素的最多个数",
        _TOO_MANY,
        NOTHING_NEW,
    ),
    rule(
        "max-contains-lowered",
        "Arrays may contain fewer of certain items at most",
        "特定元素的最多个数调低",
        _TOO_MANY,
        NOTHING_NEW,
    ),
    rule(
        "max-contains-raised",
        "Arrays may contain more of certain items at most",
        "特定元素的最多个数调高",
        STILL_VALID,
        _MORE_COME,
    ),
    rule(
        "max-contains-unset",
        "Arrays may contain any number of certain items",
        "取消特定元素的最多个数",
        STILL_VALID,
        _MORE_COME,
    ),
    rule(
        "unevaluated-items-added",
        "Rules for items that no other keyword looks at came",
        "新增对未被其他关键字处理的元素的约束",
        _ITEM_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "unevaluated-items-removed",
        "Rules for items that no other keyword looks at went",
        "取消对未被其他关键字处理的元素的约束",
        STILL_VALID,
        _ITEM_COMES,
    ),
)
