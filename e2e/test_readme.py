"""The commands of the README's tour."""

import os
import re
import subprocess

import pytest

from support.trawl import TOP

BLOCK = re.compile(r"<!-- tour -->\s*```sh\n(.*?)```", re.DOTALL)


def blocks() -> list[str]:
    readme = TOP / "README.md"
    return BLOCK.findall(readme.read_text(encoding="utf-8")) if readme.exists() else []


def test_the_readme_has_a_tour():
    assert blocks()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One data folder for the whole tour: later blocks go on where earlier ones ended."""
    return tmp_path_factory.mktemp("tour")


@pytest.mark.parametrize("number", range(len(blocks())), ids=[block.splitlines()[0] for block in blocks()])
def test_the_commands_of_the_tour_run(folder, number):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MLFLOW_", "TRAWL_", "XDG_"))}
    script = "set -euo pipefail\n" + blocks()[number]
    done = subprocess.run(["bash", "-c", script], cwd=TOP, env=kept | {"XDG_DATA_HOME": str(folder)}, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, f"{blocks()[number]}\n{done.stdout}\n{done.stderr}"
    assert done.stdout
