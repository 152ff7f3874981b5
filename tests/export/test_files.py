"""Names of files that every file system takes, and how one leads to another."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.export.files import Files, link


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/glance/images/", "glance/images/index.html"),
        (
            "/glance/images/images/*/disk_format/",
            "glance/images/images/=2a=/disk_format/index.html",
        ),
        ("/changes/?source=glance", "changes/source=3d=glance/index.html"),
        ("/a/con/", "a/=con/index.html"),
        ("/a/NUL.txt/", "a/=NUL.txt/index.html"),
        ("/a/conduct/", "a/conduct/index.html"),
        ("/a/x./", "a/x.=/index.html"),
        ("/a/~4~4/", "a/=7e=4=7e=4/index.html"),
        ("/a/%E9%95%9C/", "a/=955c=/index.html"),
    ],
)
def test_an_address_has_a_plain_file(address: str, path: str) -> None:
    assert Files().page(address) == path


def test_what_differs_in_case_alone_is_not_one_file() -> None:
    files = Files()
    found = [files.page(each) for each in ("/a/Name/", "/a/name/", "/a/NAME/", "/a/Name/")]
    assert found[0] == found[3]
    assert len({each.casefold() for each in found}) == 3


@given(some.lists(some.text(min_size=1, max_size=400), min_size=1, max_size=6, unique=True))
def test_any_names_have_files_of_their_own(names: list[str]) -> None:
    files = Files()
    found = [files.page(f"/a/{name.encode(errors='replace').hex()}/b/") for name in names]
    found += [files.page(f"/b/{name}/".replace("?", "").replace("#", "")) for name in names]
    assert len({each.casefold() for each in found}) == len(set(files._by_address))
    for path in found:
        assert re.fullmatch(r"[A-Za-z0-9._=/-]+", path)
        assert len(path) < 200
        assert not {"", ".", ".."} & set(path.split("/"))


def test_one_file_leads_to_another() -> None:
    assert link("index.html", "a/index.html") == "a/index.html"
    assert link("a/b/index.html", "a/index.html") == "../index.html"
    assert link("a/=2a=/index.html", "b/x.json") == "../../b/x.json"
    assert unquote(link("a/index.html", "b/=.html")) == "../b/=.html"
