"""Where things are in the API; catalog.addresses says how their names are written.

/api/v1/sources/<source>/schemas/<schema>/                    the current version
…/properties/[<property>/]   …/elsewhere/   …/changes/   …/captures/   …/timemap/
…/versions/[<n>/[raw/ | properties/[<property>/]]]
"""

from urllib.parse import urlencode

from django.conf import settings

from portal.catalog import addresses

ROOT = "/api/v1/"


def absolute(path: str) -> str:
    """`path` with the scheme and host that readers use, whatever stands in between."""
    return f"{settings.PORTAL_URL}{path}"


def index(below: str = "") -> str:
    return absolute(f"{ROOT}{below}")


def source(name: str) -> str:
    return index(f"sources/{name}/")


def schemas(source_name: str) -> str:
    return f"{source(source_name)}schemas/"


def schema(source_name: str, name: str) -> str:
    return f"{schemas(source_name)}{addresses.schema_path(name)}/"


def versions(source_name: str, name: str) -> str:
    return f"{schema(source_name, name)}versions/"


def version(source_name: str, name: str, number: int) -> str:
    return f"{versions(source_name, name)}{number}/"


def raw(source_name: str, name: str, number: int) -> str:
    return f"{version(source_name, name, number)}raw/"


def properties(source_name: str, name: str, number: int | None = None) -> str:
    """The list of properties, of the current version or of a pinned one."""
    base = schema(source_name, name) if number is None else version(source_name, name, number)
    return f"{base}properties/"


def property_(source_name: str, name: str, pointer: str, number: int | None = None) -> str:
    """The property at `pointer`, in the current version or in a pinned one."""
    return f"{properties(source_name, name, number)}{addresses.property_path(pointer)}/"


def changes(source_name: str, name: str) -> str:
    return f"{schema(source_name, name)}changes/"


def changes_of(source_name: str, name: str, pointer: str) -> str:
    """The changes of the property at `pointer` and of what is inside it."""
    of = {"source": source_name, "schema": name, "property": pointer}
    return with_query(index("changes/"), of)


def captures(source_name: str, name: str) -> str:
    return f"{schema(source_name, name)}captures/"


def fetch(number: int) -> str:
    return index(f"fetches/{number}/")


def timemap(source_name: str, name: str, pointer: str = "") -> str:
    """The TimeMap of a schema, or of its property at `pointer`."""
    of = {"property": addresses.decode(addresses.property_path(pointer))} if pointer else {}
    return with_query(f"{schema(source_name, name)}timemap/", of)


def problem_type(kind: str) -> str:
    """The `type` of a problem: the same for every portal, and an address of each.

    RFC 9457, section 3.1.1, asks that a relative one be a whole path.
    """
    return f"{ROOT}problems/{kind}/"


def elsewhere(source_name: str, name: str, pointer: str) -> str:
    """What other schemas say of the name of the property at `pointer`."""
    of = {"property": addresses.decode(addresses.property_path(pointer))}
    return with_query(f"{schema(source_name, name)}elsewhere/", of)


def with_query(path: str, query: dict[str, str]) -> str:
    """`path` (absolute) with the parameters of `query`."""
    return f"{path}?{urlencode(query)}" if query else path


def header(targets: dict[str, str]) -> str:
    """A Link header (RFC 8288) with an address for each relation."""
    return ", ".join(f'<{target}>; rel="{relation}"' for relation, target in targets.items())
