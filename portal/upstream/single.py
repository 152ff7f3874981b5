"""What sources of one document have in common, wherever it stands."""

from portal.sentence import Sentence
from portal.upstream.address import suggested_name
from portal.upstream.errors import WrongDocument
from portal.upstream.source import SourceConfig, Upstream


class SingleDocument(Upstream):
    """A source whose one schema has the chosen name, or the one that its path suggests."""

    def __init__(self, config: SourceConfig, path: str) -> None:
        self._names = config.schemas or (suggested_name(path),)

    def names(self) -> tuple[str, ...]:
        """The one name."""
        return self._names

    def check(self, name: str, document: object) -> None:
        """Accept what can be a schema: an object or a boolean (JSON Schema core, section 4.3).

        Raises:
            WrongDocument: the root is a list, a string, a number or null.
        """
        if not isinstance(document, dict | bool):
            reason = Sentence("it is neither an object nor a boolean")
            raise WrongDocument(name=name, reason=reason)
