"""Real Glance and Keystone on loopback: each alone, or both as a cloud.

with Glance(folder) as glance: ...                      # anyone may ask
with cloud(folder) as (glance, keystone): ...           # keystone.clouds_yaml signs in
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.openstack.glance import RECORDINGS, Glance, packaged_properties
from tests.openstack.install import install
from tests.openstack.keystone import Keystone

__all__ = ["RECORDINGS", "Glance", "Keystone", "cloud", "install", "packaged_properties"]


@contextmanager
def cloud(root: Path) -> Iterator[tuple[Glance, Keystone]]:
    """A Glance that asks for tokens, and the Keystone that gives them, started side by side."""
    keystone = Keystone(root / "keystone")
    glance = Glance(root / "glance", auth="keystone", keystone=keystone)
    keystone.image_url = glance.url
    try:
        with ThreadPoolExecutor() as pool:
            for started in [pool.submit(keystone.start), pool.submit(glance.start)]:
                started.result()
        yield glance, keystone
    finally:
        glance.stop()
        keystone.stop()
