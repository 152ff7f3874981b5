"""`python -m tests.openstack [folder]`: a real Glance and Keystone to try things with."""

import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.openstack.services import Glance, cloud


def main(arguments: list[str]) -> None:
    """Run an open Glance, and one behind Keystone, until Ctrl-C; with a folder, leave its logs."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # end as by Ctrl-C, services included
    with ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="openstack-")
        folder = Path(arguments[0] if arguments else stack.enter_context(temporary)).absolute()
        glance, keystone = stack.enter_context(cloud(folder))
        open_glance = stack.enter_context(Glance(folder / "open-glance"))
        sys.stdout.write(
            f"Glance, open:           {open_glance.url}\n"
            f"Glance, with Keystone:  {glance.url}\n"
            f"Keystone:               {keystone.url}/v3\n"
            f"Sign in with:           OS_CLIENT_CONFIG_FILE={keystone.clouds_yaml}\n"
            "Clouds:                 portal, portal-appcred, portal-token\n"
            "Stop with Ctrl-C.\n"
        )
        sys.stdout.flush()
        try:
            signal.pause()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


if __name__ == "__main__":
    main(sys.argv[1:])
