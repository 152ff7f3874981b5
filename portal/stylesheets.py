"""How static files are collected: a stylesheet that imports others then holds them itself."""

import re
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);$', re.MULTILINE)


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Whitenoise's storage, in which a page asks once for what `@import` puts together.

    What is imported lies in the same folder and imports nothing.
    """

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Any:
        for name in [] if dry_run else [each for each in paths if each.endswith(".css")]:
            text = whole = _read(*paths[name])
            for each in _IMPORT.findall(text):
                imported = _read(*paths[name[: name.rfind("/") + 1] + each])
                whole = whole.replace(f'@import url("{each}");', imported)
            if whole != text:
                self.delete(name)
                self.save(name, ContentFile(whole.encode()))
                paths[name] = (self, name)  # and no longer as the sources have it
        return super().post_process(paths, dry_run, **options)


def _read(storage: Any, path: str) -> str:
    with storage.open(path) as file:
        return str(file.read().decode())
