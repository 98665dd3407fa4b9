"""Where things are, how a long run speaks, and how it remembers what is done."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BEGAN = time.monotonic()


def say(words: str) -> None:
    """A line of progress, with the time since the start."""
    seconds = int(time.monotonic() - BEGAN)
    print(f"{seconds // 60:3}:{seconds % 60:02}  {words}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Stages:
    """What the stages of a run came to, kept in the work folder; a stage whose key has changed is done again."""

    folder: Path
    fresh: bool

    def kept(self, name: str, key: object, work: Callable[[], dict]) -> dict:
        file = self.folder / "stages" / f"{name}.json"
        key = json.loads(json.dumps(key))
        if not self.fresh and file.exists():
            stage = json.loads(file.read_text())
            if stage["key"] == key:
                say(f"{name}: done before")
                return stage["result"]
        say(name)
        result = work()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"key": key, "result": result}, ensure_ascii=False, indent=1))
        return result


def sources(*modules: str) -> str:
    """A name of the sources of some modules as they are now, edits and all."""
    digest = hashlib.sha256()
    for module in modules:
        for file in sorted((TOP / module / "src/main").rglob("*.java")):
            digest.update(str(file.relative_to(TOP)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def commit() -> str:
    """What git calls this state of the repository."""
    described = subprocess.run(["git", "-C", str(TOP), "describe", "--always", "--dirty", "--exclude=*"], capture_output=True, text=True)
    return described.stdout.strip() or "unknown"


def stamp(file: Path) -> list[int]:
    """What changes when a file does."""
    status = file.stat()
    return [status.st_size, status.st_mtime_ns]
