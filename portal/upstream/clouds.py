"""The clouds of clouds.yaml: openstacksdk reads them, this finds the words for what is wrong."""

import logging
import os
from pathlib import Path
from typing import Any

import yaml
from keystoneauth1.exceptions import ClientException, MissingRequiredOptions

from portal.sentence import Sentence
from portal.upstream.address import refuse_unless_plain
from portal.upstream.errors import CloudConfigError

# Those that need no browser and no second person: the portal asks in the background.
SIGN_INS = ("password", "v3password", "v3applicationcredential", "token", "v3token")

# What openstacksdk raises when a value has another shape than it expects.
SHAPE_ERRORS = (AttributeError, KeyError, TypeError, ValueError)

# Its warning about a broken file quotes the line, and a password may stand there.
logging.getLogger("openstack.config").setLevel(logging.ERROR)


def region_of(cloud: str) -> Any:
    """Read a cloud's settings: an `openstack.config.cloud_region.CloudRegion`.

    Raises:
        CloudConfigError: there is no such cloud, or it cannot be used to sign in.
        AddressRefused: its auth_url is none that is ever asked.
    """
    # Half a second and many modules, which only sources with a cloud need.
    from openstack.config import OpenStackConfig
    from openstack.exceptions import SDKException

    try:
        config = OpenStackConfig()
        if cloud not in config.get_cloud_names():
            raise CloudConfigError(cloud=cloud, reason=_why_missing())
        _refuse_remote_profile(cloud, config.cloud_config["clouds"][cloud])
        region = config.get_one(cloud=cloud)
        region.get_interface("image")  # raises only now if its shape is wrong
    except MissingRequiredOptions as error:
        missing = ", ".join(option.dest for option in error.options)
        reason = Sentence("its auth lacks {missing}", missing=missing)
        raise CloudConfigError(cloud=cloud, reason=reason) from None
    except (SDKException, ClientException, *SHAPE_ERRORS):
        reason = Sentence("openstacksdk cannot make sense of its settings")
        raise CloudConfigError(cloud=cloud, reason=reason) from None
    if region.config["auth_type"] not in SIGN_INS:
        reason = Sentence("its auth_type is none of {known}", known=", ".join(SIGN_INS))
        raise CloudConfigError(cloud=cloud, reason=reason)
    # Before keystoneauth1 can log it: it may hold a password.
    refuse_unless_plain(region.config["auth"]["auth_url"])
    return region


def _refuse_remote_profile(cloud: str, settings: dict[str, Any]) -> None:
    """Refuse a profile on the web: openstacksdk would fetch it, past our transport."""
    if "://" in str(settings.get("profile") or settings.get("cloud")):
        reason = Sentence("its profile would be fetched from the web")
        raise CloudConfigError(cloud=cloud, reason=reason)


def _why_missing() -> Sentence:
    """Look at the file that openstacksdk should have read; say its fault, but quote none of it."""
    from openstack.config.loader import CONFIG_FILES

    candidates = [os.environ.get("OS_CLIENT_CONFIG_FILE", ""), *CONFIG_FILES]
    path = next((Path(name) for name in candidates if name and Path(name).exists()), None)
    if path is None:
        return Sentence(
            "there is no clouds.yaml, neither where OS_CLIENT_CONFIG_FILE says "
            "nor where the OpenStack client looks"
        )
    try:
        yaml.safe_load(path.read_bytes())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Sentence("line {line} of {path} is not YAML", line=line, path=str(path))
    except (OSError, yaml.YAMLError):
        return Sentence("{path} cannot be read", path=str(path))
    return Sentence("{path} has no cloud of this name", path=str(path))
