"""Comparing an index with the server it was synced from, trace by trace."""

from __future__ import annotations

import json
import urllib.request
from urllib.parse import urlencode

from mlflow.entities import Trace, TraceData, TraceInfo

from support.server_data import Answered, RestSearch
from support.trawl import Trawl, canonical


def on_server(uri: str) -> dict[str, str]:
    """Every trace by id as canonical JSON, in the form of MLflow's own export, spans read as MLflow's client reads them."""
    with urllib.request.urlopen(f"{uri}/api/2.0/mlflow/experiments/search?max_results=1000") as answer:
        experiments = [experiment["experiment_id"] for experiment in json.load(answer)["experiments"]]
    infos = RestSearch(uri).traces("", [], experiments)
    assert not isinstance(infos, Answered), infos
    return {info["trace_id"]: canonical(whole(uri, info)) for info in infos}


def whole(uri: str, info: dict) -> dict:
    spans = []
    try:
        query = urlencode({"request_id": info["trace_id"]})
        with urllib.request.urlopen(f"{uri}/ajax-api/2.0/mlflow/get-trace-artifact?{query}") as answer:
            spans = json.load(answer)["spans"]
    except OSError:
        pass
    from google.protobuf.json_format import ParseDict
    from mlflow.protos.service_pb2 import TraceInfoV3

    read = TraceInfo.from_proto(ParseDict(info, TraceInfoV3(), ignore_unknown_fields=True))
    return Trace(read, TraceData.from_dict({"spans": spans})).to_dict()


def in_index(trawl: Trawl, filter: str = "trace.deleted = 'false'") -> dict[str, str]:
    traces = trawl.run("search", filter, "--limit", "0", "--output", "jsonl").ok().lines()
    return {trace["info"]["trace_id"]: canonical(trace) for trace in traces}


def differences(expected: dict[str, str], found: dict[str, str]) -> list[str]:
    """What is wrong, a line for each trace."""
    lines = [f"{identifier} is missing" for identifier in expected.keys() - found.keys()]
    lines += [f"{identifier} should not be there" for identifier in found.keys() - expected.keys()]
    lines += [
        f"{identifier}\n  server {expected[identifier][:1500]}\n  index  {found[identifier][:1500]}"
        for identifier in expected.keys() & found.keys()
        if expected[identifier] != found[identifier]
    ]
    return lines
