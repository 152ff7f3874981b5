"""From a source's configuration to something that can be asked."""

import re

from portal.sentence import Sentence
from portal.upstream.address import refuse_unless_plain
from portal.upstream.errors import ConfigurationError
from portal.upstream.file import FileDocument, path_of
from portal.upstream.generic import WebDocument
from portal.upstream.glance import Glance
from portal.upstream.source import SourceConfig, Upstream
from portal.upstream.transport import Limits, Transport

# A name becomes the end of an address: no empty, "." or ".." segment, and nothing to escape.
GLANCE_NAME = re.compile(r"(?!\.)[\w.-]+(/(?!\.)[\w.-]+)*", re.ASCII)


def connect(
    config: SourceConfig, limits: Limits | None = None, transport: Transport | None = None
) -> Upstream:
    """Make a source ready to be asked; nothing is sent yet. Close what you get.

    `transport` belongs to this one source from now on; tests hand in one of recorded answers. It
    brings its own limits, so give either.

    Raises:
        ConfigurationError: see `validate`.
        CloudConfigError: clouds.yaml does not describe the named cloud well.
    """
    validate(config)
    if config.kind == "file":
        return FileDocument(config, limits or Limits())
    transport = transport or Transport(limits)
    if config.kind == "glance":
        return Glance(config, transport)
    return WebDocument(config, transport)


def validate(config: SourceConfig) -> None:
    """Refuse what can never work, before it is stored. Looks neither at the network nor at files.

    Raises:
        ConfigurationError: with the reason in words for the editor.
        AddressRefused: the address is not one that is ever asked.
    """
    if len(set(config.schemas)) < len(config.schemas):
        raise ConfigurationError(reason=Sentence("a schema is named twice"))
    match config.kind:
        case "glance":
            _validate_glance(config)
        case "json-schema":
            _validate_single(config)
            refuse_unless_plain(config.url)
        case "file":
            _validate_single(config)
            path_of(config.url)
        case _:
            raise ConfigurationError(
                reason=Sentence("there is no kind {kind!r} of source", kind=config.kind)
            )


def _validate_glance(config: SourceConfig) -> None:
    # With both, an editor could have an operator's token sent to an address of their own.
    if bool(config.url) == bool(config.cloud):
        raise ConfigurationError(
            reason=Sentence("an image service needs either an address or a cloud")
        )
    for name in config.schemas:
        if not GLANCE_NAME.fullmatch(name):
            reason = Sentence("{name!r} cannot be a schema of an image service", name=name)
            raise ConfigurationError(reason=reason)
    if config.url:
        refuse_unless_plain(config.url)
        if "?" in config.url or "#" in config.url:  # also with nothing behind it
            raise ConfigurationError(
                reason=Sentence("the address of an image service has no query")
            )


def _validate_single(config: SourceConfig) -> None:
    if config.cloud:
        raise ConfigurationError(reason=Sentence("only an image service is asked through a cloud"))
    if not config.url:
        raise ConfigurationError(reason=Sentence("it has no address"))
    if len(config.schemas) > 1:
        raise ConfigurationError(reason=Sentence("it is one document, so it has one name"))
    if not all(config.schemas):
        raise ConfigurationError(reason=Sentence("the name of the schema is empty"))
