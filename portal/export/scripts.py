"""Modules as plain scripts: browsers load no modules from files."""

import re
from collections.abc import Callable
from typing import Final

_EXPORT: Final = re.compile(r"^export (?=(?:async )?function (\w+)|const (\w+))", re.MULTILINE)
_LATER: Final = re.compile(r'\bimport\("\./([\w-]+\.js)"\)')
_MODULE_ONLY: Final = re.compile(r"^\s*(?:import|export)\b|\bimport[(.]", re.MULTILINE)


class NotPlain(ValueError):
    """A module that is written in a way that can't be told without modules."""


def plain(name: str, read: Callable[[str], str]) -> str:
    """Return the module `name` as a script that works by itself, with what it imports later.

    `read` gives the text of a module. Understood are `export function`, `export const` and
    `import("./other.js")`. Raises NotPlain for anything else.
    """
    text = read(name)
    needed = dict.fromkeys(_LATER.findall(text))
    exported = [match[1] or match[2] for match in _EXPORT.finditer(text)]
    body = _EXPORT.sub("", _LATER.sub(r'Promise.resolve(modules["\1"])', text))
    if found := _MODULE_ONLY.search(body):
        raise NotPlain(f"{name}: {found[0].strip()!r} can't be told without modules")
    whole = "".join(plain(each, read) for each in needed)
    return (
        f"{whole}(globalThis.modules ??= {{}})[{name!r}] ??= (() => {{\n"
        f"{body}\nreturn {{ {', '.join(exported)} }};\n}})();\n"
    )
