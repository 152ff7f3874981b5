"""Rules for what constrains no value by itself."""

from typing import Final

from portal.schema.impact.rules.writing import (
    NOTHING_NEW,
    SAME_VALUES,
    SAYS_NOTHING,
    STILL_VALID,
    VALIDATORS_DIFFER,
    rule,
    safe,
    warning,
)

RULES: Final = (
    rule(
        "documentation-changed",
        "A text for readers changed",
        "说明文字改变",
        SAYS_NOTHING,
        SAYS_NOTHING,
    ),
    rule(
        "default-changed",
        "The default changed",
        "默认值改变",
        warning(
            "A client that leaves the value out may get another effect.",
            "不发送该值的客户端可能得到不同的效果。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "read-only-on",
        "It became read-only",
        "变为只读",
        warning(
            "A client that sends it may be refused, or not heard.",
            "发送它的客户端可能被拒绝，或其值被忽略。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "read-only-off",
        "It is no longer read-only",
        "不再只读",
        STILL_VALID,
        NOTHING_NEW,
    ),
    rule(
        "read-only-respelled",
        "It is still read-only, said in another way",
        "仍为只读，换了写法",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "write-only-on",
        "It became write-only",
        "变为只写",
        STILL_VALID,
        warning("A client that reads it may no longer get it.", "读取它的客户端可能不再收到它。"),
    ),
    rule(
        "write-only-off",
        "It is no longer write-only",
        "不再只写",
        STILL_VALID,
        warning("A client may get what never came before.", "客户端可能收到从未出现过的内容。"),
    ),
    rule(
        "definition-added",
        "A definition came",
        "新增定义",
        SAYS_NOTHING,
        SAYS_NOTHING,
    ),
    rule(
        "definition-removed",
        "A definition went",
        "删除定义",
        SAYS_NOTHING,
        SAYS_NOTHING,
    ),
    rule(
        "identifier-changed",
        "A name for the schema itself changed",
        "模式自身的标识改变",
        SAYS_NOTHING,
        SAYS_NOTHING,
    ),
    rule(
        "vendor-keyword-changed",
        "A keyword changed that constrains nothing in this dialect",
        "在此方言中不起约束作用的关键字改变",
        SAYS_NOTHING,
        SAYS_NOTHING,
    ),
    rule(
        "dialect-changed",
        "The schema is of another dialect",
        "模式的方言改变",
        warning("The same words may allow other values now.", "同样的写法现在可能允许不同的值。"),
        warning("The same words may allow other values now.", "同样的写法现在可能允许不同的值。"),
    ),
    rule(
        "dialect-respelled",
        "The dialect is the same, named in another way",
        "方言不变，换了写法",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "keyword-malformed",
        "A keyword has a value that it must not have",
        "关键字的值不合规范",
        VALIDATORS_DIFFER,
        VALIDATORS_DIFFER,
    ),
    rule(
        "keyword-respelled",
        "A keyword came or went that says nothing",
        "增删的关键字没有任何约束",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "keyword-without-effect",
        "It concerns values that are not allowed here",
        "它只涉及此处不允许的值",
        safe("What it refuses was refused anyway.", "它所拒绝的值本来就被拒绝。"),
        safe("What it lets through is still refused.", "它所放行的值仍然被拒绝。"),
    ),
)
