"""The result file of a run: for people (Markdown) and for other programs (JSON)."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path

from comparison.targets import Verdict, number, short


def write(folder: Path, name: str, run: dict, verdicts: list[Verdict]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    data = run | {"verdicts": [dict(zip(("row", "measured", "target", "met"), verdict.cells(), strict=True)) for verdict in verdicts]}
    (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    file = folder / f"{name}.md"
    file.write_text(text(name, run, verdicts))
    return file


def read(file: Path) -> dict:
    return json.loads(file.read_text())


def text(name: str, run: dict, verdicts: list[Verdict]) -> str:
    corpus = run["corpus"]
    parts = [
        f"# {name}",
        f"{corpus['traces']:,} traces, {corpus['bytes'] / 1e9:.2f} GB of JSON lines (seed {corpus['seed']}, scale {corpus['scale']}). Commit {run['commit']}. "
        f"{run['machine']}. Load {run['load']['before']:.1f} before and {run['load']['after']:.1f} after. {'; '.join(run['versions'])}. "
        f"Made by `{run['command']}`; medians, milliseconds.",
        "## Targets",
        table(["", "measured, the slowest", "target", "met"], [verdict.cells() for verdict in verdicts]),
        "## Searches in a warm process",
        "`found` is the same as the brute-force scan's where the table above tells of that and does not say otherwise. The peers' counts are theirs: ripgrep and DuckDB look at whole lines,"
        " so they count a trace also for what stands outside of its spans, and they and FTS5 miss what JSON escapes in another way than was asked for. – is not asked; > means stopped.",
        searches(run["searches"]),
        "## Whole processes",
        table(["", "wall, median", "wall, least", "processor, median"], [[row["name"], *(f"{row[key]:.0f}" for key in ("wall", "least", "processor"))] for row in run["processes"]]),
        "## Stages",
        table(["", ""], [[f"{key}", f"{value}"] for key, value in run["notes"].items()]),
    ]
    return "\n\n".join(parts) + "\n"


def searches(results: list[dict]) -> str:
    rows, last = [], ""
    for result in results:
        peers = [peer(result, name) for name in ("ripgrep", "DuckDB", "SQLite FTS5")]
        found = "" if result["found"] is None else f"{result['found']:,}"
        rows.append([result["row"] if result["row"] != last else "", f"`{short(result['filter'])}`", cell(result["page_ms"]), cell(result["count_ms"]), found, *peers])
        last = result["row"]
    return table(["", "filter", "first 100", "count", "found", "ripgrep", "DuckDB", "SQLite FTS5"], rows)


def peer(result: dict, name: str) -> str:
    milliseconds = result["peers_ms"].get(name)
    if milliseconds is None:
        return "–"
    count = result["peers_found"].get(name)
    if count is None:
        return f"> {number(milliseconds)}"
    return number(milliseconds) if count == result["found"] or result["found"] is None else f"{number(milliseconds)} ({count:,})"


def cell(milliseconds: float | None) -> str:
    return "" if milliseconds is None else number(milliseconds)


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def machine() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    processor = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"
