"""What the checks share: the program, the recorded corpus served by a real MLflow server, and the results printed at the end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Callable, Iterator

import pytest

from support.servers import MlflowServer
from support.trawl import TOP, TRAWL, Trawl

HERE = Path(__file__).resolve().parent
RECORDED = HERE / "mlflow"
RESULTS: list[str] = []
LONGEST = ["test_sync_truth.py", "test_sync.py", "test_golden.py", "test_full_disk.py"]

# A shell's background job ignores Ctrl-C, and so would all that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    default = int(os.environ.get("TRAWL_E2E_TRACES", "10000"))
    parser.addoption("--update-golden", action="store_true", help="write golden/*.txt anew")
    parser.addoption("--traces", type=int, default=default, help=f"generated traces of the import check (default {default})")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, so that no process has to wait for the other one at the end."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist hands its results on."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["results"] = RESULTS


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error) -> None:
    RESULTS.extend(getattr(node, "workeroutput", {}).get("results", []))


def pytest_terminal_summary(terminalreporter) -> None:
    if RESULTS:
        terminalreporter.section("results")
        for line in RESULTS:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def result() -> Callable[[str], None]:
    """Writes a line into the results at the end."""
    return RESULTS.append


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    """The program is built, by its own launcher, before anything is measured."""
    done = subprocess.run([str(TRAWL), "--version"], cwd=TOP, capture_output=True, text=True, timeout=1800)
    assert done.returncode == 0, f"./trawl --version ended with {done.returncode}\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="session")
def corpus() -> dict:
    """corpus.json: names of traces to ids, experiments, run."""
    return json.loads((RECORDED / "corpus" / "corpus.json").read_text())


def serve_corpus(folder: Path) -> MlflowServer:
    shutil.copy(RECORDED / "corpus" / "mlflow.db", folder / "mlflow.db")
    return MlflowServer(folder)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MlflowServer]:
    """The recorded corpus, served; for reading only."""
    with serve_corpus(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def synced(server: MlflowServer, tmp_path_factory: pytest.TempPathFactory) -> Trawl:
    """An index of the recorded corpus, made by `trawl sync`."""
    trawl = Trawl(tmp_path_factory.mktemp("index") / "corpus")
    trawl.run("sync", "--tracking-uri", server.uri).ok()
    return trawl


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[MlflowServer]:
    """The recorded corpus, served to one check that may change it."""
    folder = tmp_path / "server"
    folder.mkdir()
    with serve_corpus(folder) as running:
        yield running


@pytest.fixture
def trawl(tmp_path: Path) -> Trawl:
    """The program with an index that does not exist yet."""
    return Trawl(tmp_path / "index")
