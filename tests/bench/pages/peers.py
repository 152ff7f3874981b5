"""Pages of other tools for the same document, each as its own documentation says."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.bench.downloads import ENVIRONMENT, install_peers, npm_file
from tests.bench.pages import openapi
from tests.bench.pages.browser import PATIENCE_SECONDS

_HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Schema</title>'
    '<link rel="icon" href="data:,">'
)


@dataclass(frozen=True)
class Peer:
    """A tool of npm: the package's files that it needs, its page, and the fragment it opens.

    DEPTH in the page is how many levels it shows unfolded.
    """

    name: str
    package: str
    version: str
    files: tuple[str, ...]
    page: str
    fragment: str = ""

    def write(self, schema: bytes, folder: Path, depth: int) -> None:
        """Write the page of a document, with all that it needs, to `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        for path in self.files:
            shutil.copy(npm_file(self.package, self.version, path), folder)
        document = openapi.wrapped(json.loads(schema))
        (folder / "openapi.json").write_text(json.dumps(document))
        (folder / "index.html").write_text(_HEAD + self.page.replace("DEPTH", str(depth)))


NPM = (
    Peer(
        "Redoc", "redoc", "3.0.1", ("bundles/redoc.standalone.js",),
        '<redoc spec-url="openapi.json" schemas-expansion-level="DEPTH"></redoc>'
        '<script type="module" src="redoc.standalone.js"></script>',
    ),
    Peer(
        "Stoplight Elements", "@stoplight/elements", "9.0.25",
        ("web-components.min.js", "styles.min.css"),
        '<link rel="stylesheet" href="styles.min.css"><script src="web-components.min.js"></script>'
        '<elements-api apiDescriptionUrl="openapi.json" router="hash"></elements-api>',
        "#/operations/show",
    ),
    Peer(
        "Swagger UI", "swagger-ui-dist", "5.35.0", ("swagger-ui-bundle.js", "swagger-ui.css"),
        '<link rel="stylesheet" href="swagger-ui.css"><div id="ui"></div>'
        '<script src="swagger-ui-bundle.js"></script><script>SwaggerUIBundle({dom_id: "#ui", '
        'url: "openapi.json", docExpansion: "full", defaultModelRendering: "model", '
        "defaultModelExpandDepth: DEPTH + 1, defaultModelsExpandDepth: DEPTH + 1})</script>",
    ),
    Peer(
        "Scalar", "@scalar/api-reference", "1.72.1", ("dist/browser/standalone.js",),
        '<div id="app"></div><script src="standalone.js"></script><script>'
        'Scalar.createApiReference("#app", {url: "openapi.json", telemetry: false, '
        "withDefaultFonts: false, expandAllModelSections: DEPTH > 1, "
        "expandAllSchemaProperties: DEPTH > 1, defaultOpenAllTags: true})</script>",
    ),
)  # fmt: skip
HUMANS = "json-schema-for-humans"


def write_humans(schema: bytes, folder: Path) -> bool:
    """Write json-schema-for-humans' page that folds nothing; False if it takes too long.

    Fonts and Bootstrap, which it has from other hosts, are missing: it is faster than in life.
    """
    install_peers()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "schema.json").write_bytes(schema)
    command = [f"{ENVIRONMENT}/bin/generate-schema-doc", "--config", "template_name=flat"]
    try:
        subprocess.run(
            [*command, "schema.json", "index.html"], cwd=folder, check=True,
            stdout=subprocess.DEVNULL, timeout=PATIENCE_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    (folder / "schema.json").unlink()
    return True
