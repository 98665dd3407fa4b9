"""The start-up cache of ./trawl: made once, used, and never in the way (docs/decisions/0006-start-up.md)."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.trawl import TOP

# A Java that writes down its arguments and makes the cache that it is asked for.
STUB = """#!/bin/sh
echo "$*" >>"{log}"
for argument; do
    case $argument in
        -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*) {made} ;;
    esac
done
"""
MAKE = 'echo cache >"${argument#*=}"'


@dataclass(frozen=True)
class Installation:
    """A copy of what ./trawl needs when it is built, in a folder of its own."""

    root: Path

    @property
    def startup(self) -> Path:
        return self.root / "cli/target/trawl/startup"

    @property
    def jar(self) -> Path:
        return next(self.root.glob("cli/target/trawl/lib/trawl-cli-*.jar"))

    @property
    def user_caches(self) -> Path:
        return self.root / "home/.cache"

    def environment(self, **variables: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MLFLOW_", "TRAWL_", "XDG_", "COLUMNS"))}
        return kept | {"HOME": str(self.root / "home"), "TRAWL_INDEX": str(self.root / "index")} | variables

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen:
        command = [str(self.root / "trawl"), *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self.root, env=self.environment(**variables), stdout=pipe, stderr=pipe, text=True)

    def run(self, *arguments: str, **variables: str) -> tuple[int, str, str]:
        process = self.start(*arguments, **variables)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    def caches(self, folder: Path | None = None, at_least: int = 1) -> list[str]:
        """What is in the folder once so many caches are there and none is being made any more."""
        folder, deadline = folder or self.startup, time.monotonic() + 120
        while time.monotonic() < deadline:
            names = sorted(name for name in os.listdir(folder) if not name.startswith("help")) if folder.is_dir() else []
            if len(names) >= at_least and not any(name.endswith(".making") for name in names):
                return names
            time.sleep(0.1)
        raise AssertionError(f"not {at_least} caches in {folder}: {names}")

    def java(self, version: str, made: str = MAKE) -> dict[str, str]:
        """The variables that choose a stub of this version of Java."""
        home = self.root / f"java-{version}"
        (home / "bin").mkdir(parents=True)
        (home / "release").write_text(
            f'IMPLEMENTOR="Stub"\nJAVA_RUNTIME_VERSION="{version}+7"\nJAVA_VERSION="{version}"\nOS_ARCH="x86_64"\nOS_NAME="Linux"\n'
        )
        (home / "bin/java").write_text(STUB.format(log=home / "log", made=made))
        (home / "bin/java").chmod(0o755)
        return {"TRAWL_JAVA_HOME": str(home)}

    def started(self, version: str) -> list[str]:
        """The arguments of each start of the stub."""
        return (self.root / f"java-{version}/log").read_text().splitlines()


def install(root: Path) -> Installation:
    built = Path("cli/target/trawl")
    shutil.copytree(TOP / built / "lib", root / built / "lib")
    shutil.copytree(TOP / built / "native", root / built / "native")
    (root / "sample-data").mkdir()
    shutil.copy(TOP / "sample-data/traces.jsonl.gz", root / "sample-data")
    shutil.copy(TOP / "trawl", root / "trawl")
    long_ago = time.time() - 3600
    os.utime(Installation(root).jar, (long_ago, long_ago))
    return Installation(root)


@pytest.fixture
def fresh(tmp_path: Path) -> Installation:
    return install(tmp_path)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation whose first command has been run and whose cache has been made; with an index."""
    installation = install(tmp_path_factory.mktemp("installation"))
    code, out, err = installation.run("import", str(installation.root / "sample-data/traces.jsonl.gz"))
    assert code == 0, err
    installation.caches()
    return installation


def test_the_cache_is_made_once_and_used(started):
    (name,) = started.caches()
    made = (started.startup / name).stat().st_mtime_ns
    code, out, err = started.run("search", "--count")
    assert (code, err) == (0, "") and out.strip().isdigit()
    _, log, _ = started.run("search", "--count", TRAWL_JAVA_OPTS="-Xlog:class+load")
    for loaded in ("dev.trawl.cli.Main", "picocli.CommandLine", "org.apache.lucene.search.IndexSearcher"):
        assert f"{loaded} source: shared objects file" in log
    assert started.caches() == [name] and (started.startup / name).stat().st_mtime_ns == made


@pytest.mark.parametrize(
    ("asked", "columns", "file"),
    [("--help", {}, "help.txt"), ("-h", {"COLUMNS": "120"}, "help.txt"), ("help", {"COLUMNS": "80"}, "help-80.txt"), ("--help", {"COLUMNS": "99"}, "help-80.txt")],
)
def test_the_help_that_was_written_down_is_the_commands_own(started, asked, columns, file):
    kept = started.startup / file
    without = started.run(asked, TRAWL_STARTUP_CACHE="off", COLUMNS="80" if file == "help-80.txt" else "100")
    assert without[0] == 0 and "Commands:" in without[1]
    assert started.run(asked, **columns) == without
    text = kept.read_text()
    try:
        kept.write_text("as it was written down\n")
        assert started.run(asked, **columns) == (0, "as it was written down\n", "")
        assert started.run(asked, TRAWL_STARTUP_CACHE="off")[1] != "as it was written down\n"
        assert started.run("search", asked, **columns)[1] != "as it was written down\n"
        long_ago = time.time() - 7200
        os.utime(kept, (long_ago, long_ago))
        assert len(started.run(asked, **columns)[1]) > 1000, "an earlier build's"
        kept.write_text("")
        assert len(started.run(asked, **columns)[1]) > 1000, "a disk was full"
    finally:
        kept.write_text(text)


def test_a_help_that_is_too_wide_is_written_anew(started):
    narrow = started.run("--help", COLUMNS="70")[1]
    assert max(map(len, narrow.splitlines())) <= 70, narrow


def test_a_reader_of_the_help_that_goes_away_is_no_failure(started):
    command = f"{started.root}/trawl --help; echo $? >&2"
    shell = ["bash", "-c", f"({command}) | true"]
    (started.startup / "help.txt").write_text("a line\n" * 100_000)
    try:
        done = subprocess.run(shell, env=started.environment(), capture_output=True, text=True, timeout=60)
    finally:
        (started.startup / "help.txt").write_text(started.run("--help", TRAWL_STARTUP_CACHE="off")[1])
    assert done.stderr == "0\n"


def test_only_commands_that_may_need_the_http_client_have_it(fresh):
    java = fresh.java("25.0.3")
    fresh.run("search", "x", **java)
    fresh.caches()
    for verb in ("search", "sync", "import", "unheard-of"):
        fresh.run(verb, **java)
    paths = [line.split(" -cp ")[1].split(" ")[0].split(":") for line in fresh.started("25.0.3")]
    *_, rehearsed, search, sync, imported, other = paths
    assert not any("okhttp" in jar for jar in search) and any("okhttp" in jar for jar in sync)
    assert sync == imported == other and sync[: len(search)] == search == rehearsed, "the cache wants the beginning to be the same"


@pytest.mark.parametrize("before", [["-q"], ["--verbose"], ["--"], ["--", "-v", "--quiet"]])
def test_java_is_started_for_the_verb_whatever_stands_before_it(fresh, before):
    java = fresh.java("25.0.3")
    verbs = ("search", "sync", "import", "status")
    for verb in verbs:
        fresh.run(verb, TRAWL_STARTUP_CACHE="off", **java)
    for verb in verbs:
        fresh.run(*before, verb, TRAWL_STARTUP_CACHE="off", **java)
    lines = [line.split(" dev.trawl.cli.Main ") for line in fresh.started("25.0.3")]
    options, words = zip(*lines)
    assert options[: len(verbs)] == options[len(verbs) :]
    assert words[len(verbs) :] == tuple(" ".join([*before, verb]) for verb in verbs)


def test_a_search_calls_no_c_function_through_javas_linker(started):
    _, log, _ = started.run("search", "trace.text LIKE '%parcel%'", TRAWL_JAVA_OPTS="-Xlog:class+load")
    assert "com.github.luben.zstd.Zstd source:" in log
    assert "jdk.internal.foreign.abi.DowncallStub" not in log


def test_a_command_that_writes_has_classes_of_zstd_like_those_that_the_cache_holds(started, tmp_path):
    """The sample has more than a hundred traces, so a dictionary is learned; one of zstd-jni's other classes beside these crashed the JVM."""
    sample = str(started.root / "sample-data/traces.jsonl.gz")
    code, log, err = started.run("import", sample, "--index", str(tmp_path / "index"), TRAWL_JAVA_OPTS="-Xlog:class+load")
    assert code == 0, err
    assert "com.github.luben.zstd.Zstd source: shared objects file" in log
    assert "com.github.luben.zstd.ZstdCompressCtx source:" in log and "com.github.luben.zstd.ZstdDictCompress source:" in log
    assert "com.github.luben.zstd.ZstdBinding source:" not in log


def test_zstd_is_loaded_from_its_place_and_not_from_a_temporary_file(started):
    code, out, err = started.run("search", "--limit", "1", "--output", "json", TRAWL_JAVA_OPTS="-DZstdTempFolder=/nonexistent")
    assert code == 0 and '"trace_id"' in out, err


@pytest.mark.parametrize("damage", ["empty", "short", "other", "folder", "unreadable"])
def test_a_damaged_cache_does_no_harm(started, damage):
    whole = started.run("search", "--limit", "3", "--output", "ids")
    cache = started.startup / started.caches()[0]
    kept = cache.rename(started.root / "kept")
    try:
        match damage:
            case "empty":
                cache.touch()
            case "short":
                cache.write_bytes(kept.read_bytes()[:1_000_000])
            case "other":
                cache.write_bytes(b"PK\x03\x04" * 100_000)
            case "folder":
                cache.mkdir()
            case "unreadable":
                cache.symlink_to("nowhere")
        assert started.run("search", "--limit", "3", "--output", "ids") == whole
        assert whole[0] == 0
    finally:
        shutil.rmtree(cache) if cache.is_dir() else cache.unlink()
        kept.rename(cache)


def test_several_first_commands_at_once_all_work_and_make_one_cache(fresh):
    processes = [fresh.start("--version") for _ in range(4)]
    ended = [(*process.communicate(timeout=300), process.returncode) for process in processes]
    assert ended == [(ended[0][0], "", 0)] * 4
    assert ended[0][0].startswith("trawl ")
    assert len(fresh.caches()) == 1


@pytest.mark.parametrize(
    "version, making, using, without",
    [
        ("21.0.5", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=", ["AOT", "enableMultiRelease", "CABI"]),
        ("24.0.2", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=", ["AOT", "CABI"]),
        ("25.0.3", "-XX:AOTCacheOutput=", "-XX:AOTCache=", ["Archive"]),
        ("26", "-XX:AOTCacheOutput=", "-XX:AOTCache=", ["Archive", "CABI"]),
    ],
)
def test_each_java_gets_the_options_it_knows(fresh, version, making, using, without):
    java = fresh.java(version)
    assert fresh.run("search", "x", **java) == (0, "", "")
    assert fresh.caches() == [f"Stub {version}+7"]
    assert fresh.run("search", "x", **java) == (0, "", "")
    *_, last = fresh.started(version)
    (rehearsed,) = [line for line in fresh.started(version) if "Rehearsal" in line]
    assert f"{making}{fresh.startup}/Stub {version}+7.making/cache" in rehearsed
    assert f"{using}{fresh.startup}/Stub {version}+7 dev.trawl.cli.Main search x" in last
    assert not [word for word in without if word in rehearsed + last]
    assert len([line for line in fresh.started(version) if "Main search" in line]) == 2


def test_it_rehearses_with_the_options_of_a_search_and_not_with_the_users(fresh):
    java = fresh.java("25.0.3")
    fresh.run("search", "x", TRAWL_JAVA_OPTS="-Dmine=1", **java)
    fresh.caches()
    lines = fresh.started("25.0.3")
    (searched,) = [line for line in lines if "Main search" in line]
    (rehearsed,) = [line for line in lines if "Rehearsal" in line]
    options = searched.split(" -cp ")[0].replace("-Dmine=1", "")
    assert "-Dmine=1" in searched and "-Dmine=1" not in rehearsed
    assert rehearsed.startswith(options.strip())


def test_each_build_of_java_has_a_cache_of_its_own(fresh):
    for version in ("21.0.5", "25.0.3"):
        fresh.run("--version", **fresh.java(version))
    assert fresh.caches(at_least=2) == ["Stub 21.0.5+7", "Stub 25.0.3+7"]


def test_a_newer_build_has_the_cache_made_again(fresh):
    java = fresh.java("25.0.3")
    fresh.run("--version", **java)
    fresh.caches()
    soon = time.time() + 2
    os.utime(fresh.jar, (soon, soon))
    fresh.run("--version", **java)
    time.sleep(3)
    assert "-XX:AOTCache=" not in "".join(fresh.started("25.0.3"))
    fresh.startup.joinpath("Stub 25.0.3+7").touch()
    fresh.run("--version", **java)
    assert "-XX:AOTCache=" in fresh.started("25.0.3")[-1]


@pytest.mark.parametrize("made, said", [("echo no room >&2; exit 1", "no room\n"), ("true", "")], ids=["java fails", "java makes nothing"])
def test_a_failure_is_silent_and_not_repeated_before_the_next_build(fresh, made, said):
    java = fresh.java("25.0.3", made)
    assert fresh.run("--version", **java) == (0, "", "")
    assert fresh.caches() == ["Stub 25.0.3+7.failed"]
    assert (fresh.startup / "Stub 25.0.3+7.failed").read_text() == said
    began = len(fresh.started("25.0.3"))
    assert fresh.run("--version", **java) == (0, "", "")
    time.sleep(1)
    assert len(fresh.started("25.0.3")) == began + 1


def test_beside_a_build_that_cannot_be_written_the_users_caches_serve(fresh):
    fresh.startup.write_text("in the way of a folder")
    java = fresh.java("25.0.3")
    for _ in range(2):
        assert fresh.run("--version", **java) == (0, "", "")
        assert fresh.caches(fresh.user_caches / "trawl/startup" / str(fresh.root)[1:]) == ["Stub 25.0.3+7"]
    assert f"-XX:AOTCache={fresh.user_caches}/trawl/startup{fresh.root}/Stub" in fresh.started("25.0.3")[-1]


def test_with_no_place_to_keep_it_everything_works_without(fresh):
    fresh.startup.write_text("in the way of a folder")
    java = fresh.java("25.0.3")
    for _ in range(2):
        assert fresh.run("--version", XDG_CACHE_HOME=str(fresh.startup), **java) == (0, "", "")
    time.sleep(1)
    assert len(fresh.started("25.0.3")) == 2


def test_what_a_killed_process_left_is_cleared_away(fresh):
    java = fresh.java("25.0.3")
    left = fresh.startup / "Stub 25.0.3+7.making"
    left.mkdir(parents=True)
    fresh.run("--version", **java)
    time.sleep(1)
    assert left.is_dir(), "somebody may be at work there"
    long_ago = time.time() - 3600
    os.utime(left, (long_ago, long_ago))
    fresh.run("--version", **java)
    time.sleep(1)
    fresh.run("--version", **java)
    assert fresh.caches() == ["Stub 25.0.3+7"]


def test_a_build_in_the_meantime_is_noticed(fresh):
    others = fresh.startup / "Stub 25.0.3+7.making"
    java = fresh.java("25.0.3", f"rm -rf '{fresh.startup}'; mkdir -p '{others}'; exit 1")
    fresh.run("--version", **java)
    time.sleep(1)
    assert [others] == list(fresh.startup.iterdir())


def test_it_can_be_switched_off(fresh):
    java = fresh.java("25.0.3")
    for _ in range(2):
        assert fresh.run("--version", TRAWL_STARTUP_CACHE="off", **java) == (0, "", "")
    time.sleep(1)
    assert not fresh.startup.exists() and len(fresh.started("25.0.3")) == 2


def test_a_closed_standard_input_is_empty(started: Installation):
    bulk = subprocess.run(f"'{started.root}/trawl' bulk - <&-", shell=True, env=started.environment(), capture_output=True, timeout=60)
    assert (bulk.returncode, bulk.stdout, bulk.stderr) == (0, b"", b"")


@pytest.mark.parametrize("named", ["de_DE.UTF-8", "C", ""])
def test_letters_are_read_whatever_the_locale_and_whether_it_is_installed(started: Installation, named: str):
    for variables in ({"LC_ALL": named}, {"LC_ALL": "", "LC_CTYPE": named}, {"LC_ALL": "", "LC_CTYPE": "", "LANG": named}):
        code, out, err = started.run("explain", "tag.x = 'ü'", **variables)
        assert (code, err) == (0, "")
        assert "tag.x = 'ü'" in out
