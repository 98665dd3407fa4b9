"""Whole processes of ./trawl, side by side with ripgrep, as bench/startup.py measures them."""

from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path

import startup
from comparison.stages import say


def measured(index: Path, lines: Path | None, found: str, runs: int) -> list[dict]:
    """
    :param found: a text that one trace contains
    """
    say("whole processes")
    os.environ["TRAWL_INDEX"] = str(index)
    startup.wait_for_cache()
    with tempfile.TemporaryDirectory() as folder:
        rows = startup.rows_of(startup.hello(Path(folder)), needle="zzqqxx", lines=lines, found=found)
        startup.run_in_turns(rows, runs)
    return [
        {"name": row.name, "wall": statistics.median(row.wall), "least": min(row.wall), "processor": statistics.median(row.processor)}
        for row in rows
    ]
