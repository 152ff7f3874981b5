"""Real Keystone, with a user for the portal and the clouds.yaml to sign in by."""

import base64
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import requests

from tests.openstack.database import fresh_database
from tests.openstack.process import Service

ADMIN_PASSWORD = "admin-secret"
GLANCE_PASSWORD = "glance-secret"
PORTAL_PASSWORD = "portal-secret"

CONFIGURATION = """\
[DEFAULT]
use_stderr = true
[database]
connection = sqlite:///{database}
[identity]
password_hash_rounds = 4
[token]
provider = fernet
allow_expired_window = 0
[fernet_tokens]
key_repository = {keys}
[credential]
key_repository = {keys}
"""

Json = dict[str, Any]


class Keystone(Service):
    """An identity service whose catalogue names one image service.

    Args:
        root: a folder for this service alone.
        image_url: the image service's address; empty for a catalogue without one. It may be set
            until the first start.

    Attributes:
        clouds_yaml: after the start, the file that describes the clouds `portal` (a password),
            `portal-appcred` (an application credential) and `portal-token` (a token).
        secrets: whatever in that file nobody else may see.
    """

    application = "keystone.wsgi.api:application"
    ready_path = "/v3"

    def __init__(self, root: Path, image_url: str = "") -> None:
        super().__init__(root)
        self.image_url = image_url
        self.clouds_yaml = root / "clouds.yaml"
        self.secrets: tuple[str, ...] = ()

    def configure(self, environment: Path) -> Mapping[str, str]:
        """Write keystone.conf and keys; make the database the first time."""
        etc, keys = self.folder / "etc", self.folder / "keys"
        database = self.folder / "keystone.sqlite"
        etc.mkdir(exist_ok=True)
        if not database.exists():
            write_keys(keys)
            fresh_database(environment, database, lambda path: _make_database(environment, path))
        (etc / "keystone.conf").write_text(CONFIGURATION.format(database=database, keys=keys))
        return {"OS_KEYSTONE_CONFIG_DIR": str(etc)}

    def start(self) -> None:
        """Start, wait, and the first time make the users, the catalogue and clouds.yaml."""
        super().start()
        if not self.clouds_yaml.exists():
            try:
                self._provision()
            except BaseException:
                self.stop()
                raise

    def revoke(self, token: str) -> None:
        """Make a token of the user `portal` invalid before its time."""
        own = self._token("portal", PORTAL_PASSWORD, "portal")[0]
        self._call("DELETE", "/auth/tokens", own, headers={"X-Subject-Token": token})

    def _provision(self) -> None:
        admin = self._token("admin", ADMIN_PASSWORD, "admin")[0]
        self._add_service(admin, "identity", f"{self.url}/v3")
        if self.image_url:
            self._add_service(admin, "image", self.image_url)
        self._add_user(admin, "glance", GLANCE_PASSWORD, project="service", role="admin")
        self._add_user(admin, "portal", PORTAL_PASSWORD, project="portal", role="reader")
        token, user = self._token("portal", PORTAL_PASSWORD, "portal")
        wish = {"application_credential": {"name": "schemas", "roles": [{"name": "reader"}]}}
        made = self._call("POST", f"/users/{user}/application_credentials", token, wish)
        credential = made["application_credential"]
        self.secrets = (PORTAL_PASSWORD, credential["secret"], token)
        self.clouds_yaml.write_text(json.dumps(self._clouds(credential, token), indent=2))

    def _clouds(self, credential: Json, token: str) -> Json:
        """clouds.yaml; JSON is YAML."""
        at = {"auth_url": f"{self.url}/v3"}
        scope = {"project_name": "portal", "project_domain_name": "Default"}
        user = {"username": "portal", "password": PORTAL_PASSWORD, "user_domain_name": "Default"}
        application = {
            "application_credential_id": credential["id"],
            "application_credential_secret": credential["secret"],
        }
        region = {"region_name": "RegionOne"}
        return {
            "clouds": {
                "portal": {**region, "auth": at | user | scope},
                "portal-appcred": {
                    **region,
                    "auth_type": "v3applicationcredential",
                    "auth": at | application,
                },
                "portal-token": {
                    **region,
                    "auth_type": "v3token",
                    "auth": at | {"token": token} | scope,
                },
            }
        }

    def _add_service(self, admin: str, kind: str, url: str) -> None:
        service = self._call("POST", "/services", admin, {"service": {"type": kind}})["service"]
        for interface in ("public", "internal", "admin"):
            endpoint = {"service_id": service["id"], "interface": interface, "url": url}
            endpoint["region_id"] = "RegionOne"
            self._call("POST", "/endpoints", admin, {"endpoint": endpoint})

    def _add_user(self, admin: str, name: str, password: str, *, project: str, role: str) -> None:
        place = {"project": {"name": project, "domain_id": "default"}}
        project_id = self._call("POST", "/projects", admin, place)["project"]["id"]
        person = {"user": {"name": name, "password": password, "domain_id": "default"}}
        user_id = self._call("POST", "/users", admin, person)["user"]["id"]
        role_id = self._call("GET", f"/roles?name={role}", admin)["roles"][0]["id"]
        self._call("PUT", f"/projects/{project_id}/users/{user_id}/roles/{role_id}", admin)

    def _token(self, name: str, password: str, project: str) -> tuple[str, str]:
        """A new token, and the user's id."""
        user = {"name": name, "password": password, "domain": {"id": "default"}}
        identity = {"methods": ["password"], "password": {"user": user}}
        scope = {"project": {"name": project, "domain": {"id": "default"}}}
        body = {"auth": {"identity": identity, "scope": scope}}
        response = requests.post(f"{self.url}/v3/auth/tokens", json=body, timeout=60)
        response.raise_for_status()
        return response.headers["X-Subject-Token"], response.json()["token"]["user"]["id"]

    def _call(
        self,
        method: str,
        path: str,
        token: str,
        body: Json | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Json:
        signed = {"X-Auth-Token": token, **(headers or {})}
        url = f"{self.url}/v3{path}"
        response = requests.request(method, url, json=body, headers=signed, timeout=60)
        response.raise_for_status()
        answer: Json = response.json() if response.content else {}
        return answer


def write_keys(folder: Path) -> None:
    """Two Fernet keys, as `keystone-manage fernet_setup` makes them, without its start-up time."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for number in (0, 1):
        key = folder / str(number)
        key.write_bytes(base64.urlsafe_b64encode(os.urandom(32)))
        key.chmod(0o600)


def _make_database(environment: Path, path: Path) -> None:
    """A database with an administrator, the roles and a region, but no services."""
    keys = path.with_suffix(".keys")
    write_keys(keys)
    configuration = path.with_suffix(".conf")
    configuration.write_text(CONFIGURATION.format(database=path, keys=keys))
    manage = [str(environment / "bin" / "keystone-manage"), "--config-file", str(configuration)]
    subprocess.run([*manage, "db_sync"], check=True, capture_output=True)
    bootstrap = ["bootstrap", "--bootstrap-password", ADMIN_PASSWORD]
    region = ["--bootstrap-region-id", "RegionOne"]
    subprocess.run([*manage, *bootstrap, *region], check=True, capture_output=True)
