"""Commands that are told to end, or killed, leave nothing half done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from conftest import RECORDED
from support.trawl import TOP, TRAWL, Trawl, kill

SIGNALS = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Path:
    """Enough traces, a trace a line, to be in the middle of for a while."""
    file = tmp_path_factory.mktemp("many") / "many.jsonl"
    traces = json.loads((RECORDED / "corpus" / "export-1.json").read_text())["traces"]
    with file.open("w") as lines:
        for number in range(2000):
            trace = traces[number % len(traces)]
            text = json.dumps(trace)
            lines.write(text.replace(trace["info"]["trace_id"], f"tr-{number:032x}") + "\n")
    return file


@pytest.fixture(scope="module")
def full(many, tmp_path_factory) -> Trawl:
    trawl = Trawl(tmp_path_factory.mktemp("full") / "index")
    trawl.run("import", str(many)).ok()
    return trawl


def start(trawl: Trawl, *arguments: str, stdin=subprocess.DEVNULL) -> subprocess.Popen:
    return subprocess.Popen(
        [str(TRAWL), *arguments], cwd=TOP, env=trawl.environment({}), stdin=stdin, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def held_at(process: subprocess.Popen, appears) -> None:
    """Stops the clock for the process when something has appeared."""
    while not appears():
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGSTOP)


def told_to_end(process: subprocess.Popen, number: int) -> str:
    os.killpg(process.pid, number)
    os.killpg(process.pid, signal.SIGCONT)
    began = time.monotonic()
    _, told = process.communicate(timeout=30)
    assert process.returncode in (128 + number, -number), told
    assert time.monotonic() - began < 15
    return told


@SIGNALS
def test_an_import_leaves_no_index(many, trawl, number):
    process = start(trawl, "import", str(many))
    held_at(process, trawl.index.exists)
    assert told_to_end(process, number) == "trawl: import was stopped; nothing was changed\n"
    assert not trawl.index.exists()


@SIGNALS
def test_an_import_that_waits_for_standard_input_leaves_no_index(many, trawl, number):
    process = start(trawl, "import", "-", stdin=subprocess.PIPE)
    with many.open() as lines:
        for _ in range(100):
            process.stdin.write(next(lines))
    process.stdin.flush()
    held_at(process, trawl.index.exists)
    assert told_to_end(process, number) == "trawl: import was stopped; nothing was changed\n"
    assert not trawl.index.exists()


def test_an_import_leaves_an_index_as_it_was(many, trawl):
    trawl.run("import", str(RECORDED / "corpus" / "export-1.json")).ok()
    before, names = trawl.everything(), sorted(os.listdir(trawl.index))
    process = start(trawl, "import", "-", stdin=subprocess.PIPE)
    process.stdin.write(many.read_text())
    process.stdin.flush()
    assert told_to_end(process, signal.SIGTERM) == "trawl: import was stopped; nothing was changed\n"
    assert trawl.everything() == before
    assert sorted(os.listdir(trawl.index)) == names


@SIGNALS
@pytest.mark.parametrize("name", ["traces.jsonl", "traces.csv.gz", "traces.parquet"])
def test_an_export_leaves_no_file(full, tmp_path, number, name):
    process = start(full, "export", "--out", str(tmp_path / name))
    held_at(process, lambda: any(tmp_path.iterdir()))
    assert told_to_end(process, number) == "trawl: export was stopped; nothing was changed\n"
    assert not list(tmp_path.iterdir())


def test_an_export_over_an_old_file_leaves_the_old_one(full, tmp_path):
    file = tmp_path / "traces.jsonl"
    file.write_text("old\n")
    process = start(full, "export", "--out", str(file), "--overwrite")
    held_at(process, lambda: len(list(tmp_path.iterdir())) > 1)
    told_to_end(process, signal.SIGTERM)
    assert [each.name for each in tmp_path.iterdir()] == ["traces.jsonl"]
    assert file.read_text() == "old\n"


def test_a_bundle_and_an_unbundled_index_are_whole_or_not_there(full, tmp_path):
    bundle, unpacked = tmp_path / "bundles" / "traces.zip", Trawl(tmp_path / "unpacked")
    bundle.parent.mkdir()
    process = start(full, "bundle", str(bundle))
    held_at(process, lambda: any(bundle.parent.iterdir()))
    told_to_end(process, signal.SIGTERM)
    assert not list(bundle.parent.iterdir())
    full.run("bundle", str(bundle)).ok()
    process = start(unpacked, "unbundle", str(bundle))
    held_at(process, unpacked.index.exists)
    told_to_end(process, signal.SIGTERM)
    assert not unpacked.index.exists()


def test_what_a_killed_unbundle_or_import_left_is_in_nobodys_way(full, many, tmp_path):
    bundle = str(tmp_path / "traces.zip")
    full.run("bundle", bundle).ok()
    for command in (["unbundle", bundle], ["import", str(many)]):
        trawl = Trawl(tmp_path / command[0])
        process = start(trawl, *command)
        held_at(process, lambda: trawl.index.exists() and any(file.name.startswith("_") for file in trawl.index.iterdir()))
        kill(process)
        left = os.listdir(trawl.index)
        assert "unfinished" in left and not [name for name in left if name.startswith("segments")], left
        searched = trawl.run("search")
        assert searched.code == 1 and searched.err.startswith("trawl: there is no index in"), searched
        trawl.run(*command).ok()
        trawl.run("verify", "--checksums-only").ok()
        assert len(trawl.ids()) == 2000
        assert "unfinished" not in os.listdir(trawl.index)


def test_an_index_that_lost_its_commit_is_not_begun_anew(own_server, trawl):
    trawl.run("sync", "--tracking-uri", own_server.uri).ok()
    for file in trawl.index.glob("segments_*"):
        file.unlink()
    rest = sorted(os.listdir(trawl.index))
    for command in (["sync", "--tracking-uri", own_server.uri], ["import", str(RECORDED / "corpus" / "export-1.json")], ["search"]):
        refused = trawl.run(*command)
        assert refused.code == 1
        assert "is damaged: segments_*: it, which tells what belongs to the index, is missing; bring it back" in refused.err, refused
    assert sorted(os.listdir(trawl.index)) == rest
