"""`trawl traces search` takes MLflow's flags and prints what MLflow prints."""

import json

import mlflow
import pytest
from click.testing import CliRunner
from mlflow.cli.traces import commands
from mlflow.utils.jsonpath_utils import jsonpath_extract_values
from mlflow.utils.string_utils import _create_table, format_table_cell_value

from conftest import RECORDED
from support.trawl import canonical

CORPUS = json.loads((RECORDED / "corpus" / "corpus.json").read_text())
TOKEN_4 = "eyJvZmZzZXQiOiA0fQ=="  # {"offset": 4}
COLUMNS = ["info.trace_id", "info.request_time", "info.state", "info.execution_duration", "info.request_preview", "info.response_preview"]

# None of these selects a trace without spans, which MLflow's client would drop.
SEARCHES = [
    ["-x", "1", "--max-results", "3"],
    ["--experiment-id", "2"],
    ["-x", "1", "--filter-string", "status = 'ERROR'"],
    ["-x", "1", "--filter-string", "tags.env ILIKE 'prod' AND span.type = 'TOOL'"],
    ["-x", "1", "--filter-string", "feedback.score > 0.25", "--order-by", "execution_time_ms DESC"],
    ["-x", "1", "--filter-string", "span.name LIKE '%'", "--order-by", "status, timestamp_ms ASC", "--max-results", "7"],
    ["-x", "1", "--max-results", "4", "--page-token", TOKEN_4],
    ["-x", "1", "--run-id", CORPUS["run1"]],
    ["-x", "1", "--filter-string", "name = 'agent'", "--no-include-spans"],
    ["-x", "1", "--no-include-spans", "--max-results", "29"],
    ["-x", "1", "--no-include-spans", "--order-by", "name DESC", "--max-results", "12"],
    ["-x", "1", "--filter-string", "trace.text LIKE '%Москва%'"],
    ["-x", "1", "--filter-string", "tags.env = 'nowhere'"],
    ["-x", "4711"],
    ["-x", "1", "--max-results", "0"],
]
EXTRACTS = [
    "info.trace_id,info.state",
    "info.trace_id,info.tags.`mlflow.traceName`,data.spans.*.name",
    "info.assessments.*.assessment_name,info.execution_duration_ms",
    "info.request_time,info.trace_metadata.*,data.spans.*.status.code",
]


def command_line(arguments):
    return arguments if isinstance(arguments, str) else " ".join(arguments)


@pytest.fixture
def mlflow_prints(server, monkeypatch):
    """What `mlflow traces search` prints for these arguments."""
    monkeypatch.setenv("MLFLOW_TRACKING_URI", server.uri)
    mlflow.set_tracking_uri(server.uri)

    def prints(arguments):
        return CliRunner().invoke(commands, ["search", *arguments], catch_exceptions=False).stdout

    return prints


@pytest.mark.parametrize("arguments", SEARCHES, ids=command_line)
def test_json_is_what_mlflow_prints(synced, mlflow_prints, arguments):
    arguments = [*arguments, "--output", "json"]
    ours = synced.run("traces", "search", *arguments).json()
    theirs = json.loads(mlflow_prints(arguments))
    assert [trace["info"]["trace_id"] for trace in ours["traces"]] == [trace["info"]["trace_id"] for trace in theirs["traces"]]
    assert canonical(ours) == canonical(theirs)


@pytest.mark.parametrize("fields", EXTRACTS)
def test_extracted_fields_as_json_are_what_mlflow_prints(synced, mlflow_prints, fields):
    arguments = ["-x", "1", "--filter-string", "span.name LIKE '%'", "--max-results", "9", "--output", "json", "--extract-fields", fields]
    assert canonical(synced.run("traces", "search", *arguments).json()) == canonical(json.loads(mlflow_prints(arguments)))


@pytest.mark.parametrize("fields", EXTRACTS[:3])
def test_extracted_fields_as_a_table_are_what_mlflow_prints(synced, mlflow_prints, fields):
    arguments = ["-x", "1", "--filter-string", "span.name LIKE '%'", "--max-results", "9", "--extract-fields", fields]
    assert synced.run("traces", "search", *arguments).ok().out == mlflow_prints(arguments)


@pytest.mark.parametrize("arguments", SEARCHES[:6] + SEARCHES[9:12], ids=command_line)
def test_the_table_is_that_of_mlflow_with_the_duration_shown(synced, mlflow_prints, server, arguments):
    """MLflow reads a key that the trace has not and prints N/A as every duration (cli/traces.py, 3.17.2); trawl prints it."""
    page = json.loads(mlflow_prints([*arguments, "--output", "json"]))
    rows = []
    for trace in page["traces"]:
        cells = [field.replace("execution_duration", "execution_duration_ms") for field in COLUMNS]
        rows.append([format_table_cell_value(field, None, jsonpath_extract_values(trace, field)) for field in cells])
    expected = _create_table(rows, headers=COLUMNS) + "\n"
    if page["next_page_token"]:
        expected += f"\nNext page token: {page['next_page_token']}\n"
    assert synced.run("traces", "search", *arguments).ok().out == expected


def test_the_recorded_table_with_extracted_fields_is_printed_to_the_letter(synced):
    fields = "info.trace_id,info.state,info.tags.`mlflow.traceName`,data.spans.*.name"
    ended = synced.run("traces", "search", "-x", "1", "--filter-string", "status = 'ERROR'", "--extract-fields", fields)
    assert ended.ok().out == (RECORDED / "cli" / "search-fields.txt").read_text()


def test_the_recorded_table_is_printed_to_the_letter_but_for_the_durations(synced):
    durations = iter(["290ms", "280ms", "31.0s", "60.0s", "250ms"])
    recorded = (RECORDED / "cli" / "search-table.txt").read_text()
    expected = "".join(line.replace("N/A   ", f"{next(durations):<6}", 1) if line.startswith("tr-") else line for line in recorded.splitlines(True))
    assert synced.run("traces", "search", "-x", "1", "--max-results", "5").ok().out == expected


def test_traces_without_spans_that_mlflow_drops_are_shown(synced, mlflow_prints, corpus):
    arguments = ["-x", "1", "--output", "json", "--max-results", "100"]
    ours = synced.run("traces", "search", *arguments).json()["traces"]
    theirs = json.loads(mlflow_prints(arguments))["traces"]
    dropped = {corpus["ids"][name] for name in ("t10", "t18", "t19")}
    assert {trace["info"]["trace_id"] for trace in ours} - {trace["info"]["trace_id"] for trace in theirs} == dropped
    assert canonical([trace for trace in ours if trace["info"]["trace_id"] not in dropped]) == canonical(theirs)


def test_the_experiment_may_come_from_the_environment(synced, mlflow_prints, monkeypatch):
    monkeypatch.setenv("MLFLOW_EXPERIMENT_ID", "2")
    ours = synced.run("traces", "search", "--output", "json", MLFLOW_EXPERIMENT_ID="2").json()
    assert canonical(ours) == canonical(json.loads(mlflow_prints(["--output", "json"])))


def test_json_has_the_form_of_mlflow(synced):
    printed = synced.run("traces", "search", "-x", "1", "--output", "json").ok().out
    assert printed == json.dumps(json.loads(printed), indent=2) + "\n"


@pytest.mark.parametrize(
    "arguments, message",
    [
        ([], "--experiment-id"),
        (["-x", "1", "--output", "csv"], "csv"),
        (["-x", "1", "--extract-fields", "info.bogus"], "info.bogus"),
    ],
    ids=command_line,
)
def test_wrong_usage_ends_with_2_as_in_mlflow(synced, arguments, message):
    ended = synced.run("traces", "search", *arguments)
    assert (ended.code, ended.out) == (2, "") and message in ended.err and "\tat " not in ended.err


