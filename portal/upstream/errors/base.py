"""The base of all errors, and those about the source, its cloud and its documents."""

from dataclasses import dataclass, fields
from typing import ClassVar

from portal.sentence import Sentence, gettext_noop
from portal.upstream.errors.redact import public


@dataclass(eq=False, kw_only=True)
class UpstreamError(Exception):
    """Base of all. Fields are given by name, so that `args` stays empty and repeats no secret.

    Attributes:
        url: the address asked, without userinfo, query and fragment; empty where there is none.
        retry_after: seconds the other side asked us to wait (statuses 429 and 503), else None.
    """

    code: ClassVar[str] = "upstream"
    sentence: ClassVar[str] = gettext_noop("The schema could not be fetched.")
    remedy: ClassVar[str] = gettext_noop("Look at the source's address and at the log.")

    url: str = ""
    retry_after: float | None = None

    def __post_init__(self) -> None:
        self.url = public(self.url)

    def __str__(self) -> str:
        return self._told(self.sentence)

    @property
    def advice(self) -> str:
        """One sentence that says what to do about it."""
        return self._told(self.remedy)

    def _told(self, template: str) -> Sentence:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return Sentence(
            template, **{name: each for name, each in values.items() if each is not None}
        )


@dataclass(eq=False, kw_only=True)
class ConfigurationError(UpstreamError):
    """The source is set up in a way that can never work; `reason` says in which."""

    code = "configuration"
    sentence = gettext_noop("The source cannot be used: {reason}.")
    remedy = gettext_noop("Change the source's settings.")

    reason: str


class AddressRefused(ConfigurationError):
    """An address that is never asked, be it a source's or one that a redirect names."""

    code = "address"
    sentence = gettext_noop("The address {url} is not asked: {reason}.")
    remedy = gettext_noop("Give an http or https address without user name and password.")


@dataclass(eq=False, kw_only=True)
class CloudConfigError(ConfigurationError):
    """clouds.yaml is missing, broken, or describes the cloud in a way the portal cannot use."""

    code = "cloud-config"
    sentence = gettext_noop("The cloud {cloud!r} cannot be used: {reason}.")
    remedy = gettext_noop("Correct clouds.yaml on the portal's server.")

    cloud: str


@dataclass(eq=False, kw_only=True)
class WrongDocument(UpstreamError):
    """Something was read, but not the schema `name`; `reason` says by which sign."""

    code = "wrong-document"
    sentence = gettext_noop("The document is not the schema {name!r}: {reason}.")
    remedy = gettext_noop("Check that the address leads to the schema document itself.")

    name: str
    reason: str


class NotJsonType(WrongDocument):
    """An HTML page with status 200."""

    code = "not-json-type"
    sentence = gettext_noop("{url} answered with a web page, most likely a login form.")
    remedy = gettext_noop("Name a cloud of clouds.yaml for the source if it asks for a sign-in.")


@dataclass(eq=False, kw_only=True)
class NoEndpoint(UpstreamError):
    """The cloud's catalogue names no image service that the portal can use."""

    code = "no-endpoint"
    sentence = gettext_noop("The catalogue of the cloud {cloud!r} has no image service.")
    remedy = gettext_noop(
        "Check region_name and interface in clouds.yaml, or set image_endpoint_override there."
    )

    cloud: str


@dataclass(eq=False, kw_only=True)
class KeystoneUnavailable(UpstreamError):
    """Signing in failed, and not for the credentials; `reason` says how."""

    code = "keystone-unavailable"
    sentence = gettext_noop("Signing in to the cloud {cloud!r} failed: {reason}.")
    remedy = gettext_noop("Check auth_url in clouds.yaml, and that Keystone is running.")

    cloud: str
    reason: str


@dataclass(eq=False, kw_only=True)
class FileError(UpstreamError):
    """A document on the portal's own disk cannot be read; `reason` says why."""

    code = "file"
    sentence = gettext_noop("The file {path} cannot be read: {reason}.")
    remedy = gettext_noop("Check the path and its permissions on the portal's server.")

    path: str
    reason: str
