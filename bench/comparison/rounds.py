"""Everybody is asked everything, in turns, so that other work on the machine meets all alike."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field

from comparison.peers import DuckDB, Fts5, Ripgrep
from comparison.questions import Question
from comparison.stages import say
from comparison.trawl import Measuring

# What one question may take in one round, in milliseconds, if it can be asked more than once in that time.
TURN = 150.0
MOST_RUNS = 20
# What one question may take before, in milliseconds, if it is to be asked a second time.
WARM = 1_000.0
# A peer that takes longer than this, in milliseconds, is asked only once.
TOO_LONG = 20_000.0


@dataclass
class Times:
    """What a question took: milliseconds by who was asked, and what each counted."""

    page: list[float] = field(default_factory=list)
    count: list[float] = field(default_factory=list)
    smaller: list[float] = field(default_factory=list)
    found: int | None = None
    peers: dict[str, list[float]] = field(default_factory=dict)
    peers_found: dict[str, int | None] = field(default_factory=dict)

    def medians(self) -> dict:
        median = lambda values: round(statistics.median(values), 3) if values else None
        return {
            "page_ms": median(self.page),
            "count_ms": median(self.count),
            "smaller_ms": median(self.smaller),
            "found": self.found,
            "runs": {"page": len(self.page), "count": len(self.count)},
            "peers_ms": {name: median(values) for name, values in self.peers.items()},
            "peers_found": self.peers_found,
        }


@dataclass(frozen=True)
class Rounds:
    trawl: Measuring
    ripgrep: Ripgrep | None
    duckdb: DuckDB | None
    fts5: Fts5 | None
    rounds: int
    slow_rounds: int

    def run(self, questions: list[Question]) -> list[Times]:
        say("warming up")
        first = [Times() for _ in questions]
        for question, taken in zip(questions, first, strict=True):
            self._trawl(question, taken)
        for question, taken in zip(questions, first, strict=True):
            if sum(taken.page + taken.count) < WARM:
                self._trawl(question, Times())
        times = [Times() for _ in questions]
        for round in range(self.rounds):
            say(f"round {round + 1} of {self.rounds}")
            for question, taken in zip(questions, times, strict=True):
                self._trawl(question, taken)
                self._ask(self.ripgrep, question.ripgrep, taken)
                if round < self.slow_rounds:
                    self._ask(self.duckdb, question.duckdb, taken)
                    self._ask(self.fts5, question.fts5, taken)
        return times

    def _trawl(self, question: Question, taken: Times) -> None:
        if question.page:
            self._several("first", question.filter, taken.page)
        if question.count:
            taken.found = self._several("count", question.filter, taken.count)
        if question.smaller is not None:
            self._several("first", question.smaller, taken.smaller)

    def _several(self, what: str, filter: str, times: list[float]) -> int:
        first = self.trawl.ask(do=what, filter=filter)
        runs = min(MOST_RUNS, int(TURN / max(first["ms"][0], 0.01)))
        more = self.trawl.ask(do=what, filter=filter, runs=runs)["ms"] if runs > 1 else []
        times += more or first["ms"]
        return first["found"]

    @staticmethod
    def _ask(peer, question, taken: Times) -> None:
        if peer is None or question is None:
            return
        before = taken.peers.setdefault(peer.name, [])
        if before and max(before) > TOO_LONG:
            return
        answer = peer.ask(question)
        before.append(answer.milliseconds)
        taken.peers_found[peer.name] = answer.count
