"""What came of asking for a document, in a few words; the catalog keeps its code."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "new": _("new"),
    "unchanged": _("unchanged"),
    "not-modified": _("unchanged"),
    # no connection
    "transport": _("no connection"),
    "name-not-found": _("host not found"),
    "refused": _("connection refused"),
    "unreachable": _("unreachable"),
    "connect-timeout": _("no answer"),
    "tls": _("not trusted"),
    "deadline": _("too slow"),
    "disconnected": _("disconnected"),
    # an answer that is no document
    "headers": _("unreadable answer"),
    "truncated": _("cut short"),
    "too-large": _("too large"),
    "bad-encoding": _("unreadable answer"),
    "redirects": _("too many redirects"),
    "redirect-refused": _("redirect refused"),
    "not-modified-unasked": _("no document"),
    "unexpected-status": _("unexpected status"),
    "bad-request": _("request refused"),
    "credentials": _("sign-in refused"),
    "permission": _("not permitted"),
    "not-found": _("not found"),
    "too-many-requests": _("asked too often"),
    "unavailable": _("unavailable"),
    "server-error": _("server error"),
    "keystone-unavailable": _("sign-in unavailable"),
    "no-endpoint": _("no image service"),
    # what the operator has set
    "configuration": _("badly configured"),
    "address": _("address refused"),
    "cloud-config": _("clouds.yaml"),
    "file": _("file not readable"),
    "bad-name": _("name refused"),
    # a document that can't be read
    "wrong-document": _("another document"),
    "not-json-type": _("not JSON"),
    "not-json": _("not JSON"),
    "not-utf8": _("not UTF-8"),
    "too-deep": _("nested too deeply"),
    "pointers-too-long": _("too large"),
    "too-many-properties": _("too large"),
    "duplicate-name": _("a name twice"),
    "not-a-number": _("not a number"),
    "number-too-large": _("number too large"),
    "lone-surrogate": _("broken text"),
    "nul-character": _("broken text"),
}


def words(code: str) -> str:
    """The outcome `code` in words; one that no release of ours has written stays a code."""
    return str(WORDS.get(code, code))
