"""A disk that is full: a clear sentence, and everything stays as it was committed last."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.generated import generate
from support.servers import MlflowServer
from support.trawl import Trawl

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
ROOM = 48 << 10


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    return generate(tmp_path_factory.mktemp("generated"), 120, ".1")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory, corpus_index, database) -> Trawl:
    """An index of three parts that holds half of the traces."""
    trawl = Trawl(tmp_path_factory.mktemp("indexed") / "index")
    exported = tmp_path_factory.mktemp("exported") / "all.jsonl"
    corpus_index.run("export", "--out", str(exported)).ok()
    lines = exported.read_bytes().splitlines(keepends=True)
    for begin, end in ((0, 30), (30, 50), (50, 60)):
        trawl.run("import", "-", stdin=b"".join(lines[begin:end])).ok()
    return trawl


@pytest.fixture(scope="module")
def corpus_index(tmp_path_factory, database) -> Trawl:
    trawl = Trawl(tmp_path_factory.mktemp("whole") / "index")
    trawl.run("import", str(database)).ok()
    return trawl


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)], capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path) -> Callable[[], None]:
    """Leaves little room on the disk; returns what gives it back."""
    room = os.statvfs(disk)
    filler = disk / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_bsize - ROOM)
    return filler.unlink


def refused(trawl: Trawl, *arguments: str) -> None:
    ended = trawl.run(*arguments)
    assert ended.code == 1 and "No space left on device" in ended.err and ended.err.count("\n") == 1, ended
    assert "\tat " not in ended.err and "this is a bug" not in ended.err, ended


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def check(indexed: Trawl, disk: Path, *arguments: str) -> Trawl:
    """What writes to the index fails on a full disk, leaves it as it is, and succeeds when there is room."""
    shutil.copytree(indexed.index, disk / "index")
    trawl = Trawl(disk / "index")
    before, files = trawl.everything(), names(trawl.index)
    empty = fill(disk)
    refused(trawl, *arguments)
    assert trawl.everything() == before
    if arguments[0] != "sync":  # that one may have committed where it found nothing new
        assert names(trawl.index) == files
    empty()
    trawl.run("verify").ok()
    trawl.run(*arguments).ok()
    return trawl


def test_an_import(indexed, database, disk):
    trawl = check(indexed, disk, "import", str(database))
    assert len(trawl.ids()) == 120


def test_a_sync(indexed, database, disk, tmp_path):
    served = tmp_path / "served"
    served.mkdir()
    shutil.copy(database, served / "mlflow.db")
    with MlflowServer(served) as server:
        trawl = check(indexed, disk, "sync", "--tracking-uri", server.uri)
        assert len(trawl.ids(f"trace.source = '{server.uri}'")) == 120


@pytest.mark.parametrize("verb", ["compact", "reindex"])
def test_making_the_index_anew(indexed, disk, verb):
    trawl = check(indexed, disk, verb)
    assert trawl.everything() == indexed.everything()


def test_a_first_import_leaves_nothing(database, disk):
    empty = fill(disk)
    trawl = Trawl(disk / "index")
    refused(trawl, "import", str(database))
    assert names(disk) == ["filler"]
    empty()
    trawl.run("import", str(database)).ok()


@pytest.mark.parametrize("command", [["bundle", "traces.zip"], ["export", "--out", "traces.jsonl"], ["export", "--out", "traces.parquet"]])
def test_a_file_is_whole_or_not_there(indexed, disk, command):
    *verb, name = command
    fill(disk)
    refused(indexed, *verb, str(disk / name))
    assert names(disk) == ["filler"]
    indexed.run("verify").ok()


def test_an_unbundled_index_is_whole_or_not_there(indexed, disk, tmp_path):
    bundle = str(tmp_path / "traces.zip")
    indexed.run("bundle", bundle).ok()
    empty = fill(disk)
    unpacked = Trawl(disk / "index")
    refused(unpacked, "unbundle", bundle)
    assert names(disk) == ["filler"]
    empty()
    unpacked.run("unbundle", bundle).ok()
    assert unpacked.everything() == indexed.everything()
