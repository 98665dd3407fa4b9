"""Asks a real MLflow server and trawl the same random filters, and compares what they answer.

    e2e/python e2e/live_filters.py --traces 1000 --filters 2000 --seed 1

A server is started over generated traces, `trawl sync` makes an index of them, and filters in MLflow's grammar, derived from the traces, are asked
of the server's REST API, all pages, and of `trawl bulk`, as they are and with "strict". Each search must come to one of these ends:

equal        the same ids in the same order
refused      the server answers 400, and trawl refuses under "strict" in the same words
explained    the ids differ, and `trawl explain` says why by the number of an improvement (docs/filter-language.md); what the number claims is then
             held against the data: without the conditions that it is about, the rest of the filter is answered alike; improvements that only find
             more have found more; a regular expression that is called broken does not compile in Python either, ...
server failed  the server answers 5xx; trawl may answer or refuse

Everything else is a difference: it is printed with both answers and the command that repeats it, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import collections
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from support.generated import generate
from support.odd_traces import add_oddities
from support.random_filters import Asked, RandomFilters
from support.server_data import Answered, HeldTrace, RestSearch, read
from support.servers import MlflowServer
from support.trawl import BulkDialogue, Trawl

# Improvements that show in ids: those that only find more, and the others. The rest are about errors (12, 13) or need data that is not generated (6).
FINDS_MORE = {2, 3, 7, 14}
ADMITTED = FINDS_MORE | {1, 5, 8, 9, 10, 11, 15, 16}
LOWER_TIME = re.compile(r"^\S*timestamp(_ms)?`? >=? ", re.IGNORECASE)
RUN = re.compile(r"^\S*(run_id|sourceRun)[`\"']? = ", re.IGNORECASE)
RLIKE = re.compile(r"""RLIKE ('[^']*'|"[^"]*")""", re.IGNORECASE)
BLANK_IN_NAME = re.compile(r"\w\.\s+\S")
NOT_IN_RE2 = re.compile(r"\(\?[=!<]|\\[1-9]")


@dataclass(frozen=True)
class Verdict:
    end: str
    why: str = ""


@dataclass
class Report:
    """How many searches came to which end."""

    ends: collections.Counter = field(default_factory=collections.Counter)
    numbers: collections.Counter = field(default_factory=collections.Counter)
    found: int = 0
    seconds: float = 0
    differences: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        asked = sum(self.ends.values())
        numbers = ", ".join(f"{number}: {count}" for number, count in sorted(self.numbers.items()))
        return (
            f"live filters: {asked} searches in {self.seconds:.0f} s: {self.ends['equal']} equal ({self.found} of them with traces), {self.ends['refused']} refused alike,"
            f" {self.ends['explained']} explained by improvements ({self.ends['explained'] / max(1, asked):.1%}; {numbers or 'none'}),"
            f" {self.ends['server failed']} where the server failed, {self.ends['different']} different"
        )


class LiveFilters:
    """The comparison, over a server and an index of the same traces."""

    def __init__(self, rest: RestSearch, bulk: BulkDialogue, traces: dict[str, HeldTrace]):
        self.rest, self.bulk, self.traces = rest, bulk, traces
        experiments = {trace.info["trace_location"]["mlflow_experiment"]["experiment_id"] for trace in traces.values()}
        self.filters = RandomFilters(traces, sorted(experiments))

    def compare(self, seeds: list[str], repeat: str) -> Report:
        """Asks the searches of some seeds; `repeat` is the command that asks one of them again, up to its seed."""
        report, began = Report(), time.monotonic()
        for seed in seeds:
            asked = self.filters.asked(seed)
            server = self.rest.ids(asked.filter, list(asked.order_by), list(asked.experiments), asked.page)
            lenient, strict = self.bulk.ask(request(asked)), self.bulk.ask(request(asked, strict=True))
            verdict = self.judge(asked, server, lenient, strict, report)
            report.ends[verdict.end] += 1
            report.found += verdict.end == "equal" and bool(server.ids)
            if verdict.end == "different":
                report.differences.append(described(asked, server, lenient, strict, verdict.why, f"{repeat} {seed.rpartition(':')[2]}"))
        report.seconds = time.monotonic() - began
        return report

    def judge(self, asked: Asked, server: Answered, lenient: dict, strict: dict, report: Report) -> Verdict:
        if server.status >= 500:
            return Verdict("server failed")
        if server.ids is None:
            same = "error" in strict and normal(strict["error"]) == normal(server.message)
            return Verdict("refused") if same else Verdict("different", "strict does not refuse in the server's words")
        if lenient.get("trace_ids") == server.ids == strict.get("trace_ids"):
            return Verdict("equal")
        if "error" in lenient:
            return self.refused(asked, server, lenient, report)
        numbers = {} if "trace_ids" not in strict else self.numbers(asked.filter)
        if not numbers:
            return Verdict("different", "trawl explain names no improvement")
        doubt = self.doubt(asked, server, lenient, strict, numbers)
        if doubt:
            return Verdict("different", f"improvements {sorted(numbers)} are named, but {doubt}")
        report.numbers.update(numbers)
        return Verdict("explained")

    def refused(self, asked: Asked, server: Answered, lenient: dict, report: Report) -> Verdict:
        """Improvement 4: an error where a server finds nothing without a word, and for what RE2 does not have; 16: a blank in a name."""
        patterns = [match[1:-1] for match in RLIKE.findall(asked.filter)]
        foreign = "not part of RE2" in lenient["error"] and any(NOT_IN_RE2.search(pattern) for pattern in patterns)
        silent = "bad pattern" in lenient["error"] and server.ids == [] and any(map(broken, patterns))
        blank = "should follow" in lenient["error"] and BLANK_IN_NAME.search(asked.filter)
        if foreign or silent or blank:
            report.numbers[16 if blank else 4] += 1
            return Verdict("explained")
        return Verdict("different", "trawl refuses what the server answers")

    def doubt(self, asked: Asked, server: Answered, lenient: dict, strict: dict, numbers: set[int]) -> str:
        """Why the improvements that are named do not explain the difference; empty if they do."""
        ours, theirs = lenient["trace_ids"], server.ids or []
        more = set(ours) - set(theirs)
        if ours != strict["trace_ids"] and 10 not in numbers:
            return "strict answers otherwise"
        if numbers <= FINDS_MORE and not set(theirs) <= set(ours):
            return "traces are missing"
        if numbers == {14} and not all(any(span.type is None for span in self.traces[each].spans) for each in more):
            return "some of the traces that were found have no span without a type"
        # The AND that is missing (16) stands between conditions, so that the whole filter is read otherwise.
        blamed = [each for each in asked.conditions if self.blamed(each, numbers)]
        rest = [each for each in asked.conditions if each not in blamed]
        if asked.conditions and not blamed and 16 not in numbers:
            return "no condition by itself is concerned"
        if rest and 16 not in numbers:
            without = Asked(" AND ".join(rest), tuple(rest), asked.order_by, asked.experiments, asked.page)
            served = self.rest.ids(without.filter, list(without.order_by), list(without.experiments))
            if self.bulk.ask(request(without)).get("trace_ids") != served.ids:
                return f"without the conditions that they are about the answers differ, too: {without.filter}"
        return ""

    def blamed(self, condition: str, numbers: set[int]) -> bool:
        together = (7 in numbers and LOWER_TIME.match(condition)) or (8 in numbers and RUN.match(condition))
        return bool(together or self.numbers(condition))

    def numbers(self, filter: str) -> set[int]:
        """The improvements that `trawl explain` names and that can show in ids."""
        answer = self.bulk.ask({"filter": filter, "max_results": 1, "explain": True})
        named = answer.get("explanation", {}).get("server", {}).get("differences", [])
        return {difference["improvement"] for difference in named} & ADMITTED


def request(asked: Asked, strict: bool = False) -> dict:
    return {"filter": asked.filter, "order_by": list(asked.order_by), "experiment_ids": list(asked.experiments), "strict": strict}


def broken(pattern: str) -> bool:
    try:
        re.compile(pattern)
        return False
    except re.error:
        return True


def normal(message: str) -> str:
    """A message without what differs from one search to the next: the order of sets, addresses, statements and parameters of SQL."""
    if message.startswith("(sqlite3."):
        message = re.sub(r"parameter \d+", "parameter …", message.partition("\n")[0])
    message = re.sub(r"\{('[^{}]*')\}", lambda found: "{" + ", ".join(sorted(found[1].split(", "))) + "}", message)
    return re.sub(r"0x[0-9a-f]+", "0x…", message).strip()


def described(asked: Asked, server: Answered, lenient: dict, strict: dict, why: str, repeat: str) -> str:
    def shown(answer: dict) -> str:
        return "error: " + answer["error"] if "error" in answer else ids(answer["trace_ids"])

    def ids(found: list[str]) -> str:
        return f"{len(found)} traces {' '.join(found[:5])}{' …' if len(found) > 5 else ''}"

    ours, theirs = lenient.get("trace_ids", []), server.ids or []
    order = f"\n  order by  {', '.join(asked.order_by)}" if asked.order_by else ""
    return (
        f"{asked.filter}{order}\n  in        {', '.join(asked.experiments)}\n  server    {ids(server.ids) if server.ids is not None else f'{server.status}: {server.message}'}"
        f"\n  trawl     {shown(lenient)}\n  strict    {shown(strict)}\n  only trawl   {ids([each for each in ours if each not in theirs])}"
        f"\n  only server  {ids([each for each in theirs if each not in ours])}\n  because   {why}\n  repeat    {repeat}"
    )


def run(folder: Path, traces: int, seeds: list[str], repeat: str) -> Report:
    """Compares over a server and an index in the folder, which are made unless they are there."""
    served, trawl = folder / "server", Trawl(folder / "index")
    if not (served / "mlflow.db").exists():
        add_oddities(generate(served, traces, "0.1"))
    with MlflowServer(served) as server:
        if not trawl.index.exists():
            trawl.run("sync", "--tracking-uri", server.uri).ok()
        rest = RestSearch(server.uri)
        with BulkDialogue(trawl) as bulk:
            return LiveFilters(rest, bulk, read(rest, served / "mlflow.db")).compare(seeds, repeat)


def main() -> int:
    parser = argparse.ArgumentParser(description="Random filters, asked of a real MLflow server and of trawl.")
    parser.add_argument("--traces", type=int, default=1000, help="generated traces (default 1000)")
    parser.add_argument("--filters", type=int, default=2000, help="random searches (default 2000)")
    parser.add_argument("--seed", default="1", help="what the searches are drawn from (default 1)")
    parser.add_argument("--only", type=int, help="only the search of this number")
    parser.add_argument("--keep", type=Path, help="a folder for the server's data and the index, used again if they are there")
    options = parser.parse_args()
    numbers = range(options.filters) if options.only is None else [options.only]
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        repeat = f"e2e/python e2e/live_filters.py --traces {options.traces} --seed {options.seed} --only"
        report = run(folder, options.traces, [f"{options.seed}:{number}" for number in numbers], repeat)
    print("\n\n".join(report.differences + [str(report)]))
    return 1 if report.differences else 0


if __name__ == "__main__":
    sys.exit(main())
