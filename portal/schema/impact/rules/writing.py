"""How a rule is written down, and the reasons that many of them share."""

from typing import Final

from portal.schema.impact.rule import Impact, Rule, Side, Text

STILL_VALID: Final = Side(
    Impact.SAFE, Text("All that was valid still is.", "原先有效的值仍然有效。")
)
NOTHING_NEW: Final = Side(
    Impact.SAFE, Text("No value comes that was not allowed before.", "不会出现原先不允许的值。")
)
SAYS_NOTHING: Final = Side(
    Impact.EDITORIAL, Text("It says nothing about values.", "它与取值无关。")
)
SAME_VALUES: Final = Side(Impact.EDITORIAL, Text("The same values are valid.", "有效的取值不变。"))
VALIDATORS_DIFFER: Final = Side(
    Impact.WARNING,
    Text(
        "Validators differ in what they make of it.",
        "不同的校验器对此处理不一。",
    ),
)


def breaking(en: str, zh: str) -> Side:
    return Side(Impact.BREAKING, Text(en, zh))


def warning(en: str, zh: str) -> Side:
    return Side(Impact.WARNING, Text(en, zh))


def safe(en: str, zh: str) -> Side:
    return Side(Impact.SAFE, Text(en, zh))


def inside(en: str, zh: str) -> Side:
    """A side that is judged by what stands inside."""
    return Side(None, Text(en, zh))


def rule(id_: str, title_en: str, title_zh: str, request: Side, response: Side) -> Rule:
    return Rule(id=id_, title=Text(title_en, title_zh), request=request, response=response)
