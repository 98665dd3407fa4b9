"""The recipes of docs/cookbook.md print what stands below them.

    e2e/python -m pytest e2e/test_cookbook.py

compares; with TRAWL_REFRESH=1 in the environment the outputs in the document are written anew instead. Standard error stands below standard output,
without news of searches that take long and hints at the next page.
"""

from __future__ import annotations

import os
import re

import pytest

from support.trawl import TOP, Trawl

COOKBOOK = TOP / "docs" / "cookbook.md"
RECIPE = re.compile(r"<!-- recipe -->\n```sh\n(?P<command>.*?)\n```\n(?:\n```text\n(?P<output>.*?)```\n)?", re.DOTALL)


def recipes() -> list[re.Match[str]]:
    return list(RECIPE.finditer(COOKBOOK.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Trawl:
    trawl = Trawl(tmp_path_factory.mktemp("cookbook"))
    trawl.run("import", "sample-data/traces.jsonl.gz").ok()
    return trawl


def words(command: str) -> list[str]:
    """The words of a shell command, without a shell: quotes, and a backslash before a backtick between double quotes."""
    found = re.findall(r"""(?:[^\s"']|"(?:\\.|[^"\\])*"|'[^']*')+""", command)
    return [re.sub(r"""'([^']*)'|"((?:\\.|[^"\\])*)\"""", lambda quoted: quoted[1] if quoted[1] is not None else quoted[2].replace("\\`", "`"), word) for word in found]


def printed(sample: Trawl, command: str) -> str:
    program, *arguments = words(command)
    assert program == "trawl", command
    ended = sample.run(*arguments, TRAWL_REDACT_KEY="cookbook").ok()
    said = [line for line in ended.err.splitlines(keepends=True) if not line.startswith("trawl: ") and "; next page: " not in line]
    return ended.out + "".join(said)


def test_there_are_twenty_recipes():
    assert len(recipes()) >= 20


@pytest.mark.skipif("TRAWL_REFRESH" in os.environ, reason="the outputs are being written anew")
@pytest.mark.parametrize("number", range(len(recipes())), ids=[recipe["command"][:60] for recipe in recipes()])
def test_a_recipe_prints_what_stands_below_it(sample, number):
    recipe = recipes()[number]
    assert printed(sample, recipe["command"]) == recipe["output"]


@pytest.mark.skipif("TRAWL_REFRESH" not in os.environ, reason="only on request")
def test_refresh(sample):
    text = COOKBOOK.read_text(encoding="utf-8")
    fresh = RECIPE.sub(lambda recipe: f"<!-- recipe -->\n```sh\n{recipe['command']}\n```\n\n```text\n{printed(sample, recipe['command'])}```\n", text)
    COOKBOOK.write_text(fresh, encoding="utf-8")
