"""`trawl sync` twice, after changes, and killed in the middle."""

import random
import re
import shutil
import time
from urllib.parse import parse_qs, urlsplit

import mlflow
import pytest

from support.generated import generate
from support.servers import MlflowServer, Proxy
from support.trawl import Trawl, canonical, kill

KILLS = 3
TRACES_TO_KILL_AMONG = 200


def counts(err: str) -> dict[str, int]:
    """The closing summary: how many traces were new, updated, unchanged, failed."""
    return {kind: int(number.replace(",", "")) for number, kind in re.findall(r"([\d,]+) (new|updated|unchanged|failed)", err)}


def test_a_second_sync_transfers_no_spans_and_changes_nothing(own_server, trawl, corpus):
    unfinished = corpus["ids"]["t10"]
    with Proxy(own_server.uri) as proxy:
        first = trawl.run("sync", "--tracking-uri", proxy.uri).ok()
        before, asked_first = trawl.everything(), proxy.taken()
        second = trawl.run("sync", "--tracking-uri", proxy.uri).ok()
        asked_second = proxy.taken()
    assert counts(first.err).get("new") == 30, first.err
    assert any(asked.for_spans for asked in asked_first)
    for asked in asked_second:
        if asked.for_spans:  # only a trace still in progress is read again, and this one has no spans
            ids = [i for name, values in parse_qs(urlsplit(asked.path).query).items() if name in ("trace_id", "trace_ids", "request_id") for i in values]
            assert ids == [unfinished] and asked.status != 200, asked
    summary = counts(second.err)
    assert (summary.get("new", 0), summary.get("updated", 0), summary.get("failed", 0)) == (0, 0, 0), second.err
    assert trawl.everything() == before


def test_a_later_sync_fetches_just_what_is_new(own_server, trawl):
    mlflow.set_tracking_uri(own_server.uri)
    with Proxy(own_server.uri) as proxy:
        trawl.run("sync", "--tracking-uri", proxy.uri).ok()
        before = trawl.everything()
        proxy.taken()
        span = mlflow.start_span_no_context("latecomer", inputs={"question": "am I seen?"}, experiment_id="1")
        span.set_outputs("yes")
        span.end()
        third = trawl.run("sync", "--tracking-uri", proxy.uri).ok()
        asked = [asked for asked in proxy.taken() if asked.for_spans and asked.status == 200]
    assert counts(third.err).get("new") == 1, third.err
    assert len(asked) == 1 and span.trace_id in asked[0].path, asked
    assert trawl.ids("name = 'latecomer'") == [span.trace_id]
    after = trawl.everything()
    assert after.pop(span.trace_id) == canonical(mlflow.get_trace(span.trace_id).to_dict())
    assert after == before


@pytest.fixture(scope="module")
def generated_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, TRACES_TO_KILL_AMONG, ".03")
    with MlflowServer(folder) as running:
        yield running


def test_a_killed_sync_goes_on_to_the_same_index_as_an_undisturbed_one(generated_server, trawl, result):
    with Proxy(generated_server.uri) as proxy:
        undisturbed = trawl.run("sync", "--tracking-uri", proxy.uri).ok()
        requests = len(proxy.taken())
    expected = trawl.everything()
    assert len(expected) == TRACES_TO_KILL_AMONG
    chance = random.Random(5)
    moments = [chance.randrange(2 + requests * part // KILLS, requests * (part + 1) // KILLS) for part in range(KILLS)]
    begun = []
    for moment in moments:
        shutil.rmtree(trawl.index)
        reached = []

        def slowly(number: int) -> None:
            time.sleep(0.02)
            if number >= moment:
                reached.append(number)
                time.sleep(3)

        with Proxy(generated_server.uri, slowly) as proxy:
            process, patience = trawl.start("sync", "--tracking-uri", proxy.uri), time.monotonic() + 120
            while not reached and process.poll() is None and time.monotonic() < patience:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.2))
            assert process.poll() is None, f"the sync ended before request {moment}"
            kill(process)
        with Proxy(generated_server.uri) as proxy:
            again = trawl.run("sync", "--tracking-uri", proxy.uri).ok()
        begun.append(counts(again.err).get("new", 0))
        assert trawl.everything() == expected, f"killed at request {moment} of {requests}"
    result(f"sync: {TRACES_TO_KILL_AMONG} traces in {undisturbed.seconds:.1f} s, {requests} requests; killed at requests {moments}, left to do {begun}")


def test_an_index_that_a_killed_sync_left_can_be_searched(generated_server, trawl):
    seen = []
    with Proxy(generated_server.uri, seen.append) as proxy:
        process = trawl.start("sync", "--tracking-uri", proxy.uri)
        while len(seen) < 20 and process.poll() is None:
            time.sleep(0.005)
        kill(process)
    ended = trawl.run("search", "--limit", "0", "--output", "ids")
    assert ended.code == 0 or "\tat " not in ended.err


def test_the_index_may_be_named_by_an_option(own_server, tmp_path):
    index = tmp_path / "elsewhere"
    Trawl(tmp_path / "unused").run("sync", "--tracking-uri", own_server.uri, "--experiment-name", "corpus-other", "--index", str(index)).ok()
    found = Trawl(tmp_path / "unused").run("search", "--index", str(index), "--output", "ids")
    assert len(found.ok().out.split()) == 1 and not (tmp_path / "unused").exists()
