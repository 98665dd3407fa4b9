"""`trawl sync` keeps up with a server that changes, and lives with what happens to servers, disks and processes."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from conftest import HERE
from support.equality import differences, in_index, on_server
from support.generated import generate
from support.servers import MlflowServer, Proxy
from support.trawl import Trawl

TRACES = int(os.environ.get("TRAWL_E2E_CHANGING_TRACES", "200"))


def start(trawl: Trawl, *arguments: str, **variables: str) -> subprocess.Popen:
    """Its messages can be read."""
    return subprocess.Popen(
        [str(HERE.parent / "trawl"), *arguments], env=trawl.environment(variables), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def changing_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("changing")
    generate(folder, TRACES, ".03")
    with MlflowServer(folder) as running:
        yield running


def test_after_a_reconcile_the_index_equals_the_server_trace_by_trace(changing_server, trawl, result):
    changes = subprocess.Popen(
        [sys.executable, "-m", "support.changes", changing_server.uri, "1"], cwd=HERE, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, env=os.environ | {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_MODEL_CATALOG_URI": ""},
    )  # fmt: skip
    try:
        for _ in range(3):
            assert trawl.run("sync", "--tracking-uri", changing_server.uri).code in (0, 3)
            time.sleep(2)
    finally:
        done, _ = changes.communicate("", timeout=120)
    report = trawl.index.parent / "report.json"
    trawl.run("sync", "--tracking-uri", changing_server.uri, "--reconcile", "--report", str(report)).ok()
    expected = on_server(changing_server.uri)
    found = in_index(trawl)
    assert not differences(expected, found)
    told = json.loads(report.read_text())
    result(f"changing server: {done.strip()}; {len(expected)} traces equal; last sync {told['traces']}, {told['deleted']} deleted")
    status = trawl.run("status", "--output", "json").json()
    assert status["traces"] - status["deleted"] == len(expected)
    assert status["deleted"] == len(in_index(trawl, "trace.deleted = 'true'"))
    trawl.run("sync", "--tracking-uri", changing_server.uri, "--prune-deleted").ok()
    assert trawl.run("status", "--output", "json").json()["deleted"] == 0
    assert not differences(expected, in_index(trawl, ""))


def test_two_servers_lie_side_by_side(own_server, changing_server, trawl):
    trawl.run("sync", "--tracking-uri", own_server.uri).ok()
    trawl.run("sync", "--tracking-uri", changing_server.uri).ok()
    trawl.run("sync", "--tracking-uri", own_server.uri, "--reconcile").ok()
    assert len(trawl.ids(f"trace.source = '{own_server.uri}'")) == 30
    assert not trawl.ids("trace.deleted = 'true'")
    sources = trawl.run("status", "--output", "json").json()["sources"]
    assert sorted(source["source"] for source in sources) == sorted([own_server.uri, changing_server.uri])


def slowly(number: int) -> None:
    time.sleep(0.3)


def test_during_a_sync_others_search_bundle_and_wait_but_do_not_write(own_server, trawl, tmp_path):
    trawl.run("sync", "--tracking-uri", own_server.uri, "--experiment-id", "2").ok()
    go_on = threading.Event()
    with Proxy(own_server.uri, lambda number: number < 10 or go_on.wait(100)) as proxy:
        first = trawl.start("sync", "--tracking-uri", proxy.uri)
        while proxy.started < 6:
            assert first.poll() is None
            time.sleep(0.01)
        refused = trawl.run("sync", "--tracking-uri", own_server.uri)
        assert refused.code == 1 and "another trawl is writing to the index" in refused.err, refused
        assert len(trawl.ids()) >= 1
        bundle, unpacked = tmp_path / "during.zip", Trawl(tmp_path / "unpacked")
        trawl.run("bundle", str(bundle)).ok()
        unpacked.run("unbundle", str(bundle)).ok()
        unpacked.run("verify").ok()
        assert 1 <= len(unpacked.ids()) < 30
        assert first.poll() is None
        threading.Timer(2, go_on.set).start()
        trawl.run("sync", "--tracking-uri", own_server.uri, "--wait", "2m").ok()
        assert first.wait(60) == 0
    assert len(trawl.ids()) == 30


def test_sigterm_commits_and_leaves(changing_server, trawl):
    with Proxy(changing_server.uri, slowly) as proxy:
        sync = start(trawl, "sync", "--tracking-uri", proxy.uri)
        while sum(asked.for_spans for asked in list(proxy.asked)) < 8:  # more than are in work at the same time
            assert sync.poll() is None
            time.sleep(0.01)
        began = time.monotonic()
        os.killpg(sync.pid, signal.SIGTERM)
        _, told = sync.communicate(timeout=25)
    assert "What was read is kept" in told, told
    assert sync.returncode in (143, -15) and time.monotonic() - began < 20
    assert trawl.ids(), "what was read is there"


def test_sync_every_outlives_a_restart_of_the_server_and_ends_with_success(own_server, trawl):
    metrics = trawl.index.parent / "metrics/trawl.prom"
    watch = start(trawl, "sync", "--tracking-uri", own_server.uri, "--every", "1s", "--metrics", str(metrics), MLFLOW_HTTP_REQUEST_MAX_RETRIES="1")

    def until(text: str) -> None:
        for _ in range(600):
            if metrics.exists() and text in metrics.read_text():
                return
            assert watch.poll() is None, watch.stderr.read()
            time.sleep(0.1)
        raise AssertionError(f"{text} never came:\n{metrics.read_text()}")

    try:
        # A round that fails in its own way, as nothing can be written there.
        assert any("there is no such folder" in line for line in watch.stderr)
        metrics.parent.mkdir()
        until("trawl_sync_success{source=" + f'"{own_server.uri}"' + "} 1")
        own_server.__exit__()
        until("trawl_sync_success{source=" + f'"{own_server.uri}"' + "} 0")
        own_server.__enter__()
        until("trawl_sync_success{source=" + f'"{own_server.uri}"' + "} 1")
    finally:
        os.killpg(watch.pid, signal.SIGTERM)
    watch.communicate(timeout=30)
    assert watch.returncode == 0
    assert len(trawl.ids()) == 30


def test_a_trace_that_cannot_be_read_is_in_the_status_and_fails_nothing_for_ever(own_server, trawl, corpus):
    poisonous = corpus["ids"]["t05"]
    with Proxy(own_server.uri) as proxy:
        proxy.poison = poisonous
        first = trawl.run("sync", "--tracking-uri", proxy.uri, MLFLOW_HTTP_REQUEST_MAX_RETRIES="0")
        assert first.code == 3, first
        assert trawl.run("sync", "--tracking-uri", proxy.uri, MLFLOW_HTTP_REQUEST_MAX_RETRIES="0").code == 3
        trawl.run("sync", "--tracking-uri", proxy.uri, MLFLOW_HTTP_REQUEST_MAX_RETRIES="0").ok()
        status = trawl.run("status")
        assert "quarantine: 1 trace" in status.ok().out and poisonous in status.out
        assert len(trawl.ids()) == 30


def test_the_credentials_of_the_environment_are_nowhere_to_be_seen(own_server, trawl):
    secret = "verysecretword"
    synced = trawl.run("sync", "--tracking-uri", own_server.uri, MLFLOW_TRACKING_TOKEN=secret, TRAWL_DEBUG="1").ok()
    assert secret not in synced.err + synced.out
    for file in trawl.index.iterdir():
        assert secret.encode() not in file.read_bytes()


def test_killed_at_many_moments_it_ends_with_the_index_of_an_undisturbed_sync(own_server, trawl, tmp_path, result):
    from soak_crashes import crash, synced

    result("sync killed: " + crash(synced(own_server.uri), tmp_path / "crashes", kills=4, seed=3))
