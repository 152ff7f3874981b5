"""Rules for references."""

from typing import Final

from portal.schema.impact.rules.writing import SAME_VALUES, inside, rule, warning

_UNKNOWN = warning(
    "Nothing here tells which values are valid there.", "此处无法得知那里哪些值有效。"
)
_BY_WHAT_DIFFERS = inside(
    "As what differs where the reference leads.", "取决于引用所指之处的差异。"
)

RULES: Final = (
    rule(
        "reference-changed",
        "A reference leads to something else",
        "引用指向不同的内容",
        _BY_WHAT_DIFFERS,
        _BY_WHAT_DIFFERS,
    ),
    rule(
        "reference-respelled",
        "A reference came, went or has another target, which says the same",
        "引用增删或改变，但内容相同",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "reference-unresolved",
        "A reference changed that leads nowhere in the document",
        "改变的引用在文档内无法解析",
        _UNKNOWN,
        _UNKNOWN,
    ),
    rule(
        "dynamic-reference-changed",
        "A reference changed whose target depends on where validation began",
        "动态引用改变，其目标取决于校验的起点",
        _UNKNOWN,
        _UNKNOWN,
    ),
)
