"""Folders of traces that a server or a tool left behind, written here from traces as `trawl get` prints them."""

from __future__ import annotations

import json
from pathlib import Path


def artifact_store(folder: Path, traces: list[dict]) -> None:
    """EXPERIMENT/traces/TRACE/artifacts/traces.json, and beside it something that is no trace."""
    for trace in traces:
        artifacts = folder / "7" / "traces" / trace["info"]["trace_id"] / "artifacts"
        artifacts.mkdir(parents=True)
        (artifacts / "traces.json").write_text(json.dumps(trace["data"]))
        (artifacts / "attachment").write_bytes(b"\x89PNG\0\0")


def mlflow_export_import(folder: Path, traces: list[dict]) -> None:
    """The layout of mlflow_export_import/trace/export_trace.py."""
    for trace in traces:
        info = trace["info"]
        artifacts = folder / info["trace_id"] / "artifacts"
        artifacts.mkdir(parents=True)
        memory = {
            "trace_id": info["trace_id"], "trace_location": {**info["trace_location"], "inference_table": None}, "request_time": 1760000001000, "state": info["state"],
            "request_preview": info.get("request_preview"), "response_preview": info.get("response_preview"), "client_request_id": None, "execution_duration": info.get("execution_duration_ms"),
            "trace_metadata": info["trace_metadata"], "tags": info["tags"], "assessments": [],
        }  # fmt: skip
        (folder / info["trace_id"] / "trace.json").write_text(json.dumps({"system": {"export_file_version": "2"}, "mlflow": {"info": memory, "data": []}}, indent=2))
        (artifacts / "traces.json").write_text(json.dumps(trace["data"]))
    (folder / "traces.json").write_text(json.dumps({"system": {}, "mlflow": {"1": {"traces": []}}}))
