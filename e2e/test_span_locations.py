"""Spans that lie elsewhere than in the server's database: in its artifact store, and in its archive. Both as a real server keeps them."""

import json
import sqlite3
import subprocess
import sys

from conftest import serve_corpus
from support.trawl import Trawl

ARCHIVING = """
import sys
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

folder = sys.argv[1]
store = SqlAlchemyStore(f"sqlite:///{folder}/mlflow.db", f"{folder}/artifacts")
print(store.archive_traces(resolved_trace_archival_location=f"file://{folder}/archive", broader_retention="1m"))
"""


def without_location(traces: dict[str, str]) -> dict[str, str]:
    """Traces without the tags that say where their spans lie, spans in one order."""
    told = {}
    for identifier, trace in traces.items():
        decoded = json.loads(trace)
        for tag in ("spansLocation", "archiveLocation"):
            decoded["info"]["tags"].pop(f"mlflow.trace.{tag}", None)
        decoded["info"]["tags"].pop("mlflow.artifactLocation", None)
        # Of spans that began at the same nanosecond the server tells in another order from its archive.
        decoded["data"]["spans"].sort(key=lambda span: (span["start_time_unix_nano"], span["span_id"]))
        told[identifier] = json.dumps(decoded, sort_keys=True)
    return told


def test_archived_traces_are_read_from_the_archive_and_lose_nothing_that_is_held(tmp_path, result):
    folder = tmp_path / "server"
    folder.mkdir()
    early, late, imported = Trawl(tmp_path / "early"), Trawl(tmp_path / "late"), Trawl(tmp_path / "imported")
    with serve_corpus(folder) as server:
        early.run("sync", "--tracking-uri", server.uri).ok()
        before = without_location(early.everything())
        server.__exit__()
        archived = subprocess.run([sys.executable, "-c", ARCHIVING, str(folder)], capture_output=True, text=True)
        assert archived.returncode == 0, archived.stderr
        assert int(archived.stdout.split()[-1]) > 20, archived.stdout
        server.__enter__()
        late.run("sync", "--tracking-uri", server.uri).ok()
        early.run("sync", "--tracking-uri", server.uri, "--reconcile").ok()
        assert without_location(late.everything()) == before
        assert without_location(early.everything()) == before
        assert len(early.ids("tag.`mlflow.trace.spansLocation` = 'ARCHIVE_REPO'")) == int(archived.stdout.split()[-1])
    # The archive is gone: what is held stays, what is not held cannot come.
    (folder / "archive").rename(folder / "archive.gone")
    with server:
        early.run("sync", "--tracking-uri", server.uri, "--reconcile").ok()
    assert without_location(early.everything()) == before
    imported.run("import", str(folder / "mlflow.db")).ok()
    assert len(imported.ids()) == 30
    early.run("import", str(folder / "mlflow.db")).ok()
    assert without_location(early.everything()) == before
    result(f"archive: {archived.stdout.split()[-1]} traces archived by MLflow read as before")


def test_spans_in_the_artifact_store_are_read_through_the_server(tmp_path, corpus):
    folder = tmp_path / "server"
    folder.mkdir()
    before, after = Trawl(tmp_path / "before"), Trawl(tmp_path / "after")
    moved = [corpus["ids"][name] for name in ("t01", "t02", "t12")]
    with serve_corpus(folder) as server:
        before.run("sync", "--tracking-uri", server.uri).ok()
        server.__exit__()
        expected = before.everything()
        with sqlite3.connect(folder / "mlflow.db") as database:
            for identifier in moved:
                store = folder / "artifacts/1/traces" / identifier / "artifacts"
                store.mkdir(parents=True)
                (store / "traces.json").write_text(json.dumps(json.loads(expected[identifier])["data"]))
                database.execute("delete from spans where trace_id = ?", [identifier])
                database.execute("delete from trace_tags where request_id = ? and key = 'mlflow.trace.spansLocation'", [identifier])
                database.execute(
                    "update trace_tags set value = ? where request_id = ? and key = 'mlflow.artifactLocation'",
                    [f"mlflow-artifacts:/1/traces/{identifier}/artifacts", identifier],
                )
        database.close()
        server.__enter__()
        after.run("sync", "--tracking-uri", server.uri).ok()
    assert without_location(after.everything()) == without_location(expected)
