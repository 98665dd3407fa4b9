"""The traces of a work folder: traces.jsonl and needles.json, made by the generator of the end-to-end checks."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from comparison.stages import TOP, say

TOOLS = TOP / "e2e/tools"
SLICE = 50_000


@dataclass(frozen=True)
class Corpus:
    """What a work folder holds, or is to hold."""

    folder: Path
    traces: int
    seed: int
    scale: float

    @property
    def lines(self) -> Path:
        """One trace a line."""
        return self.folder / "traces.jsonl"

    @property
    def needles(self) -> Path:
        """Rare texts, and for each exactly the traces that contain it."""
        return self.folder / "needles.json"

    def some_id(self) -> str:
        """The id of the first trace."""
        with self.lines.open("rb") as read:
            return json.loads(read.readline())["info"]["trace_id"]

    def make(self) -> None:
        """Makes what is not there. The database of MLflow's form in between is as large as the lines, so it is made and taken away in slices."""
        if self.lines.exists() and self.needles.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        done = self.folder / "slices.json"
        slices = json.loads(done.read_text()) if done.exists() else []
        growing = self.folder / "traces.jsonl.growing"
        for first in range(0, self.traces, SLICE):
            if any(kept["first"] == first for kept in slices):
                continue
            last = min(first + SLICE, self.traces)
            say(f"corpus: traces {first:,} to {last:,} of {self.traces:,}")
            size = slices[-1]["size"] if slices else 0
            needles = self._append(growing, size, first, last)
            slices.append({"first": first, "size": growing.stat().st_size, "needles": needles})
            written = done.with_suffix(".new")
            written.write_text(json.dumps(slices, ensure_ascii=False))
            written.replace(done)
        self.needles.write_text(json.dumps(joined([kept["needles"] for kept in slices], self.traces), ensure_ascii=False, indent=1))
        growing.replace(self.lines)
        done.unlink()

    def _append(self, growing: Path, size: int, first: int, last: int) -> dict:
        """Writes a slice behind what the earlier ones have written; what a run that was stopped wrote after them is cut off."""
        database, needles, lines = (self.folder / name for name in ("slice.db", "slice.needles.json", "slice.jsonl"))
        for left in (database, lines):
            left.unlink(missing_ok=True)
        generate = [str(TOOLS / "gen_traces.py"), "--traces", str(self.traces), "--seed", str(self.seed), "--scale", str(self.scale)]
        python(*generate, "--out-sqlite", str(database), "--needles", str(needles), "--only", f"{first}:{last}")
        python(str(TOOLS / "to_jsonl.py"), str(database), str(lines))
        database.unlink()
        with growing.open("ab") as out:
            out.truncate(size)
        with lines.open("rb") as read, growing.open("ab") as out:
            while block := read.read(1 << 24):
                out.write(block)
        found = json.loads(needles.read_text())
        for left in (lines, needles):
            left.unlink()
        return found


def joined(parts: list[dict], traces: int) -> dict:
    """The needles of slices as those of the whole."""
    whole = parts[0] | {"traces": traces, "needles": [dict(needle) for needle in parts[0]["needles"]]}
    for part in parts[1:]:
        for needle, more in zip(whole["needles"], part["needles"], strict=True):
            if needle["needle"] != more["needle"]:
                raise ValueError(f"slices of different needles: {needle['needle']} and {more['needle']}")
            needle["trace_ids"] = needle["trace_ids"] + more["trace_ids"]
            needle["df"] += more["df"]
    return whole


def python(*words: str) -> None:
    """Runs the Python that has MLflow."""
    subprocess.run([str(TOP / "e2e/python"), *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
