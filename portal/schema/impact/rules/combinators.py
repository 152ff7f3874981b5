"""Rules for subschemas that apply to the same value."""

from typing import Final

from portal.schema.impact.rules.writing import (
    NOTHING_NEW,
    SAME_VALUES,
    STILL_VALID,
    breaking,
    rule,
    warning,
)

_BRANCH_SENT = breaking(
    "A client that sends what only this branch allowed is refused.",
    "发送仅该分支允许的值的客户端会被拒绝。",
)
_BRANCH_COMES = breaking(
    "A client may get what no former branch allowed.", "客户端可能收到原有分支都不允许的值。"
)
_OUTSIDE_SENT = breaking(
    "A client that sends a value outside the new rules is refused.",
    "发送不符合新约束的值的客户端会被拒绝。",
)
_OUTSIDE_COMES = breaking(
    "A client may get values that the former rules did not allow.",
    "客户端可能收到原约束不允许的值。",
)
_OVERLAP_SENT = warning(
    "A client is refused where exactly one branch no longer matches.",
    "若不再恰好匹配一个分支，客户端会被拒绝。",
)
_OVERLAP_COMES = warning(
    "A value may come that did not match exactly one branch before.",
    "可能出现原先并非恰好匹配一个分支的值。",
)

RULES: Final = (
    rule(
        "one-of-introduced",
        "A choice of exactly one of several branches came",
        "新增 oneOf：必须恰好匹配一个分支",
        _OUTSIDE_SENT,
        NOTHING_NEW,
    ),
    rule(
        "one-of-dropped",
        "The choice of exactly one of several branches went",
        "取消 oneOf",
        STILL_VALID,
        _OUTSIDE_COMES,
    ),
    rule(
        "one-of-branch-added",
        "A branch came to oneOf that may overlap with others",
        "oneOf 新增分支，可能与其他分支重叠",
        _OVERLAP_SENT,
        _OVERLAP_COMES,
    ),
    rule(
        "one-of-branch-added-disjoint",
        "A branch came to oneOf that overlaps with no other",
        "oneOf 新增分支，与其他分支不重叠",
        STILL_VALID,
        _BRANCH_COMES,
    ),
    rule(
        "one-of-branch-removed",
        "A branch went from oneOf that may overlap with others",
        "oneOf 删除分支，该分支可能与其他分支重叠",
        _OVERLAP_SENT,
        _OVERLAP_COMES,
    ),
    rule(
        "one-of-branch-removed-disjoint",
        "A branch went from oneOf that overlaps with no other",
        "oneOf 删除分支，该分支与其他分支不重叠",
        _BRANCH_SENT,
        NOTHING_NEW,
    ),
    rule(
        "one-of-branch-changed",
        "A branch of oneOf became another",
        "oneOf 的分支改变",
        _OVERLAP_SENT,
        _OVERLAP_COMES,
    ),
    rule(
        "any-of-introduced",
        "A choice of at least one of several branches came",
        "新增 anyOf：必须至少匹配一个分支",
        _OUTSIDE_SENT,
        NOTHING_NEW,
    ),
    rule(
        "any-of-dropped",
        "The choice of at least one of several branches went",
        "取消 anyOf",
        STILL_VALID,
        _OUTSIDE_COMES,
    ),
    rule(
        "any-of-branch-added",
        "A branch came to anyOf",
        "anyOf 新增分支",
        STILL_VALID,
        _BRANCH_COMES,
    ),
    rule(
        "any-of-branch-removed",
        "A branch went from anyOf",
        "anyOf 删除分支",
        _BRANCH_SENT,
        NOTHING_NEW,
    ),
    rule(
        "all-of-branch-added",
        "Rules came that hold as well",
        "新增须同时满足的约束",
        _OUTSIDE_SENT,
        NOTHING_NEW,
    ),
    rule(
        "all-of-branch-removed",
        "Rules went that held as well",
        "取消须同时满足的约束",
        STILL_VALID,
        _OUTSIDE_COMES,
    ),
    rule(
        "branches-reordered",
        "The branches stand in another order",
        "分支顺序改变",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "not-added",
        "Certain values became forbidden",
        "新增禁止的值",
        breaking("A client that sends such a value is refused.", "发送此类值的客户端会被拒绝。"),
        NOTHING_NEW,
    ),
    rule(
        "not-removed",
        "Certain values are no longer forbidden",
        "取消禁止的值",
        STILL_VALID,
        breaking("A client may get what was forbidden before.", "客户端可能收到原先禁止的值。"),
    ),
    rule(
        "not-widened",
        "More values became forbidden",
        "禁止的值增多",
        breaking("A client that sends such a value is refused.", "发送此类值的客户端会被拒绝。"),
        NOTHING_NEW,
    ),
    rule(
        "not-narrowed",
        "Fewer values are forbidden",
        "禁止的值减少",
        STILL_VALID,
        breaking("A client may get what was forbidden before.", "客户端可能收到原先禁止的值。"),
    ),
    rule(
        "condition-added",
        "Rules came that hold under a condition",
        "新增条件约束",
        breaking(
            "A client that sends a value which meets the condition, but not the rules, is refused.",
            "发送满足条件但不符合约束的值的客户端会被拒绝。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "condition-removed",
        "Rules went that held under a condition",
        "取消条件约束",
        STILL_VALID,
        _OUTSIDE_COMES,
    ),
    rule(
        "condition-changed",
        "Rules hold under another condition",
        "约束的条件改变",
        warning(
            "A client may be refused where the rules did not hold before.",
            "在约束原先不适用之处，客户端可能被拒绝。",
        ),
        warning(
            "A value may come where the rules held before.",
            "在约束原先适用之处，可能出现新的值。",
        ),
    ),
)
