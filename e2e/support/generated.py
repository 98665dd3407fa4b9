"""Traces made by the generator."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1] / "tools"


def generate(folder: Path, traces: int, scale: str) -> Path:
    """`traces` generated traces as a database of MLflow, with needles.json beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, TOOLS / "gen_traces.py", "--traces", str(traces), "--seed", "1", "--scale", scale]
    done = subprocess.run([*map(str, command), "--out-sqlite", str(folder / "mlflow.db")], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "mlflow.db"
