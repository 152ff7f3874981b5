"""Why a rule's verdict is another one where a change stands, as data."""

from typing import Final

from portal.schema.impact.rule import Context, Text

_ALL: Final = (
    Context(
        id="inverted",
        title=Text(en="Below a negation", zh="位于否定之下"),
        reason=Text(
            en="It stands below not, which refuses what the subschema allows: what the change "
            "allows there is refused here, and the other way round.",
            zh="该变更位于 not 之下：not 拒绝其子模式允许的值，"
            "因此子模式放宽就是此处收窄，反之亦然。",
        ),
    ),
    Context(
        id="uncertain",
        title=Text(en="Depends on what stands around it", zh="取决于上下文"),
        reason=Text(
            en="Whether it widens or narrows what is valid depends on what stands around it, such "
            "as oneOf with branches that may overlap, if, or unevaluatedProperties.",
            zh="该变更是放宽还是收窄取决于上下文，例如分支可能重叠的 oneOf、if 或 "
            "unevaluatedProperties。",
        ),
    ),
    Context(
        id="masked",
        title=Text(en="May be masked", zh="可能被掩盖"),
        reason=Text(
            en="It may break, but something else that must hold or may hold as well could mask it: "
            "it is not certain that any value shows the change.",
            zh="该变更可能造成破坏，但同时生效的其他约束或可选分支可能将其掩盖，"
            "无法确定是否有值会受影响。",
        ),
    ),
    Context(
        id="unreachable",
        title=Text(en="Nothing refers to it", zh="未被引用"),
        reason=Text(
            en="It stands in a definition that nothing in the document refers to, so that it "
            "applies to no value.",
            zh="该变更位于文档中没有任何引用的定义内，不作用于任何值。",
        ),
    ),
    Context(
        id="inapplicable",
        title=Text(en="Never applies", zh="不会生效"),
        reason=Text(
            en="The schema around it allows no value that it would apply to, such as properties "
            "where only strings are allowed.",
            zh="外层模式不允许任何会受其约束的值，例如只允许字符串时的 properties。",
        ),
    ),
    Context(
        id="hidden",
        title=Text(en="Hidden by $ref", zh="被 $ref 掩盖"),
        reason=Text(
            en="It stands beside a $ref, and in this dialect what stands beside $ref does not "
            "count.",
            zh="该变更与 $ref 并列，而在此方言中与 $ref 并列的内容不起作用。",
        ),
    ),
    Context(
        id="read-only",
        title=Text(en="Read-only", zh="只读"),
        reason=Text(
            en="It belongs to a read-only property. Clients do not send it, so that no request "
            "breaks.",
            zh="该变更属于只读属性。客户端不会发送它，因此不影响请求。",
        ),
    ),
    Context(
        id="write-only",
        title=Text(en="Write-only", zh="只写"),
        reason=Text(
            en="It belongs to a write-only property. No response contains it, so that none breaks.",
            zh="该变更属于只写属性。响应中不会包含它，因此不影响响应。",
        ),
    ),
    Context(
        id="demanded",
        title=Text(en="Required, but not of everybody", zh="必需，但并非对双方都必需"),
        reason=Text(
            en="The property is required. A read-only one is not demanded of requests, nor a "
            "write-only one of responses; here that changes: what may be without it on one side "
            "of the change must have it on the other.",
            zh="该属性是必需的。只读属性不要求出现在请求中，只写属性不要求出现在响应中；"
            "此变更改变了这一点：一侧可以不含该属性，另一侧则必须包含。",
        ),
    ),
    Context(
        id="several-uses",
        title=Text(en="Used in several places", zh="在多处使用"),
        reason=Text(
            en="What it changes is used in several places that do not mean the same: as it stands, "
            "and below not. The gravest verdict of all is told.",
            zh="该变更涉及的内容在多处以不同含义使用：既直接使用，又位于 not 之下。"
            "此处给出其中最严重的结论。",
        ),
    ),
)

# By id.
CONTEXTS: Final[dict[str, Context]] = {context.id: context for context in _ALL}
