"""Changes a server's traces without pause until standard input ends: logs, tags, judges, deletes. Run as a process of its own."""

from __future__ import annotations

import random
import select
import sys
import time

import mlflow
from mlflow.entities import AssessmentSource, AssessmentSourceType


def log(chance: random.Random) -> str:
    with mlflow.start_span("changing agent") as root:
        root.set_inputs({"question": f"what is {chance.random()}?"})
        for number in range(chance.randrange(4)):
            with mlflow.start_span(f"step {number}", span_type="TOOL") as step:
                step.set_attribute("number", number)
        root.set_outputs("forty-two")
    return root.trace_id


def main(uri: str, seed: int) -> None:
    mlflow.set_tracking_uri(uri)
    mlflow.set_experiment(experiment_id="1")
    client, chance = mlflow.MlflowClient(), random.Random(seed)
    ids = [trace.info.trace_id for trace in mlflow.search_traces(locations=["1"], include_spans=False, return_type="list", max_results=2000)]
    done: dict[str, int] = {}
    while not select.select([sys.stdin], [], [], 0)[0]:
        kind = chance.choice(["log", "log", "tag", "tag", "untag", "judge", "rejudge", "delete"])
        some = chance.choice(ids)
        try:
            if kind == "log":
                ids.append(log(chance))
                mlflow.flush_trace_async_logging()
            elif kind == "tag":
                client.set_trace_tag(some, f"late.{chance.randrange(3)}", str(chance.random()))
            elif kind == "untag":
                client.delete_trace_tag(some, "late.0")
            elif kind == "judge":
                mlflow.log_feedback(
                    trace_id=some, name="late", value=chance.choice([True, 0.5, "good"]),
                    source=AssessmentSource(AssessmentSourceType.HUMAN, "somebody"),
                )  # fmt: skip
            elif kind == "rejudge":
                judged = mlflow.get_trace(some).info.assessments
                if judged:
                    mlflow.delete_assessment(some, chance.choice(judged).assessment_id)
            else:
                client.delete_traces("1", trace_ids=[some])
                ids.remove(some)
        except Exception as refused:  # a tag or an assessment that is not there
            kind = f"refused {kind}: {type(refused).__name__}"
        done[kind] = done.get(kind, 0) + 1
        time.sleep(0.01)
    print(done)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
