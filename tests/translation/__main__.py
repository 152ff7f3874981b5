"""Keep the Chinese catalogue in step with the texts of the sources.

Extracts every marked text from portal/**/*.py and templates/**/*.html into
portal/locale/zh_Hans/LC_MESSAGES/django.po, where people translate; keeps what is translated, drops
what the sources have no more, and compiles django.mo. Both files are committed.

examples:
  script/translate             after changing a text, and after translating one
  script/translate --check     change nothing; exit with 1 and say what is missing (script/check)
"""

import argparse
import sys
from pathlib import Path

from babel.messages import Catalog

from tests.translation import catalogue, extract


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="script/translate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--check", action="store_true", help="change nothing; tell what is wrong")
    check = parser.parse_args().check
    texts = [*extract.texts()]
    if not check:
        _write(catalogue.merged(catalogue.read(), texts))
    faults = [*found(texts)]
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def found(texts: list[extract.Text]) -> list[str]:
    """What is wrong with the catalogue as it is stored."""
    mo = catalogue.PO.with_suffix(".mo")
    return [*catalogue.faults(catalogue.read(), texts, mo.read_bytes() if mo.exists() else b"")]


def _write(new: Catalog) -> None:
    catalogue.PO.parent.mkdir(parents=True, exist_ok=True)
    _replace(catalogue.PO, catalogue.as_po(new))
    # As it is read from the file, so that it is the same whoever compiles it.
    _replace(catalogue.PO.with_suffix(".mo"), catalogue.as_mo(catalogue.read()))


def _replace(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
