"""`trawl get` prints what `mlflow traces get` prints."""

import json

import mlflow
import pytest
from click.testing import CliRunner
from mlflow.cli.traces import commands

from conftest import RECORDED
from support.trawl import canonical

RECORDED_CORPUS = json.loads((RECORDED / "corpus" / "corpus.json").read_text())
WITHOUT_SPANS = ("t10", "t18", "t19")


@pytest.fixture
def mlflow_client(server, monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", server.uri)
    mlflow.set_tracking_uri(server.uri)
    return mlflow


def test_the_python_client_gives_what_mlflow_traces_get_prints(mlflow_client, corpus):
    printed = CliRunner().invoke(commands, ["get", "--trace-id", corpus["ids"]["t02"]], catch_exceptions=False).stdout
    assert canonical(json.loads(printed)) == canonical(mlflow_client.get_trace(corpus["ids"]["t02"]).to_dict())


@pytest.mark.parametrize("name", [name for name in RECORDED_CORPUS["ids"] if name not in WITHOUT_SPANS])
def test_get_prints_the_trace_as_mlflow_does(synced, mlflow_client, corpus, name):
    trace_id = corpus["ids"][name]
    assert canonical(synced.run("get", trace_id).json()) == canonical(mlflow_client.get_trace(trace_id).to_dict())


@pytest.mark.parametrize("name", WITHOUT_SPANS)
def test_get_prints_a_trace_without_stored_spans_where_mlflow_fails(synced, corpus, name):
    exported = json.loads((RECORDED / "corpus" / "export-1-nospans.json").read_text())["traces"]
    expected = next(trace for trace in exported if trace["info"]["trace_id"] == corpus["ids"][name])
    assert canonical(synced.run("get", corpus["ids"][name]).json()) == canonical(expected)


def test_traces_get_prints_json_in_the_form_of_mlflow(synced, corpus):
    printed = synced.run("traces", "get", "--trace-id", corpus["ids"]["t05"]).ok().out
    assert printed == json.dumps(json.loads(printed), indent=2) + "\n"
    assert canonical(json.loads(printed)) == canonical(synced.run("get", corpus["ids"]["t05"]).json())


def test_get_extracts_fields_as_mlflow_does(synced, mlflow_client, corpus):
    arguments = ["get", "--trace-id", corpus["ids"]["t01"], "--extract-fields", "info.trace_id,info.assessments.*.feedback.value,data.spans.*.name"]
    theirs = CliRunner().invoke(commands, arguments, catch_exceptions=False).stdout
    assert canonical(synced.run("traces", *arguments).json()) == canonical(json.loads(theirs))


def test_get_of_an_unknown_trace_is_one_message_and_a_failure(synced):
    ended = synced.run("get", "tr-00000000000000000000000000000000")
    assert ended.code != 0 and ended.out == ""
    assert "tr-00000000000000000000000000000000" in ended.err and "\tat " not in ended.err
