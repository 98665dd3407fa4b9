"""What an MLflow server holds, read from its REST API and its database, for filters to be derived from; and its search."""

from __future__ import annotations

import http.client
import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answered:
    """The ids of all pages of a search, or the status and the message of what came instead."""

    ids: list[str] | None
    status: int = 200
    message: str = ""


class RestSearch:
    """The search of the REST API."""

    def __init__(self, uri: str):
        self.place = urlsplit(uri)

    def traces(self, filter: str, order_by: list[str], experiments: list[str], page: int = 500) -> list[dict] | Answered:
        """Every page's traces, or the first answer that has none."""
        body = {
            "locations": [{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": each}} for each in experiments],
            "filter": filter, "order_by": order_by, "max_results": page,
        }  # fmt: skip
        found: list[dict] = []
        while True:
            connection = http.client.HTTPConnection(self.place.hostname, self.place.port, timeout=300)
            connection.request("POST", "/api/3.0/mlflow/traces/search", json.dumps(body), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            content = answer.read().decode()
            connection.close()
            if answer.status != 200:
                return Answered(None, answer.status, json.loads(content)["message"] if content.startswith("{") else content)
            page_of_traces = json.loads(content)
            found += page_of_traces.get("traces", [])
            if not page_of_traces.get("next_page_token"):
                return found
            body["page_token"] = page_of_traces["next_page_token"]

    def ids(self, filter: str, order_by: list[str], experiments: list[str], page: int = 500) -> Answered:
        found = self.traces(filter, order_by, experiments, page)
        return found if isinstance(found, Answered) else Answered([trace["trace_id"] for trace in found])


@dataclass
class Span:
    name: str
    type: str | None
    status: str
    content: str
    attributes: dict[str, str]


@dataclass
class HeldTrace:
    """A trace as the server holds it; `info` is what its REST API says."""

    info: dict
    milliseconds: int
    duration: int | None
    name: str | None
    spans: list[Span] = field(default_factory=list)
    judged: list[tuple[str, str, str]] = field(default_factory=list)
    associated: list[tuple[str, str]] = field(default_factory=list)


def read(rest: RestSearch, database: Path) -> dict[str, HeldTrace]:
    """All traces by id, in one order whenever the data is the same."""
    with sqlite3.connect(database) as rows:
        experiments = [str(row[0]) for row in rows.execute("select experiment_id from experiments")]
        found = rest.traces("", [], experiments)
        assert not isinstance(found, Answered), found
        infos = {trace["trace_id"]: trace for trace in found}
        traces = {}
        for identifier, time, duration, name in rows.execute(
            "select request_id, timestamp_ms, execution_time_ms, trace_name from trace_info order by request_id"
        ):
            traces[identifier] = HeldTrace(infos[identifier], time, duration, name)
        for identifier, *columns, content in rows.execute("select trace_id, name, type, status, content from spans order by trace_id, span_id"):
            traces[identifier].spans.append(Span(*columns, content, json.loads(content)["attributes"]))
        for identifier, *judgement in rows.execute(
            "select trace_id, assessment_type, name, value from assessments order by assessment_id"
        ):
            traces[identifier].judged.append(tuple(judgement))
        for identifier, *associated in rows.execute(
            "select source_id, destination_type, destination_id from entity_associations where source_type = 'trace' order by source_id, destination_id"
        ):
            traces[identifier].associated.append(tuple(associated))
    rows.close()
    return traces
