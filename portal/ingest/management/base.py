"""What the portal's commands have in common: examples in the help, and how tables are printed."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console

_ENDLESS = 10_000  # columns


class PortalCommand(BaseCommand):
    examples = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name,
            subcommand,
            epilog=self.examples,
            formatter_class=RawDescriptionHelpFormatter,
            **kwargs,
        )

    def console(self) -> Console:
        """Where tables go: standard output. Texts are printed as they are, names being anything."""
        return Console(
            file=self.stdout,  # type: ignore[arg-type]
            # No line is broken for a width that nobody has.
            width=None if self.stdout.isatty() else _ENDLESS,
            markup=False,
            emoji=False,
            highlight=False,
        )
