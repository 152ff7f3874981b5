"""Which warnings are a choice: they stay warnings even where a value shows that they break.

All other warnings are given because the schema does not tell whether a value would break.
"""

from dataclasses import dataclass
from typing import Final, Literal

from portal.schema.impact.rule import Text


@dataclass(frozen=True, slots=True)
class Policy:
    """Why `rules` only warn on a `side`, of which their examples have a value that breaks."""

    rules: tuple[str, ...]
    side: Literal["request", "response"]
    reason: Text


POLICIES: Final = (
    Policy(
        ("enum-value-added",),
        "response",
        Text(
            "Services add values all the time. It harms only a client that has no answer for a "
            "value it does not know; called breaking, it would drown what harms everybody.",
            "服务经常新增取值，只有无法处理未知取值的客户端会受影响。"
            "若都判为破坏性变更，真正影响所有人的变更会被淹没。",
        ),
    ),
    Policy(
        ("property-added-open",),
        "request",
        Text(
            "Any name could be sent, so that every new property takes some values away. It harms "
            "only a client that had chosen the very same name for something else.",
            "原先可发送任意名称，因此任何新增属性都会排除一些取值。"
            "只有恰好已将同一名称用于其他内容的客户端会受影响。",
        ),
    ),
    Policy(
        ("property-added-closed", "property-added-wider"),
        "response",
        Text(
            "New properties are how services grow. It harms only a client that refuses names it "
            "does not know, or checks what it gets against the former schema.",
            "新增属性是服务演进的常态。只有拒绝未知名称、或按原模式校验响应的客户端会受影响。",
        ),
    ),
    Policy(
        ("property-removed-open",),
        "response",
        Text(
            "It was optional, so that it could always be missing. That anything may come under "
            "its name now harms only a client that still reads it there.",
            "该属性原本可选，随时可能缺失。现在其名称下可能出现任意内容，"
            "只有仍在读取它的客户端会受影响。",
        ),
    ),
    Policy(
        ("additional-properties-allowed", "additional-properties-widened"),
        "response",
        Text(
            "It says what may come, not that anything does. It harms only a client that refuses "
            "names it does not know, or relies on what unlisted properties hold.",
            "它只说明可能出现什么，并不表示一定会出现。"
            "只有拒绝未知名称、或依赖未列出属性内容的客户端会受影响。",
        ),
    ),
    Policy(
        ("additional-items-allowed", "additional-items-widened"),
        "response",
        Text(
            "It says what may follow the listed items, not that anything does. It harms only a "
            "client that counts on the end of the list, or on what stands there.",
            "它只说明所列元素之后可能出现什么，并不表示一定会出现。"
            "只有依赖列表长度或其后内容的客户端会受影响。",
        ),
    ),
    Policy(
        ("pattern-removed",),
        "response",
        Text(
            "Few clients check the form of what they get. It harms only one that takes strings "
            "apart by the former pattern.",
            "很少有客户端会校验收到的字符串的形式，只有按原正则表达式解析字符串的客户端会受影响。",
        ),
    ),
)
