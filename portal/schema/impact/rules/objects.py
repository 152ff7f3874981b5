"""Rules for what holds for the properties of an object that are not listed, and between them."""

from typing import Final

from portal.schema.impact.rules.writing import (
    NOTHING_NEW,
    SAME_VALUES,
    STILL_VALID,
    breaking,
    rule,
    warning,
)

_UNLISTED_REFUSED = breaking(
    "A client that sends a property which is not listed is refused.",
    "发送未列出属性的客户端会被拒绝。",
)
_UNLISTED_COMES = warning(
    "A client that accepts only listed properties may get others.",
    "只接受所列属性的客户端可能收到其他属性。",
)
_MATCHING_REFUSED = breaking(
    "A client that sends another value under such a name is refused.",
    "在此类名称下发送其他值的客户端会被拒绝。",
)
_MATCHING_COMES = breaking(
    "A client may get a value under such a name that was not allowed before.",
    "客户端可能在此类名称下收到原先不允许的值。",
)
_MATCHING_MAY_BE_REFUSED = warning(
    "A client that sends such a name by the former rules may be refused.",
    "按原约束发送此类名称的客户端可能被拒绝。",
)
_MATCHING_MAY_COME = warning(
    "A value may come under such a name that the former rules did not allow.",
    "此类名称下可能出现原约束不允许的值。",
)
_ALONE_REFUSED = breaking(
    "A client that sends the one property without the others is refused.",
    "只发送该属性而不发送其所需属性的客户端会被拒绝。",
)
_ALONE_COMES = breaking(
    "A client may get the one property without the others.",
    "客户端可能收到该属性而没有其所需属性。",
)
_DEPENDENT_REFUSED = breaking(
    "A client that sends the property in an object outside the new rules is refused.",
    "发送含该属性但不符合新约束的对象的客户端会被拒绝。",
)
_DEPENDENT_COMES = breaking(
    "A client may get the property in an object outside the former rules.",
    "客户端可能收到含该属性但不符合原约束的对象。",
)

RULES: Final = (
    rule(
        "additional-properties-forbidden",
        "Unlisted properties became forbidden",
        "变为禁止未列出的属性",
        _UNLISTED_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "additional-properties-allowed",
        "Unlisted properties became allowed",
        "变为允许未列出的属性",
        STILL_VALID,
        _UNLISTED_COMES,
    ),
    rule(
        "additional-properties-narrowed",
        "Rules for unlisted properties came",
        "未列出的属性新增约束",
        breaking(
            "A client that sends another value in an unlisted property is refused.",
            "在未列出属性中发送其他值的客户端会被拒绝。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "additional-properties-widened",
        "Rules for unlisted properties went",
        "取消未列出属性的约束",
        STILL_VALID,
        warning(
            "A value may come in an unlisted property that was not allowed before.",
            "未列出的属性中可能出现原先不允许的值。",
        ),
    ),
    rule(
        "additional-properties-respelled",
        "Rules for unlisted properties are the same, written in another way",
        "未列出属性的约束换了写法，含义不变",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "pattern-property-added",
        "Rules for properties by a pattern of their names came",
        "新增按名称匹配的属性约束",
        _MATCHING_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "pattern-property-removed",
        "Rules for properties by a pattern of their names went",
        "取消按名称匹配的属性约束",
        STILL_VALID,
        _MATCHING_COMES,
    ),
    rule(
        "pattern-property-added-otherwise",
        "Rules by a pattern of names came in place of those for unlisted properties",
        "新增按名称匹配的约束，取代未列出属性的约束",
        _MATCHING_MAY_BE_REFUSED,
        _MATCHING_MAY_COME,
    ),
    rule(
        "pattern-property-removed-otherwise",
        "Rules by a pattern of names gave way to those for unlisted properties",
        "取消按名称匹配的约束，改由未列出属性的约束管辖",
        _MATCHING_MAY_BE_REFUSED,
        _MATCHING_MAY_COME,
    ),
    rule(
        "property-names-added",
        "Rules for the names of properties came",
        "新增属性名约束",
        breaking(
            "A client that sends a property of another name is refused.",
            "发送其他名称的属性的客户端会被拒绝。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "property-names-removed",
        "Rules for the names of properties went",
        "取消属性名约束",
        STILL_VALID,
        breaking(
            "A client may get properties of names that were not allowed before.",
            "客户端可能收到原先不允许的属性名。",
        ),
    ),
    rule(
        "unevaluated-properties-added",
        "Rules for properties that no other keyword looks at came",
        "新增对未被其他关键字处理的属性的约束",
        _UNLISTED_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "unevaluated-properties-removed",
        "Rules for properties that no other keyword looks at went",
        "取消对未被其他关键字处理的属性的约束",
        STILL_VALID,
        breaking(
            "A client may get properties that were not allowed before.",
            "客户端可能收到原先不允许的属性。",
        ),
    ),
    rule(
        "dependent-required-added",
        "One property requires others now",
        "一个属性开始要求其他属性",
        _ALONE_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "dependent-required-removed",
        "One property no longer requires others",
        "一个属性不再要求其他属性",
        STILL_VALID,
        _ALONE_COMES,
    ),
    rule(
        "dependent-required-changed",
        "One property requires others than before",
        "一个属性所要求的其他属性改变",
        _ALONE_REFUSED,
        _ALONE_COMES,
    ),
    rule(
        "dependent-schema-added",
        "Rules for objects that have a certain property came",
        "新增对含特定属性的对象的约束",
        _DEPENDENT_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "dependent-schema-removed",
        "Rules for objects that have a certain property went",
        "取消对含特定属性的对象的约束",
        STILL_VALID,
        _DEPENDENT_COMES,
    ),
    rule(
        "dependent-schema-changed",
        "Rules for objects that have a certain property changed",
        "对含特定属性的对象的约束改变",
        warning(
            "A client that sends the property by the former rules may be refused.",
            "按原约束发送该属性的客户端可能被拒绝。",
        ),
        warning(
            "An object may come with it that the former rules did not allow.",
            "可能出现含该属性但原约束不允许的对象。",
        ),
    ),
)
