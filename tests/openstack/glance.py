"""Real Glance, with the custom properties and disk formats that a test wants."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from tests.openstack.database import fresh_database
from tests.openstack.install import CHECKOUT
from tests.openstack.keystone import GLANCE_PASSWORD, Keystone
from tests.openstack.process import Service

RECORDINGS = CHECKOUT / "tests" / "recordings" / "glance-33.0.0"

Properties = dict[str, Any]

CONFIGURATION = """\
[DEFAULT]
use_stderr = true
enabled_backends = fs:file
[glance_store]
default_backend = fs
[fs]
filesystem_store_datadir = {folder}/images
[os_glance_staging_store]
filesystem_store_datadir = {folder}/staging
[os_glance_tasks_store]
filesystem_store_datadir = {folder}/tasks
[database]
connection = sqlite:///{database}
"""

# No token is remembered as valid, so that a revoked one is refused at once.
SIGN_IN = """\
[keystone_authtoken]
www_authenticate_uri = {keystone}/v3
auth_url = {keystone}/v3
auth_type = password
username = glance
password = {password}
project_name = service
user_domain_name = Default
project_domain_name = Default
token_cache_time = -1
"""


class Glance(Service):
    """An image service; with `auth="keystone"` it asks for tokens of the given Keystone.

    Args:
        root: a folder for this service alone.
        custom_properties: the content of schema-image.json; by default that of a distribution's
            package, `{}` for none.
        disk_formats: what `disk_format` may be; by default Glance's own choice.
    """

    application = "glance.wsgi.api:application"
    ready_path = "/healthcheck"

    def __init__(
        self,
        root: Path,
        *,
        auth: Literal["noauth", "keystone"] = "noauth",
        keystone: Keystone | None = None,
        custom_properties: Properties | None = None,
        disk_formats: list[str] | None = None,
    ) -> None:
        if (auth == "keystone") != (keystone is not None):
            raise ValueError("auth='keystone' and keystone=… go together")
        super().__init__(root)
        self._keystone = keystone
        self._properties = packaged_properties() if custom_properties is None else custom_properties
        self._disk_formats = disk_formats

    def restart(
        self,
        *,
        custom_properties: Properties | None = None,
        disk_formats: list[str] | None = None,
    ) -> None:
        """Stop and start again at the same address, with what is given changed."""
        if custom_properties is not None:
            self._properties = custom_properties
        if disk_formats is not None:
            self._disk_formats = disk_formats
        self.stop()
        self.start()

    def configure(self, environment: Path) -> Mapping[str, str]:
        """Write glance-api.conf and schema-image.json; make the database the first time."""
        etc = self.folder / "etc"
        etc.mkdir(exist_ok=True)
        database = self.folder / "glance.sqlite"
        if not database.exists():
            fresh_database(environment, database, lambda path: _make_database(environment, path))
        lines = [CONFIGURATION.format(folder=self.folder, database=database)]
        if self._disk_formats is not None:
            lines.append(f"[image_format]\ndisk_formats = {','.join(self._disk_formats)}\n")
        paste = environment / "etc" / "glance" / "glance-api-paste.ini"
        lines.append(f"[paste_deploy]\nconfig_file = {paste}\n")
        if self._keystone is not None:
            lines.append("flavor = keystone\n")
            lines.append(SIGN_IN.format(keystone=self._keystone.url, password=GLANCE_PASSWORD))
        (etc / "glance-api.conf").write_text("".join(lines))
        schema = etc / "schema-image.json"
        schema.unlink(missing_ok=True)
        if self._properties:
            schema.write_text(json.dumps(self._properties))
        return {"OS_GLANCE_CONFIG_DIR": str(etc)}


def packaged_properties() -> Properties:
    """The schema-image.json of Glance's source archive, which its wheel lacks, off a recording.

    Glance marks these properties with `is_base: false`, and only these.
    """
    properties: Properties = json.loads((RECORDINGS / "image.json").read_bytes())["properties"]
    return {
        name: {keyword: value for keyword, value in schema.items() if keyword != "is_base"}
        for name, schema in properties.items()
        if schema.get("is_base") is False
    }


def _make_database(environment: Path, path: Path) -> None:
    configuration = path.with_suffix(".conf")
    configuration.write_text(f"[database]\nconnection = sqlite:///{path}\n")
    manage = [str(environment / "bin" / "glance-manage"), "--config-file", str(configuration)]
    subprocess.run([*manage, "db_sync"], check=True, capture_output=True)
