"""Rules for what strings must look like."""

from typing import Final

from portal.schema.impact.rules.writing import (
    NOTHING_NEW,
    SAME_VALUES,
    STILL_VALID,
    breaking,
    rule,
    warning,
)

_MAY_BE_REFUSED = warning(
    "A client that sends a string which no longer matches is refused.",
    "发送不再匹配的字符串的客户端会被拒绝。",
)
_MAY_BE_NEW = warning(
    "A string may come that the former pattern did not allow.",
    "可能出现原正则表达式不允许的字符串。",
)

RULES: Final = (
    rule(
        "pattern-added",
        "Strings must match a pattern now",
        "新增正则表达式约束",
        breaking(
            "A client that sends a string which does not match is refused.",
            "发送不匹配的字符串的客户端会被拒绝。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "pattern-changed",
        "Strings must match another pattern",
        "正则表达式改变",
        _MAY_BE_REFUSED,
        _MAY_BE_NEW,
    ),
    rule(
        "pattern-generalized",
        "The pattern matches all that it matched, and more",
        "正则表达式放宽",
        STILL_VALID,
        _MAY_BE_NEW,
    ),
    rule(
        "pattern-specialized",
        "The pattern matches nothing but what it matched, and less",
        "正则表达式收窄",
        _MAY_BE_REFUSED,
        NOTHING_NEW,
    ),
    rule(
        "pattern-respelled",
        "The pattern matches the same, written in another way",
        "正则表达式换了写法，匹配内容不变",
        SAME_VALUES,
        SAME_VALUES,
    ),
    rule(
        "pattern-removed",
        "Strings need not match a pattern any more",
        "取消正则表达式约束",
        STILL_VALID,
        _MAY_BE_NEW,
    ),
    rule(
        "format-added",
        "Strings must be of a format now",
        "新增格式约束",
        breaking(
            "A client that sends a string of another form is refused where formats are checked.",
            "在校验格式之处，发送其他格式字符串的客户端会被拒绝。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "format-changed",
        "Strings must be of another format",
        "格式改变",
        breaking(
            "A client that sends the former format is refused where formats are checked.",
            "在校验格式之处，发送原格式的客户端会被拒绝。",
        ),
        breaking(
            "A client that reads the former format gets another.",
            "按原格式读取的客户端会收到其他格式。",
        ),
    ),
    rule(
        "format-removed",
        "Strings need not be of a format any more",
        "取消格式约束",
        STILL_VALID,
        breaking(
            "A client that reads this format may get other strings.",
            "按此格式读取的客户端可能收到其他字符串。",
        ),
    ),
    rule(
        "format-generalized",
        "The format allows all that it allowed, and more",
        "格式放宽",
        STILL_VALID,
        breaking(
            "A client that reads the former format may get other strings.",
            "按原格式读取的客户端可能收到其他字符串。",
        ),
    ),
    rule(
        "format-specialized",
        "The format allows less than it allowed, and nothing new",
        "格式收窄",
        breaking(
            "A client that sends the former format may be refused where formats are checked.",
            "在校验格式之处，发送原格式的客户端可能被拒绝。",
        ),
        NOTHING_NEW,
    ),
    rule(
        "format-unknown",
        "A format changed that few validators check",
        "格式有变，但多数校验器不校验它",
        warning(
            "A client that sends other strings may be refused, though no validator says so.",
            "发送其他字符串的客户端可能被拒绝，尽管校验器不会报错。",
        ),
        warning(
            "Strings may come that were not of this format before.",
            "可能出现原先不属于此格式的字符串。",
        ),
    ),
    rule(
        "content-changed",
        "What strings contain is described in another way",
        "字符串内容的说明改变",
        warning(
            "A client that sends the former content may be refused, though validators let it pass.",
            "发送原内容的客户端可能被拒绝，尽管校验器会放行。",
        ),
        warning(
            "A client that decodes the former content may fail.",
            "按原方式解码内容的客户端可能失败。",
        ),
    ),
)
