"""What people search traces with today, over the same traces: ripgrep and DuckDB over the JSON lines, SQLite FTS5 over the spans."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from comparison.stages import say

DUCKDB = "duckdb==1.4.1"

# A span's text in the table: what MLflow stores, which is what its own search looks at.
SPAN_BATCH = 20_000


@dataclass(frozen=True)
class Answer:
    """What a peer answered, and in how many milliseconds; no count where it was stopped for taking too long."""

    milliseconds: float
    count: int | None


def timed(work) -> Answer:
    began = time.perf_counter()
    count = work()
    return Answer((time.perf_counter() - began) * 1e3, count)


class Ripgrep:
    """`rg -c`, a whole process each time, as people use it."""

    name = "ripgrep"

    def __init__(self, lines: Path, patience: float):
        self.lines, self.patience = lines, patience

    def version(self) -> str:
        return subprocess.run(["rg", "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]

    def ask(self, words: list[str]) -> Answer:
        def run() -> int | None:
            try:
                done = subprocess.run(["rg", "-c", *words, str(self.lines)], capture_output=True, text=True, timeout=self.patience)
            except subprocess.TimeoutExpired:
                return None
            if done.returncode > 1:
                raise RuntimeError(f"rg {words}: {done.stderr}")
            return int(done.stdout or 0)

        return timed(run)


class DuckDB:
    """Each line as one text, and SQL over it. In a virtual environment of the work folder."""

    name = "DuckDB"

    def __init__(self, folder: Path, lines: Path, patience: float):
        self.python = duckdb_python(folder)
        self.patience = patience
        self.process = subprocess.Popen(
            [self.python, str(Path(__file__).with_name("duckdb_process.py")), str(lines)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def version(self) -> str:
        return self._answer({"version": True})["version"]

    def ask(self, sql: str) -> Answer:
        answer = self._answer({"sql": sql, "patience": self.patience})
        return Answer(answer["ms"], answer["count"])

    def _answer(self, question: dict) -> dict:
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("DuckDB ended")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"DuckDB: {answer['error']}: {question}")
        return answer

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


class Fts5:
    """An FTS5 table of trigrams over the text of each span, case-sensitive, with places, so that a phrase of trigrams is exactly LIKE."""

    name = "SQLite FTS5"

    def __init__(self, file: Path, patience: float):
        self.database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self.database.execute("PRAGMA mmap_size = 30000000000")
        self.patience = patience

    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    def ask(self, sql: str) -> Answer:
        def run() -> int | None:
            stopper = threading.Timer(self.patience, self.database.interrupt)
            stopper.start()
            try:
                return sum(1 for _ in self.database.execute(sql)) if "LIMIT" in sql else self.database.execute(sql).fetchone()[0]
            except sqlite3.OperationalError as problem:
                if "interrupt" in str(problem):
                    return None
                raise
            finally:
                stopper.cancel()

        return timed(run)

    def close(self) -> None:
        self.database.close()


def make_fts5(lines: Path, file: Path) -> None:
    """Makes the table; notes beside it how long that took and how large it is."""
    if file.exists():
        return
    growing = file.with_suffix(".growing")
    growing.unlink(missing_ok=True)
    began = time.monotonic()
    database = sqlite3.connect(growing)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
        database.execute(f"PRAGMA {setting}")
    database.execute("CREATE TABLE traces (number INTEGER PRIMARY KEY, id TEXT)")
    database.execute("CREATE TABLE spans (number INTEGER PRIMARY KEY, trace INTEGER, content TEXT)")
    database.execute(
        "CREATE VIRTUAL TABLE text USING fts5 (content, content = 'spans', content_rowid = 'number', tokenize = 'trigram case_sensitive 1')"
    )
    spans = 0
    with lines.open(encoding="utf-8") as read:
        for number, line in enumerate(read):
            trace = json.loads(line)
            database.execute("INSERT INTO traces VALUES (?, ?)", (number, trace["info"]["trace_id"]))
            for span in trace["data"]["spans"]:
                content = json.dumps(span, ensure_ascii=False)
                database.execute("INSERT INTO spans VALUES (?, ?, ?)", (spans, number, content))
                database.execute("INSERT INTO text (rowid, content) VALUES (?, ?)", (spans, content))
                spans += 1
                if spans % SPAN_BATCH == 0:
                    database.commit()
                    say(f"SQLite FTS5: {number:,} traces, {spans:,} spans")
    database.commit()
    say("SQLite FTS5: optimizing")
    database.execute("INSERT INTO text (text) VALUES ('optimize')")
    database.commit()
    database.close()
    took = time.monotonic() - began
    file.with_suffix(".json").write_text(json.dumps({"seconds": took, "bytes": growing.stat().st_size, "spans": spans}))
    growing.replace(file)


def duckdb_python(folder: Path) -> str:
    """A Python that has DuckDB; made once."""
    environment = folder / "duckdb"
    python = environment / "bin/python"
    if not (environment / "complete").exists():
        say("DuckDB: making a virtual environment")
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", DUCKDB], check=True)
        (environment / "complete").touch()
    return str(python)


def missing() -> list[str]:
    """What of the peers is not on this machine."""
    return [] if shutil.which("rg") else ["ripgrep (Debian: apt-get install ripgrep)"]
