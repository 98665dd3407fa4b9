"""Running ./trawl as a user does, and reading what it prints."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[2]
TRAWL = TOP / "trawl"


@dataclass(frozen=True)
class Ended:
    """A command that has ended; `peak_mib` is the largest resident set of the process and what it started and waited for."""

    command: list[str]
    code: int
    out: str
    err: str
    seconds: float
    cpu_seconds: float
    peak_mib: float

    def ok(self) -> Ended:
        assert self.code == 0, f"{self}\nended with {self.code}"
        return self

    def json(self) -> Any:
        return json.loads(self.ok().out)

    def lines(self) -> list[Any]:
        """One JSON value per line. Split at line feeds only: traces may hold other line separators."""
        return [json.loads(line) for line in self.out.split("\n") if line]

    def __str__(self) -> str:
        return f"$ {' '.join(self.command)}\n[stdout] {self.out[:2000]}\n[stderr] {self.err[:4000]}"


@dataclass(frozen=True)
class Trawl:
    """The program with one index."""

    index: Path

    def run(self, *arguments: str, stdin: bytes | None = None, timeout: float = 300, **variables: str) -> Ended:
        command, began = [str(TRAWL), *arguments], time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
            given.write(stdin or b"")
            given.seek(0)
            process = subprocess.Popen(
                command, cwd=TOP, env=self.environment(variables), stdin=given, stdout=out, stderr=err, start_new_session=True
            )
            killer = _after(timeout, process)
            _, status, usage = os.wait4(process.pid, 0)
            killer.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0), err.seek(0)
            return Ended(
                ["trawl", *arguments], process.returncode, out.read().decode(), err.read().decode(),
                time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
            )  # fmt: skip

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen:
        """Starts it in a process group of its own, to be killed with `kill`."""
        return subprocess.Popen(
            [str(TRAWL), *arguments], cwd=TOP, env=self.environment(variables), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def environment(self, variables: dict[str, str]) -> dict[str, str]:
        """This process's environment without anything that would change what MLflow or trawl does."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MLFLOW_", "TRAWL_")) and name != "COLUMNS"}
        return kept | {"TRAWL_INDEX": str(self.index), "NO_COLOR": "1"} | variables

    def ids(self, filter: str | None = None, *arguments: str) -> list[str]:
        found = self.run("search", *([filter] if filter is not None else []), "--limit", "0", "--output", "ids", *arguments)
        return found.ok().out.split()

    def everything(self) -> dict[str, str]:
        """Every trace by id, as canonical JSON."""
        traces = self.run("search", "--limit", "0", "--output", "jsonl").ok().lines()
        return {trace["info"]["trace_id"]: canonical(trace) for trace in traces}

    def bulk(self, requests: list[dict], folder: Path, timeout: float = 300) -> list[dict]:
        """The answers to many filters, one call; it ends with 3 when a filter was wrong."""
        file = folder / "bulk.jsonl"
        file.write_text("".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests), encoding="utf-8")
        ended = self.run("bulk", str(file), timeout=timeout)
        answers = ended.lines()
        assert len(answers) == len(requests), ended
        assert ended.code == (3 if any("error" in answer for answer in answers) else 0), ended
        return answers


class BulkDialogue:
    """One `trawl bulk -` that is asked line by line, from `with` to its end."""

    def __init__(self, trawl: Trawl):
        self.process = subprocess.Popen(
            [str(TRAWL), "bulk", "-"], cwd=TOP, env=trawl.environment({}), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, encoding="utf-8", start_new_session=True,
        )  # fmt: skip

    def __enter__(self) -> BulkDialogue:
        return self

    def ask(self, request: dict) -> dict:
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"trawl bulk ended with {self.process.wait(60)} at {request}"
        return json.loads(answer)

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()
        if self.process.wait(60) not in (0, 3):
            raise AssertionError(f"trawl bulk ended with {self.process.returncode}")


def kill(process: subprocess.Popen) -> None:
    """SIGKILL to the process and everything in its group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def canonical(value: Any) -> str:
    """JSON text that is equal exactly when the values are, types of numbers included; order of keys does not count."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True)


def literal(text: str) -> str:
    """A quoted text of the filter language."""
    return "'" + text.replace("'", "''") + "'"


def contains(text: str) -> str:
    """The LIKE pattern of everything that contains the text."""
    return literal("%" + text.replace("%", r"\%").replace("_", r"\_") + "%")


def _after(seconds: float, process: subprocess.Popen) -> threading.Timer:
    timer = threading.Timer(seconds, os.killpg, (process.pid, signal.SIGKILL))
    timer.daemon = True
    timer.start()
    return timer
