"""An index of many small traces whose tag `k` has a different value in each: for the row about `tag.k LIKE`."""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from pathlib import Path

from comparison import trawl
from comparison.questions import Question, Row
from comparison.rounds import Rounds
from comparison.stages import Stages

WORDS = "amber basin cedar delta ember fjord grove haven inlet jetty knoll ledge marsh north oasis plain quartz ridge shore tundra".split()


def measured(folder: Path, stages: Stages, state: str, values: int) -> list[dict]:
    """The questions about tags, asked of that many traces."""
    lines, index = folder / f"values-{values}.jsonl", folder / "values-index"

    def imported() -> dict:
        write(lines, values)
        result = asdict(trawl.ingest(index, lines))
        lines.unlink()
        return result

    stages.kept("a million values", [state, values], imported)
    asked = [Question(Row.TAG_VALUES, f"tag.k LIKE '{pattern}'") for pattern in ("%zzqqxx%", "%ridge-7f%", "%amber%", "%a7%")]
    asked.append(Question(Row.TAG_VALUES, "tag.k ILIKE '%RIDGE-7f%'"))
    with trawl.Measuring(index) as measuring:
        times = Rounds(measuring, None, None, None, rounds=3, slow_rounds=0).run(asked)
    return [{"row": question.row.value, "filter": question.filter} | taken.medians() for question, taken in zip(asked, times, strict=True)]


def write(lines: Path, values: int) -> None:
    random_values = random.Random(1)
    with lines.open("w") as out:
        for number in range(values):
            value = f"{random_values.choice(WORDS)}-{random_values.choice(WORDS)}-{random_values.getrandbits(32):08x}-{number}"
            info = {
                "trace_id": f"tr-{random_values.getrandbits(128):032x}",
                "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}},
                "request_time": f"2026-10-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:{number // 60 % 60:02}.{number % 1000:03}Z",
                "state": "OK",
                "tags": {"k": value},
            }
            out.write(json.dumps({"info": info, "data": {"spans": []}}) + "\n")
