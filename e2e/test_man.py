"""The manual pages are read by what reads manual pages, without a warning."""

import shutil
import subprocess

import pytest

from support.trawl import Trawl


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("man")
    Trawl(folder / "none").run("man", "--quiet", "--write", str(folder)).ok()
    found = sorted(folder.glob("man*/*"))
    assert len(found) > 25
    return found


# mandoc wants a date; a page that is made by the program has none.
READERS = [["groff", "-man", "-Tutf8", "-ww", "-z"], ["mandoc", "-Tlint", "-Wwarning"]]


@pytest.mark.parametrize("reader", READERS, ids=[reader[0] for reader in READERS])
def test_no_page_has_a_mistake(pages, reader):
    if not shutil.which(reader[0]):
        pytest.skip(f"{reader[0]} is not installed")
    for page in pages:
        done = subprocess.run([*reader, str(page)], capture_output=True, text=True)
        said = [line for line in (done.stdout + done.stderr).splitlines() if "missing date" not in line]
        assert said == [], page.name


def test_man_shows_the_options_and_an_example(pages):
    if not shutil.which("man"):
        pytest.skip("man is not installed")
    page = next(page for page in pages if page.name == "trawl-search.1")
    shown = subprocess.run(["man", "-l", str(page)], capture_output=True, text=True, env={"MANWIDTH": "100", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    assert "-x, --experiment-id ID" in shown.stdout and "trawl search \"trace.text LIKE '%timeout%' AND" in shown.stdout
