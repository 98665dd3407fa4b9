#!/usr/bin/env python
"""Makes traces.jsonl.gz and expected.json again: logs the scenario through MLflow's client into an empty `mlflow server`,
exports it with `mlflow traces search`, and asks the server (or plain Python) the questions of `questions.py`.

    e2e/python sample-data/make.py [--keep DIR]

The server is started and stopped here, on a free port of 127.0.0.1, with its files in a temporary directory (or DIR).
"""

from __future__ import annotations

import argparse
import calendar
import gzip
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
# What MLflow's client writes down about the machine it runs on is part of the scenario, not of the machine.
os.environ |= {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_MODEL_CATALOG_URI": "",
    "MLFLOW_ENABLE_ASYNC_TRACE_LOGGING": "false",
    "LOGNAME": "pip",
}
sys.argv[0] = "agent.py"

import mlflow  # noqa: E402
from mlflow.entities import AssessmentError, AssessmentSource, Expectation, Feedback, SpanEvent  # noqa: E402
from mlflow.tracing.client import TracingClient  # noqa: E402

from questions import QUESTIONS, answer_in_python  # noqa: E402
from scenario import EVALUATION, PRODUCTION, SEED, SYSTEM_PROMPTS, Judgement, Plan, Step, Story, at  # noqa: E402


class Server:
    """`mlflow server` over an empty database in `folder`, from `with` to its end."""

    def __init__(self, folder: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.folder, self.uri = folder, f"http://127.0.0.1:{port}"
        self.command = [
            sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
            "--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", f"{folder}/artifacts",
        ]  # fmt: skip

    def __enter__(self) -> Server:
        self.log = open(self.folder / "server.log", "w")
        self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=self.log, stderr=self.log, start_new_session=True)
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{self.uri}/health", timeout=5) as answer:
                    if answer.read() == b"OK":
                        return self
            except OSError:
                time.sleep(0.5)
            if self.process.poll() is not None:
                break
        raise SystemExit(f"mlflow server did not start:\n{(self.folder / 'server.log').read_text()[-2000:]}")

    def __exit__(self, *_: object) -> None:
        os.killpg(self.process.pid, 15)
        self.process.wait(30)
        self.log.close()

    def post(self, path: str, body: dict, headers: dict[str, str] | None = None) -> dict:
        request = urllib.request.Request(
            self.uri + path, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
            return json.loads(text) if text.startswith(b"{") else {}


class Logger:
    """Logs plans; ids of traces and spans follow from the seed."""

    def __init__(self, server: Server):
        self.server = server
        mlflow.set_tracking_uri(server.uri)
        self.mlflow, self.tracing = mlflow.MlflowClient(), TracingClient()
        self.experiments = {name: mlflow.create_experiment(name) for name in (PRODUCTION, EVALUATION)}
        self.prompts = {n: mlflow.genai.register_prompt("pip-system", SYSTEM_PROMPTS[n]) for n in sorted(SYSTEM_PROMPTS)}
        self.runs: dict[str, str] = {}

    def run_id(self, name: str) -> str:
        if name not in self.runs:
            experiment = self.experiments[EVALUATION if name.startswith("eval-") else PRODUCTION]
            self.runs[name] = self.mlflow.create_run(experiment, run_name=name, start_time=at("03-04 17:59:00")).info.run_id
        return self.runs[name]

    def log(self, number: int, plan: Plan) -> None:
        random.seed(f"{SEED}/{number}")
        match plan.how:
            case "client":
                trace_id = self.with_spans(plan)
            case "info":
                trace_id = self.info_only(plan, f"tr-{random.getrandbits(128):032x}")
            case "otlp":
                trace_id = self.unfinished(plan, f"{random.getrandbits(128):032x}")
        spans = {span.name: span.span_id for span in mlflow.get_trace(trace_id).data.spans} if plan.judgements else {}
        for judgement in plan.judgements:
            self.judge(judgement, plan, trace_id, spans, None)
        if plan.prompts:
            self.tracing.link_prompt_versions_to_trace(trace_id, [self.prompts[version] for _, version in plan.prompts])
        if plan.linked_run:
            self.mlflow.link_traces_to_run([trace_id], self.run_id(plan.linked_run))

    def with_spans(self, plan: Plan) -> str:
        start = plan.starts * 1_000_000
        metadata = plan.metadata | ({"mlflow.sourceRun": self.run_id(plan.run)} if plan.run else {})
        root = mlflow.start_span_no_context(
            plan.root.name, span_type=plan.root.type, inputs=plan.root.inputs, attributes=plan.root.attributes, tags=plan.tags,
            metadata=metadata, experiment_id=self.experiments[plan.experiment], start_time_ns=start,
        )  # fmt: skip
        for step in plan.root.steps:
            self.step(step, root, start)
        self.finish(root, plan.root, start)
        return root.trace_id

    def step(self, step: Step, parent, start: int) -> None:
        span = mlflow.start_span_no_context(
            step.name, span_type=step.type, parent_span=parent, inputs=step.inputs, attributes=step.attributes,
            start_time_ns=start + step.begins * 1_000_000,
        )  # fmt: skip
        for below in step.steps:
            self.step(below, span, start)
        self.finish(span, step, start)

    def finish(self, span, step: Step, start: int) -> None:
        end = start + (step.begins + step.lasts) * 1_000_000
        for name, attributes in step.events:
            span.add_event(SpanEvent(name, timestamp=end - 2_000, attributes=attributes))
        if step.failure:
            kind, message, trace = step.failure
            details = {"exception.message": message, "exception.type": kind, "exception.stacktrace": f"{trace}{kind}: {message}\n"}
            span.add_event(SpanEvent("exception", timestamp=end - 1_000, attributes=details))
        if step.outputs is not None:
            span.set_outputs(step.outputs)
        span.end(status="ERROR" if step.failure else "OK", end_time_ns=end)

    def info_only(self, plan: Plan, trace_id: str) -> str:
        location = {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": self.experiments[plan.experiment]}}
        info = {
            "trace_id": trace_id, "client_request_id": plan.client_request_id, "trace_location": location, "state": plan.state,
            "request_time": iso(plan.starts), "request_preview": json.dumps(plan.root.inputs, ensure_ascii=False), "tags": plan.tags,
            "trace_metadata": {"mlflow.trace_schema.version": "3", **plan.metadata},
        }  # fmt: skip
        if plan.root.lasts:
            info["execution_duration"] = f"{plan.root.lasts / 1000:.3f}s"
        self.server.post("/api/3.0/mlflow/traces", {"trace": {"trace_info": info}})
        return trace_id

    def unfinished(self, plan: Plan, trace: str) -> str:
        """Sends what is below the root and never the root, as a crashed process leaves it: the trace stays IN_PROGRESS."""
        root, spans = f"{random.getrandbits(64):016x}", []
        for step in plan.root.steps:
            begin = (plan.starts + step.begins) * 1_000_000
            values = {"mlflow.spanType": step.type, "mlflow.spanInputs": step.inputs, "mlflow.spanOutputs": step.outputs}
            spans.append({
                "traceId": trace, "spanId": f"{random.getrandbits(64):016x}", "parentSpanId": root, "name": step.name, "kind": 1,
                "startTimeUnixNano": str(begin), "endTimeUnixNano": str(begin + step.lasts * 1_000_000), "status": {"code": 1},
                "attributes": [{"key": key, "value": {"stringValue": json.dumps(value)}} for key, value in values.items()],
            })  # fmt: skip
        resource = {"attributes": [{"key": key, "value": {"stringValue": value}} for key, value in plan.tags.items()]}
        body = {"resourceSpans": [{"resource": resource, "scopeSpans": [{"scope": {"name": "voice"}, "spans": spans}]}]}
        self.server.post("/v1/traces", body, {"x-mlflow-experiment-id": self.experiments[plan.experiment]})
        return f"tr-{trace}"

    def judge(self, judgement: Judgement, plan: Plan, trace_id: str, spans: dict[str, str], overrides: str | None) -> None:
        moment = plan.starts + (9_000_000 if overrides is None else 90_000_000)
        common = dict(
            name=judgement.name, value=judgement.value, source=AssessmentSource(*judgement.by), create_time_ms=moment, last_update_time_ms=moment,
            metadata={"mlflow.trace.session": plan.metadata["mlflow.trace.session"]} if judgement.for_session else None,
            span_id=spans.get(judgement.on_tool) if judgement.on_tool else None,
        )  # fmt: skip
        if judgement.expectation:
            assessment = Expectation(**common)
        else:
            error = AssessmentError(*judgement.error) if judgement.error else None
            assessment = Feedback(**common, error=error, rationale=judgement.rationale, overrides=overrides)
        logged = self.tracing.log_assessment(trace_id, assessment)
        if judgement.replaced_by:
            self.judge(judgement.replaced_by, plan, trace_id, spans, logged.assessment_id)


def iso(ms: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(ms // 1000)) + f".{ms % 1000:03d}Z"


def export(server: Server, experiment: str, *flags: str) -> list[dict]:
    """What `mlflow traces search --output json` prints, page by page."""
    traces, token = [], None
    while True:
        command = [sys.executable, "-m", "mlflow", "traces", "search", "-x", experiment, "--output", "json", "--max-results", "200", *flags]
        command += ["--page-token", token] if token else []
        done = subprocess.run(command, env=os.environ | {"MLFLOW_TRACKING_URI": server.uri}, cwd=server.folder, stdout=subprocess.PIPE, check=True)
        page = json.loads(done.stdout)
        traces += page["traces"]
        token = page["next_page_token"]
        if not token:
            return traces


def exported(server: Server, experiments: list[str]) -> list[dict]:
    """Every trace, newest first; those without spans, which MLflow leaves out, from a second export without any spans."""
    traces = {}
    for experiment in experiments:
        for trace in export(server, experiment, "--no-include-spans") + export(server, experiment):
            traces[trace["info"]["trace_id"]] = trace
    return sorted(traces.values(), key=lambda trace: (-milliseconds(trace), trace["info"]["trace_id"]))


def milliseconds(trace: dict) -> int:
    whole, _, fraction = trace["info"]["request_time"].rstrip("Z").partition(".")
    seconds = time.strptime(whole + "+0000", "%Y-%m-%dT%H:%M:%S%z")
    return calendar.timegm(seconds) * 1000 + int((fraction + "000")[:3])


def with_run_ids(text: str, runs: dict[str, str]) -> str:
    for name, run_id in runs.items():
        text = text.replace("{" + name + "}", run_id)
    return text


def asked(server: Server, experiments: list[str], text: str) -> list[str]:
    """The ids of all traces that the server selects, in its order."""
    places = [{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": e}} for e in experiments]
    ids, token = [], ""
    while True:
        page = server.post("/api/3.0/mlflow/traces/search", {"locations": places, "filter": text, "max_results": 200, "page_token": token})
        ids += [trace["trace_id"] for trace in page.get("traces", [])]
        token = page.get("next_page_token")
        if not token:
            return ids


def main() -> None:
    parser = argparse.ArgumentParser(prog="make.py")
    parser.add_argument("--keep", type=Path, help="keep the server's database and log in this directory")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (arguments.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        os.chdir(folder)
        with Server(folder) as server:
            logger, began = Logger(server), time.time()
            for number, plan in enumerate(Story().plans()):
                logger.log(number, plan)
                if number % 50 == 49:
                    print(f"{number + 1} traces logged, {time.time() - began:.0f} s", file=sys.stderr)
            experiments = list(logger.experiments.values())
            traces = exported(server, experiments)
            expected = []
            for question in QUESTIONS:
                text = with_run_ids(question.filter, logger.runs)
                ids = asked(server, experiments, text) if question.source == "mlflow" else answer_in_python(question, traces)
                expected.append({"filter": text, "trace_ids": ids, "count": len(ids), "source": question.source, "note": question.note})
    with open(HERE / "traces.jsonl.gz", "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        for trace in traces:
            packed.write(json.dumps(trace, ensure_ascii=False).encode() + b"\n")
    lines = ",\n".join(json.dumps(answer, ensure_ascii=False) for answer in expected)
    (HERE / "expected.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    empty = [answer["filter"] for answer in expected if not answer["count"]]
    print(f"{len(traces)} traces, {len(expected)} filters, of which these select nothing: {empty}", file=sys.stderr)


if __name__ == "__main__":
    main()
