"""Many small imports against one: whether the index becomes as small and as fast."""

from __future__ import annotations

import math
import shutil
import subprocess
from itertools import islice
from pathlib import Path

from comparison import trawl
from comparison.questions import Question, Row
from comparison.rounds import Rounds
from comparison.stages import Stages, say, stamp

TRACES, COMMITS = 10_000, 100

FILTERS = [
    "",
    "status = 'ERROR'",
    "trace.text LIKE '%zzqqxx%'",
    "trace.text LIKE '%customer%'",
    "trace.text ILIKE '%the customer%'",
    "trace.text LIKE '%value of the parameter%'",
    "trace.text RLIKE 'INC-[0-9]{6}'",
    "span.name = 'run_sql' AND span.status = 'ERROR'",
    "tag.environment = 'production'",
]


def measured(folder: Path, stages: Stages, lines: Path, state: str) -> dict:
    def work() -> dict:
        with lines.open("rb") as read:
            some = list(islice(read, TRACES))
        once, often = folder / "once-index", folder / "often-index"
        part = folder / "part.jsonl"
        part.write_bytes(b"".join(some))
        trawl.ingest(once, part)
        shutil.rmtree(often, ignore_errors=True)
        step = math.ceil(len(some) / COMMITS)
        for number in range(COMMITS):
            part.write_bytes(b"".join(some[number * step : (number + 1) * step]))
            subprocess.run([trawl.TRAWL, "import", "--index", str(often), str(part)], check=True, capture_output=True)
            if number % 20 == 19:
                say(f"{number + 1} of {COMMITS} small imports")
        part.unlink()
        result = compared(once, often)
        for index in (once, often):
            shutil.rmtree(index)
        return result

    return stages.kept("small imports", [state, stamp(lines)], work)


def compared(once: Path, often: Path) -> dict:
    asked = [Question(Row.STRUCTURED, filter) for filter in FILTERS]
    with trawl.Measuring(once) as first, trawl.Measuring(often) as second:
        times: list[list[dict]] = [[], []]
        # In turns, so that both meet the same machine.
        for _ in range(3):
            for number, measuring in enumerate((first, second)):
                rounds = Rounds(measuring, None, None, None, rounds=1, slow_rounds=0).run(asked)
                times[number].append([taken.medians() for taken in rounds])
        for filter in FILTERS:
            if first.found(filter) != second.found(filter):
                raise RuntimeError(f"one import and {COMMITS} small ones are answered differently: {filter}")
    best = [[min(turn[i][key] for turn in turns) for i in range(len(asked)) for key in ("page_ms", "count_ms")] for turns in times]
    ratios = [b / a for a, b in zip(*best, strict=True)]
    return {
        "commits": COMMITS,
        "questions": len(ratios),
        "size_ratio": trawl.size(often) / trawl.size(once),
        "latency_ratio": math.exp(sum(map(math.log, ratios)) / len(ratios)),
        "latency_ratios": dict(zip([f"{what} {filter}" for filter in FILTERS for what in ("first 100", "count")], ratios, strict=True)),
    }
