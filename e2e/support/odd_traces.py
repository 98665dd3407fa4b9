"""What generated traces lack: awkward tags and judgements, session-level assessments, issues, ids of callers, equal times, missing values, traces without spans."""

from __future__ import annotations

import json
import random
import sqlite3
from pathlib import Path

TEXTS = [
    "", " ", "prod", "Prod", "PROD", "pröd", "PRÖD", "it's", 'say "yes"', "100%", "a_b", "a%b", "back\\slash", "C:\\temp", "two\nlines", "tab\there",
    "ends with line\n", "Москва", "москва", "Straße", "STRASSE", "İstanbul", "日本語", "👍🏽", "1", "1.0", "01", "1e3", "-5", "null", "true", "[]", "{}", "a.b",
    "(x)", "x,y", "; DROP", "-- no comment", "/* no */", "$HOME", "^a", "café", "cafe\u0301", "a/b", "trailing ", " leading",
]  # fmt: skip
TAGS = ["env", "odd key", "UPPER", "a.b.c", "город", "my-key", "select", "status", "1st", "per%cent", "quo'te"]
METADATA = ["channel", "Stage", "x.y", "note-1", "ключ"]
JUDGED = [
    "good", "bad", "Good", "yes", "no", 5.0, 0.5, -1.0, 0.0, 1e15, 1e-07, True, False, None, "5", "0.5", "true", "naïve", "хорошо", 'said "no"', "two\nlines", "a\\b",
    ["a", "b"], ["é"], {"k": 1.0, "s": "é"}, [], {}, "",
]  # fmt: skip


def add_oddities(database: Path) -> None:
    """Changes a generated database; the same every time."""
    random_ = random.Random("odd")
    with sqlite3.connect(database) as rows:
        traces = rows.execute("select request_id, experiment_id, timestamp_ms, session_id from trace_info order by request_id").fetchall()
        issues = [_issue(rows, number) for number in range(4)]
        for trace, experiment, time, session in traces:
            for table, keys in (("trace_tags", TAGS), ("trace_request_metadata", METADATA)):
                for key in random_.sample(keys, random_.randint(0, 3)):
                    rows.execute(f"insert or ignore into {table}(key, value, request_id) values (?, ?, ?)", (key, random_.choice(TEXTS), trace))
            if random_.random() < 0.3:
                rows.execute("update trace_info set client_request_id = ? where request_id = ?", (f"Req-{random_.randint(1, 99)}_{random_.choice('abC')}", trace))
            for name in random_.sample(["quality", "score", "odd name"], random_.randint(0, 2)):
                value = random_.choice(JUDGED)
                kind = "expectation" if value is not None and random_.random() < 0.2 else "feedback"
                _judge(rows, random_, trace, experiment, time, kind, name, value)
            if session and random_.random() < 0.03:
                _judge(rows, random_, trace, experiment, time, "feedback", "session_quality", random_.choice(["great", 0.7]), session)
            if random_.random() < 0.05:
                _judge(rows, random_, trace, experiment, time, "issue", random_.choice(issues), {"issue_name": "Slow search"})
        _tell_prompts(rows)
        _times_and_spans(rows, random_, [row[0] for row in traces])
    rows.close()


def _issue(rows: sqlite3.Connection, number: int) -> str:
    identifier = f"iss-{number:032x}"
    rows.execute(
        "insert into issues(issue_id, experiment_id, name, description, status, created_timestamp, last_updated_timestamp)"
        " values (?, 1, 'Slow search', '', 'pending', 1, 1)",
        (identifier,),
    )
    return identifier


def _judge(rows, random_, trace, experiment, time, kind, name, value, session=None) -> None:
    """As the server stores it: JSON in ASCII, numbers and truth values as aggregates, too."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    yes_or_no = {"yes": 1.0, "no": 0.0, True: 1.0, False: 0.0} if isinstance(value, (bool, str)) else {}
    aggregate = value if number else yes_or_no.get(value) if isinstance(value, (bool, str)) else None
    error = json.dumps({"error_code": "TIMEOUT", "error_message": "too late"}) if value is None else None
    metadata = json.dumps({"mlflow.trace.session": session}) if session else None
    rows.execute(
        "insert into assessments(assessment_id, trace_id, name, assessment_type, value, error, created_timestamp, last_updated_timestamp, source_type, source_id, valid,"
        " assessment_metadata, experiment_id, trace_timestamp_ms, aggregate_value, is_numeric_value) values (?, ?, ?, ?, ?, ?, ?, ?, 'HUMAN', 'me', ?, ?, ?, ?, ?, ?)",
        (f"a-{random_.getrandbits(128):032x}", trace, name, kind, json.dumps(value), error, time, time, random_.random() < 0.9, metadata, experiment, time, aggregate, number),
    )


def _tell_prompts(rows: sqlite3.Connection) -> None:
    """Gives traces in progress the tag that MLflow's client sets with every link; the generator leaves it out."""
    links: dict[str, list[dict[str, str]]] = {}
    for trace, version in rows.execute(
        "select source_id, destination_id from entity_associations where destination_type = 'prompt_version' and source_id not in"
        " (select request_id from trace_tags where key = 'mlflow.linkedPrompts') order by source_id, destination_id"
    ):
        name, _, number = version.rpartition("/")
        links.setdefault(trace, []).append({"name": name, "version": number})
    for trace, versions in links.items():
        rows.execute("insert into trace_tags(key, value, request_id) values ('mlflow.linkedPrompts', ?, ?)", (json.dumps(versions), trace))


def _times_and_spans(rows: sqlite3.Connection, random_: random.Random, traces: list[str]) -> None:
    for trace in random_.sample(traces, len(traces) // 12):
        other = rows.execute("select timestamp_ms from trace_info where request_id = ?", (random_.choice(traces),)).fetchone()[0]
        rows.execute("update trace_info set timestamp_ms = ? where request_id = ?", (other, trace))
    for trace in random_.sample(traces, len(traces) // 20):
        rows.execute("update trace_info set timestamp_ms = timestamp_ms + 15000 where request_id = ?", (trace,))
    for trace in random_.sample(traces, len(traces) // 30):
        rows.execute("update trace_info set execution_time_ms = null where request_id = ?", (trace,))
    for trace in random_.sample(traces, 2 + len(traces) // 100):
        rows.execute("delete from spans where trace_id = ?", (trace,))
        rows.execute("delete from trace_tags where request_id = ? and key = 'mlflow.trace.spansLocation'", (trace,))
