"""`trawl import` from what an MLflow server left behind: the same traces as by `trawl sync` from the server itself."""

import gzip
import json
import random
import urllib.request

import pytest

from support.generated import generate
from support.kinds import artifact_store, mlflow_export_import
from support.odd_traces import add_oddities
from support.servers import MlflowServer
from support.trawl import Trawl, canonical

NOT_TOLD_BY_SPANS = {"mlflow.artifactLocation"}


def as_set(trace: str) -> str:
    """A trace without the order of its assessments, which no server promises."""
    decoded = json.loads(trace)
    decoded["info"].get("assessments", []).sort(key=canonical)
    return canonical(decoded)


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return [f"{id}\n{one.get(id)}\n{other.get(id)}" for id in one.keys() | other.keys() if as_set(one[id]) != as_set(other[id])]


@pytest.fixture(scope="module")
def odd_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("odd")
    database = generate(folder, 300, ".2")
    add_oddities(database)
    with MlflowServer(folder) as running:
        yield running


def test_a_database_holds_the_traces_that_its_server_tells(odd_server, tmp_path, result):
    synced, imported = Trawl(tmp_path / "synced"), Trawl(tmp_path / "imported")
    synced.run("sync", "--tracking-uri", odd_server.uri).ok()
    ended = imported.run("import", str(odd_server.folder / "mlflow.db")).ok()
    assert "(MLflow database)" in ended.err, ended
    one, other = synced.everything(), imported.everything()
    assert len(one) == 300 and one.keys() == other.keys()
    different = differing(one, other)
    assert not different, different[0]
    result(f"import of a database of 300 traces while its server runs: equal to a sync from the server, {ended.seconds:.1f} s")


def any_value(value):
    match value:
        case bool():
            return {"boolValue": value}
        case int():
            return {"intValue": str(value)}
        case float():
            return {"doubleValue": value}
        case list():
            return {"arrayValue": {"values": [any_value(item) for item in value]}}
        case dict():
            return {"kvlistValue": {"values": [{"key": key, "value": any_value(item)} for key, item in value.items()]}}
        case None:
            return {}
    return {"stringValue": value}


def attributes(values: dict) -> list[dict]:
    return [{"key": key, "value": any_value(value)} for key, value in values.items()]


MESSAGES = '[{"role": "user", "content": "naïve 😀 \\"quoted\\""}]'
ATTRIBUTES = [
    {"gen_ai.operation.name": "chat", "gen_ai.request.model": "some-model", "gen_ai.usage.input_tokens": 12, "gen_ai.usage.output_tokens": 30,
     "gen_ai.input.messages": MESSAGES, "gen_ai.output.messages": "plain answer", "gen_ai.conversation.id": "chat-7", "gen_ai.provider.name": "someone"},
    {"openinference.span.kind": "TOOL", "input.value": '{"query": "x"}', "output.value": "[1, 2]", "llm.token_count.prompt": 3, "llm.token_count.total": 9, "user.id": "u-1"},
    {"traceloop.span.kind": "workflow", "traceloop.entity.input": '{"messages": [{"role": "user", "content": "hello"}]}', "traceloop.entity.output": '"done"'},
    {"text": "a\nb", "number": 1 << 60, "float": 0.1, "tiny": 1e-07, "yes": True, "nothing": None, "list": ["a", 1, None], "object": {"a": {"b": [1.5]}}, "json": '{"a": 1}', "digits": "17", "quoted": '"q"'},
    {"mlflow.spanType": "LLM", "mlflow.spanInputs": '{"messages": [{"role": "user", "content": [{"type": "text", "text": "part"}]}]}', "mlflow.spanOutputs": "long " * 400, "mlflow.traceTag.team": "alpha"},
    {},
]  # fmt: skip


def otlp_requests(traces: int) -> list[dict]:
    """Requests of a few spans each, the spans of a trace spread over them."""
    random_ = random.Random("otlp")
    spans = []
    for number in range(traces):
        trace, at, ids = f"{number + 1:032x}", 1_760_000_000_000_000_000 + number * 7_000_001, [random_.randbytes(8).hex() for _ in range(random_.randint(1, 5))]
        for place, id in enumerate(ids):
            span = {"traceId": trace, "spanId": id, "name": f"step {place}", "kind": 1, "startTimeUnixNano": str(at + place * 1_000_003), "attributes": attributes(random_.choice(ATTRIBUTES))}
            span["endTimeUnixNano"] = str(at + 90_000_007 - place)
            if place:
                span["parentSpanId"] = ids[random_.randrange(place)]
            if random_.random() < 0.4:
                span["status"] = random_.choice([{"code": 2, "message": "boom"}, {"code": 1}, {}])
            if random_.random() < 0.3:
                span["events"] = [{"timeUnixNano": str(at + 5), "name": "exception", "attributes": attributes({"exception.message": "bad ✗", "n": 1})}]
            if random_.random() < 0.2:
                span["links"] = [{"traceId": "ab" * 16, "spanId": "cd" * 8, "attributes": attributes({"why": "follows"})}]
            spans.append(span)
    spans.sort(key=lambda span: int(span["startTimeUnixNano"]))
    resource = {"attributes": attributes({"service.name": "shop", "replicas": 3, "telemetry.sdk.name": "x", "mlflow.ours": "y"})}
    return [{"resourceSpans": [{"resource": resource, "scopeSpans": [{"scope": {"name": "s"}, "spans": spans[i : i + 4]}]}]} for i in range(0, len(spans), 4)]


def otlp_view(trace: str) -> str:
    """What spans alone can tell of a trace: not the experiment, and not where a server would keep artifacts."""
    decoded = json.loads(trace)
    decoded["info"].pop("trace_location", None)
    decoded["info"]["tags"] = {key: value for key, value in decoded["info"]["tags"].items() if key not in NOT_TOLD_BY_SPANS}
    for name in ("mlflow.trace.cost",):
        decoded["info"].get("trace_metadata", {}).pop(name, None)
    if not decoded["info"].get("trace_metadata"):
        decoded["info"].pop("trace_metadata", None)
    for span in decoded["data"]["spans"]:
        span["links"] = []  # the server stores them and its REST API leaves them out
        for name in ("mlflow.llm.cost", "mlflow.message.format"):
            span["attributes"].pop(name, None)
    return canonical(decoded)


def test_files_of_an_opentelemetry_collector_make_the_traces_that_a_server_makes_of_them(tmp_path):
    requests = otlp_requests(60)
    lines = [json.dumps(request, ensure_ascii=False) + "\n" for request in requests]
    half = len(lines) // 2
    (tmp_path / "spans.jsonl").write_text("".join(lines[:half]), encoding="utf-8")
    (tmp_path / "spans-1.jsonl.gz").write_bytes(gzip.compress("".join(lines[half:]).encode()))
    imported, synced, folder = Trawl(tmp_path / "imported"), Trawl(tmp_path / "synced"), tmp_path / "server"
    ended = imported.run("import", str(tmp_path / "spans.jsonl"), str(tmp_path / "spans-1.jsonl.gz")).ok()
    assert "(OpenTelemetry JSON)" in ended.err and "60 new" in ended.err, ended
    folder.mkdir()
    with MlflowServer(folder) as server:
        for line in lines:
            headers = {"Content-Type": "application/json", "x-mlflow-experiment-id": "0"}
            urllib.request.urlopen(urllib.request.Request(f"{server.uri}/v1/traces", line.encode(), headers), timeout=60).read()
        synced.run("sync", "--tracking-uri", server.uri).ok()
    one, other = synced.everything(), imported.everything()
    assert one.keys() == other.keys()
    different = [f"{id}\n{otlp_view(one[id])}\n{otlp_view(other[id])}" for id in sorted(one) if otlp_view(one[id]) != otlp_view(other[id])]
    assert not different, f"{len(different)} differ, the first:\n{different[0]}"


def test_an_artifact_store_gives_spans_to_traces_that_lacked_them(odd_server, tmp_path):
    whole, trawl = Trawl(tmp_path / "whole"), Trawl(tmp_path / "index")
    whole.run("import", str(odd_server.folder / "mlflow.db")).ok()
    traces = [json.loads(trace) for trace in whole.everything().values()]
    traces = [trace for trace in traces if trace["data"]["spans"]][:40]
    artifact_store(tmp_path / "store", traces)
    infos = tmp_path / "infos.jsonl"
    infos.write_text("".join(json.dumps({**trace, "data": {"spans": []}}) + "\n" for trace in traces))
    trawl.run("import", str(infos)).ok()
    ended = trawl.run("import", str(tmp_path / "store")).ok()
    assert "imported 40 files (traces.json of an artifact store)" in ended.err and "40 updated" in ended.err, ended
    assert trawl.everything() == {trace["info"]["trace_id"]: canonical(trace) for trace in traces}


def test_a_folder_of_mlflow_export_import_is_read(synced, corpus, tmp_path):
    exported = json.loads(synced.run("get", corpus["ids"]["t01"]).ok().out)
    info = exported["info"]
    mlflow_export_import(tmp_path / "traces", [exported])
    trawl = Trawl(tmp_path / "index")
    ended = trawl.run("import", str(tmp_path / "traces")).ok()
    assert "(trace.json of mlflow-export-import)" in ended.err, ended
    found = json.loads(trawl.run("get", info["trace_id"]).ok().out)
    info.pop("assessments", None), found["info"].pop("assessments", None), info.pop("request_time"), found["info"].pop("request_time")
    assert canonical(found) == canonical(exported)
