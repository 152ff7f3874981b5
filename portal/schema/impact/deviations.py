"""Where the rules differ from the table that they began with, and why.

The table was collected from what established tools decide. Each deviation names the rules that
say otherwise; the example of the first of them (portal.schema.impact.examples) is the proof: a
value that shows that "safe" was wrong, or a change for which no value shows that it breaks.
"""

from dataclasses import dataclass
from typing import Final

from portal.schema.impact.rule import Impact, Text

_B, _W, _S = Impact.BREAKING, Impact.WARNING, Impact.SAFE


@dataclass(frozen=True, slots=True)
class Deviation:
    """`request` and `response` are what the table says of `change`, where `rules` say otherwise."""

    rules: tuple[str, ...]
    change: Text  # the row of the table
    request: Impact
    response: Impact
    reason: Text


_PROPERTY_ADDED: Final = Text("optional property added", "新增可选属性")
_PREFIX_ITEMS_ADDED: Final = Text("prefixItems added", "新增 prefixItems")
_PREFIX_ITEMS_REMOVED: Final = Text("prefixItems removed", "删除 prefixItems")

DEVIATIONS: Final = (
    Deviation(
        ("property-added-open", "property-added-narrower"),
        _PROPERTY_ADDED,
        _S,
        _S,
        Text(
            "Where any property could be sent, a client may have sent this name with another "
            "value, which is refused now. To call every new property breaking would drown what "
            "matters, so it is a warning.",
            "原先可发送任意属性时，客户端可能已用此名称发送其他值，现在会被拒绝。"
            "若把每个新增属性都判为破坏性变更，真正重要的变更会被淹没，因此仅作警告。",
        ),
    ),
    Deviation(
        ("property-added-closed", "property-added-wider", "property-added-otherwise"),
        _PROPERTY_ADDED,
        _S,
        _S,
        Text(
            "Where other properties were forbidden, or had to fulfil a schema, the new one brings "
            "values that were not allowed before: a strict reader refuses them.",
            "原先禁止其他属性或对其有约束时，新属性会带来原先不允许的值，严格的读取方会拒绝它们。",
        ),
    ),
    Deviation(
        ("property-removed-closed", "property-removed-required-closed"),
        Text("property removed", "删除属性"),
        _W,
        _W,
        Text(
            "Where other properties are forbidden, a client that still sends it is refused.",
            "禁止其他属性时，仍发送该属性的客户端会被拒绝。",
        ),
    ),
    Deviation(
        ("pattern-specialized",),
        Text("pattern changed", "正则表达式改变"),
        _W,
        _W,
        Text(
            "If the former pattern certainly matches all that the new one matches, nothing new "
            "can come.",
            "若可证明原正则表达式能匹配新表达式匹配的一切，就不会出现新的值。",
        ),
    ),
    Deviation(
        ("format-generalized",),
        Text("format changed", "格式改变"),
        _B,
        _B,
        Text(
            "What is of the former format is of the new one, too: every URI is a URI reference. "
            "Nobody is refused.",
            "符合原格式的字符串也符合新格式，例如每个 URI 都是 URI 引用，因此不会有客户端被拒绝。",
        ),
    ),
    Deviation(
        ("format-specialized",),
        Text("format changed", "格式改变"),
        _B,
        _B,
        Text(
            "What is of the new format is of the former one, too. Nothing new can come.",
            "符合新格式的字符串也符合原格式，因此不会出现新的值。",
        ),
    ),
    Deviation(
        ("format-unknown",),
        Text("format added, changed", "新增格式、格式改变"),
        _B,
        _S,
        Text(
            "Validators check only the formats of the dialect's specification. Of any other, no "
            "value shows that it breaks, and none that it does not: the service alone knows.",
            "校验器只校验方言规范中的格式。对于其他格式，没有值能证明其破坏性或安全性，"
            "只有服务自身知道。",
        ),
    ),
    Deviation(
        ("content-changed",),
        Text("contentEncoding, contentMediaType changed", "contentEncoding、contentMediaType 改变"),
        _B,
        _B,
        Text(
            "These are annotations: no value becomes valid or invalid by them. A client that "
            "decodes the content may fail all the same, hence a warning.",
            "它们是注解，不影响取值是否有效。但解码内容的客户端仍可能失败，因此作警告。",
        ),
    ),
    Deviation(
        ("prefix-item-added-open",),
        _PREFIX_ITEMS_ADDED,
        _S,
        _B,
        Text(
            "Where any item was allowed at this position, the new rule takes some away and adds "
            "none: it is the other way round than the table says.",
            "该位置原先允许任意元素时，新约束只会排除而不会增加取值，与表中所述正好相反。",
        ),
    ),
    Deviation(
        ("prefix-item-removed-open",),
        _PREFIX_ITEMS_REMOVED,
        _B,
        _S,
        Text(
            "Where any item is allowed at this position now, nobody is refused, and new items may "
            "come.",
            "该位置现在允许任意元素，不会有客户端被拒绝，但可能出现新的元素。",
        ),
    ),
    Deviation(
        ("prefix-item-added-otherwise",),
        _PREFIX_ITEMS_ADDED,
        _S,
        _B,
        Text(
            "The rules for further items held at this position before; whether fewer or more "
            "items are allowed now depends on both.",
            "该位置原先适用其余元素的约束；现在允许的元素是增是减，取决于两者。",
        ),
    ),
    Deviation(
        ("prefix-item-removed-otherwise",),
        _PREFIX_ITEMS_REMOVED,
        _B,
        _S,
        Text(
            "The rules for further items hold at this position now; whether fewer or more items "
            "are allowed depends on both.",
            "该位置现在适用其余元素的约束；允许的元素是增是减，取决于两者。",
        ),
    ),
    Deviation(
        ("pattern-property-added-otherwise",),
        Text("patternProperties added", "新增 patternProperties"),
        _B,
        _S,
        Text(
            "Where unlisted properties were forbidden, matching names become allowed: nobody is "
            "refused, and something new may come. Where they had to fulfil a schema, it depends.",
            "原先禁止未列出的属性时，匹配的名称变为允许：不会有客户端被拒绝，但可能出现新的内容。"
            "原先对其有约束时，则视情况而定。",
        ),
    ),
    Deviation(
        ("pattern-property-removed-otherwise",),
        Text("patternProperties removed", "删除 patternProperties"),
        _S,
        _B,
        Text(
            "Where unlisted properties are forbidden, matching names are refused now.",
            "禁止未列出的属性时，匹配的名称现在会被拒绝。",
        ),
    ),
    Deviation(
        ("dependent-schema-changed",),
        Text("dependentSchemas changed", "dependentSchemas 改变"),
        _B,
        _B,
        Text(
            "It may say the same in another way. What differs inside a schema is told there; only "
            "where it was replaced as a whole does this rule speak, and cannot know.",
            "它可能只是换了写法。模式内部的差异会在其位置单独说明；"
            "仅当整体被替换时才适用本规则，此时无法判定。",
        ),
    ),
    Deviation(
        ("one-of-branch-added",),
        Text("oneOf branch added", "oneOf 新增分支"),
        _S,
        _B,
        Text(
            "Exactly one branch must match. A value that one branch matched is refused if the new "
            "one matches it, too.",
            "必须恰好匹配一个分支。若新分支也匹配原先匹配一个分支的值，该值就会被拒绝。",
        ),
    ),
    Deviation(
        ("one-of-branch-removed",),
        Text("oneOf branch removed", "oneOf 删除分支"),
        _B,
        _S,
        Text(
            "Exactly one branch must match. A value that two branches matched becomes valid once "
            "one of them has gone.",
            "必须恰好匹配一个分支。原先匹配两个分支的值，在其中一个删除后变为有效。",
        ),
    ),
    Deviation(
        ("all-of-branch-removed",),
        Text("allOf branch removed", "allOf 删除分支"),
        _W,
        _B,
        Text(
            "A rule that has gone refuses nothing.",
            "已删除的约束不会拒绝任何值。",
        ),
    ),
    Deviation(
        (
            *("keyword-without-effect", "limit-without-effect", "property-without-effect"),
            *("required-without-effect", "type-without-effect", "values-without-effect"),
        ),
        Text("any limit, pattern, type, ... set", "新增任何限制、正则表达式、类型等"),
        _B,
        _S,
        Text(
            "A keyword says nothing of values of another type, nor of values that what stands "
            "beside it refuses anyway.",
            "关键字不约束其他类型的值，也不影响被同处其他关键字排除的值。",
        ),
    ),
)
