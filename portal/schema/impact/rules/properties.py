"""Rules for the properties of an object, and for subschemas that are true or false."""

from typing import Final

from portal.schema.impact.rules.writing import (
    NOTHING_NEW,
    SAME_VALUES,
    STILL_VALID,
    breaking,
    rule,
    safe,
    warning,
)

_NOT_REFUSED_BEFORE = safe(
    "A property of this name could come before, too.", "该名称的属性原先也可能出现。"
)
_NEW_NAME = warning(
    "A client that accepts only known names meets a new one.",
    "只接受已知名称的客户端会遇到新名称。",
)
_RELIES = warning(
    "A client that relies on it may no longer get it.",
    "依赖它的客户端可能不再收到它。",
)
_LEFT_OUT = breaking("A client that leaves it out is refused.", "不发送该属性的客户端会被拒绝。")
_MAY_LACK = breaking(
    "A client that expects it may get an object without it.",
    "期待该属性的客户端可能收到没有它的对象。",
)

RULES: Final = (
    rule(
        "property-added-open",
        "A property came where any could be sent",
        "新增属性，原先可发送任意属性",
        warning(
            "A client that already sends something else under this name is refused.",
            "已用此名称发送其他内容的客户端会被拒绝。",
        ),
        _NOT_REFUSED_BEFORE,
    ),
    rule(
        "property-added-unconstrained",
        "A property came that allows what was allowed under its name",
        "新增属性，其名称下允许的值不变",
        STILL_VALID,
        _NOT_REFUSED_BEFORE,
    ),
    rule(
        "property-added-closed",
        "A property came where others were forbidden",
        "新增属性，原先禁止其他属性",
        safe("Nobody could send it before.", "原先无人可以发送它。"),
        _NEW_NAME,
    ),
    rule(
        "property-added-otherwise",
        "A property came with other rules than those for unlisted ones",
        "新增属性，其约束与未列出属性的约束不同",
        warning(
            "A client that already sends this name by the former rules may be refused.",
            "已按原约束发送此名称的客户端可能被拒绝。",
        ),
        warning(
            "A value may come under this name that the former rules did not allow.",
            "此名称下可能出现原约束不允许的值。",
        ),
    ),
    rule(
        "property-added-wider",
        "A property came that allows more than unlisted ones",
        "新增属性，其约束比未列出属性更宽",
        STILL_VALID,
        warning(
            "A value may come under this name that the former rules did not allow.",
            "此名称下可能出现原约束不允许的值。",
        ),
    ),
    rule(
        "property-added-narrower",
        "A property came that allows less than unlisted ones",
        "新增属性，其约束比未列出属性更严",
        warning(
            "A client that already sends this name by the former rules may be refused.",
            "已按原约束发送此名称的客户端可能被拒绝。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "property-removed-open",
        "A property went where any may be sent",
        "删除属性，但仍可发送任意属性",
        warning(
            "A client may still send it, but nothing says what becomes of it.",
            "客户端仍可发送它，但其作用不再有说明。",
        ),
        _RELIES,
    ),
    rule(
        "property-removed-closed",
        "A property went where others are forbidden",
        "删除属性，且禁止其他属性",
        breaking("A client that sends it is refused.", "发送该属性的客户端会被拒绝。"),
        _RELIES,
    ),
    rule(
        "property-removed-otherwise",
        "A property went, and the rules for unlisted ones hold for it now",
        "删除属性，改由未列出属性的约束管辖",
        warning(
            "A client that sends it may be refused by the rules for unlisted properties.",
            "发送该属性的客户端可能因未列出属性的约束被拒绝。",
        ),
        _RELIES,
    ),
    rule(
        "property-removed-required",
        "A required property went",
        "删除必填属性",
        warning(
            "A client may still send it, but nothing says what becomes of it.",
            "客户端仍可发送它，但其作用不再有说明。",
        ),
        _MAY_LACK,
    ),
    rule(
        "property-removed-required-closed",
        "A required property went where others are forbidden",
        "删除必填属性，且禁止其他属性",
        breaking("A client that sends it is refused.", "发送该属性的客户端会被拒绝。"),
        _MAY_LACK,
    ),
    rule(
        "property-without-effect",
        "A property came or went that no object could have",
        "增删的属性本来就不可能出现",
        STILL_VALID,
        NOTHING_NEW,
    ),
    rule(
        "required-added",
        "A property became required",
        "属性变为必填",
        _LEFT_OUT,
        NOTHING_NEW,
    ),
    rule(
        "required-removed",
        "A property is no longer required",
        "属性不再必填",
        STILL_VALID,
        _MAY_LACK,
    ),
    rule(
        "required-respelled",
        "An empty list of required properties came or went",
        "增删空的必填列表",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "required-without-effect",
        "It changed what is required of objects, and none is allowed here",
        "对象的必填要求有变，但此处不允许对象",
        STILL_VALID,
        NOTHING_NEW,
    ),
    rule(
        "subschema-forbidden",
        "A value became forbidden",
        "该值变为禁止",
        breaking("A client that sends it is refused.", "发送该值的客户端会被拒绝。"),
        NOTHING_NEW,
    ),
    rule(
        "subschema-allowed",
        "A forbidden value became allowed",
        "原先禁止的值变为允许",
        STILL_VALID,
        breaking("A client may get what was forbidden before.", "客户端可能收到原先禁止的值。"),
    ),
    rule(
        "subschema-constrained",
        "Any value was allowed, and no longer is",
        "原先允许任意值，现在有了约束",
        breaking(
            "A client that sends a value outside the new rules is refused.",
            "发送不符合新约束的值的客户端会被拒绝。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "subschema-freed",
        "Any value became allowed",
        "变为允许任意值",
        STILL_VALID,
        breaking(
            "A client may get values that the former rules did not allow.",
            "客户端可能收到原约束不允许的值。",
        ),
    ),
    rule(
        "subschema-respelled",
        "A subschema says the same in another way",
        "子模式换了写法，含义不变",
        SAME_VALUES,
        SAME_VALUES,
    ),
)
