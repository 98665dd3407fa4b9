"""The target table of the search benchmark: what was measured for each of its rows, and whether that is enough."""

from __future__ import annotations

from dataclasses import dataclass

from comparison.questions import Row


@dataclass(frozen=True)
class Verdict:
    """A row of the table; `met` is None where nothing was measured."""

    name: str
    measured: str
    target: str
    met: bool | None

    def cells(self) -> list[str]:
        return [self.name, self.measured, self.target, {True: "yes", False: "**no**", None: "not measured"}[self.met]]


def of_searches(results: list[dict]) -> list[Verdict]:
    """The rows about searches in a warm process, each by its slowest question."""
    rows = {row: [result for result in results if result["row"] == row.value] for row in Row}
    return [verdict for row, of_row in rows.items() if of_row for verdict in _of_row(row, of_row)]


def _of_row(row: Row, results: list[dict]) -> list[Verdict]:
    name = row.value
    match row:
        case Row.RARE:
            return [_page(name, results, 3), _count(name, results, 3)]
        case Row.COMMON_PAGE:
            return [_page(name, results, 10)]
        case Row.COMMON_COUNT:
            return [_count(name, results, 50), _against_ripgrep(name, results, 1 / 5, "≤ 1/5 of ripgrep's time")]
        case Row.PHRASE | Row.REGEX:
            return [_page(name, results, 50), _against_ripgrep(name, results, 1, "not slower than ripgrep")]
        case Row.REGEX_BARE:
            return [_against_ripgrep(name, results, 2, "≤ 2 times ripgrep's time")]
        case Row.SHORT:
            return [_page(name, results, 20)]
        case Row.SPAN_NUMBERS | Row.TAG_VALUES:
            return [_page(name, results, 50), _count(name, results, 50)]
        case Row.STRUCTURED:
            return [_page(name, results, 5)]
        case Row.COMBINED:
            return [_smaller(name, results)]


def _page(name: str, results: list[dict], most: float) -> Verdict:
    return _slowest(f"{name}, first 100", results, "page_ms", most)


def _count(name: str, results: list[dict], most: float) -> Verdict:
    return _slowest(f"{name}, exact count", results, "count_ms", most)


def _slowest(name: str, results: list[dict], key: str, most: float) -> Verdict:
    worst = max(results, key=lambda result: result[key])
    within = sum(result[key] <= most for result in results)
    measured = f"{number(worst[key])} ms `{short(worst['filter'])}`; {within} of {len(results)} within"
    return Verdict(name, measured, f"≤ {most} ms", worst[key] <= most)


def _against_ripgrep(name: str, results: list[dict], most: float, target: str) -> Verdict:
    ratios = [(result["count_ms"] / result["peers_ms"]["ripgrep"], result) for result in results if result["peers_ms"].get("ripgrep")]
    if not ratios:
        return Verdict(f"{name}, count against ripgrep", "", target, None)
    ratio, worst = max(ratios, key=lambda pair: pair[0])
    within = sum(ratio <= most for ratio, _ in ratios)
    measured = f"{number(ratio)} of its time `{short(worst['filter'])}`; {within} of {len(ratios)} within"
    return Verdict(f"{name}, count against ripgrep", measured, target, ratio <= most)


def _smaller(name: str, results: list[dict]) -> Verdict:
    """The first page takes at most twice what the selective side takes alone, give or take a millisecond."""
    allowed = lambda result: 2 * result["smaller_ms"] + 1
    worst = max(results, key=lambda result: result["page_ms"] / allowed(result))
    within = sum(result["page_ms"] <= allowed(result) for result in results)
    measured = f"{number(worst['page_ms'])} ms, the selective side {number(worst['smaller_ms'])} ms `{short(worst['filter'])}`; {within} of {len(results)} within"
    return Verdict(f"{name}, first 100", measured, "≤ twice the selective side alone, + 1 ms", worst["page_ms"] <= allowed(worst))


def of_ingest(ingest: dict, lines: int, traces: int) -> list[Verdict]:
    speed, rate = lines / 1e6 / ingest["seconds"], traces / ingest["seconds"]
    share = ingest["index_bytes"] / lines
    return [
        Verdict("ingest from JSON lines", f"{speed:.1f} MB/s", "≥ 40 MB/s", speed >= 40),
        Verdict("", f"{rate:,.0f} traces/s", "≥ 1,500 traces/s", rate >= 1500),
        Verdict("", f"heap of {ingest['heap_bytes'] >> 20} MiB at most; process {ingest['resident_bytes'] >> 20} MiB with mapped files", "heap ≤ 1 GiB", ingest["heap_bytes"] <= 1 << 30),
        Verdict("index size, everything included", f"{share:.3f} of the JSON lines", "≤ 0.45", share <= 0.45),
    ]


def of_processes(processes: dict[str, float]) -> list[Verdict]:
    """Whole processes: medians of wall time by name."""
    help, ripgrep = processes["`trawl --help`"], processes.get("`rg` over the JSON lines")
    verdicts = []
    for needle in ("absent needle", "needle in one trace"):
        search = processes[f"`trawl search`, {needle}"]
        verdicts.append(Verdict(f"whole `trawl search` process, {needle}", f"{search:.0f} ms", "≤ 150 ms", search <= 150))
        if ripgrep:
            verdicts.append(Verdict("", f"{search / ripgrep:.2f} of ripgrep's {ripgrep:.0f} ms", "≤ 0.5 of ripgrep's time", search <= ripgrep / 2))
    return [*verdicts, Verdict("whole `trawl --help` process", f"{help:.0f} ms", "≤ 100 ms", help <= 100)]


def of_exactness(wrong: list[str], asked: int, name: str) -> Verdict:
    measured = f"{asked - len(wrong)} of {asked}" + (f"; wrong: {'; '.join(wrong[:3])}" if wrong else "")
    return Verdict(name, measured, "all", not wrong)


def of_compaction(compaction: dict) -> list[Verdict]:
    size, latency = compaction["size_ratio"], compaction["latency_ratio"]
    name = f"{compaction['commits']} small imports against one, size"
    return [
        Verdict(name, f"{size:.2f} times", "≤ 1.2 times", size <= 1.2),
        Verdict("the same, latency", f"{latency:.2f} times by the geometric mean of {compaction['questions']} questions", "≤ 1.2 times", latency <= 1.2),
    ]


def of_growth(results: list[dict], baseline: dict) -> list[Verdict]:
    """Latencies of a larger corpus against those of an earlier run: row by row, the medians of its questions added up."""
    before = {result["filter"]: result for result in baseline["searches"]}
    verdicts = []
    for row in Row:
        pairs = [(result, before[result["filter"]]) for result in results if result["row"] == row.value and result["filter"] in before]
        for key, what in (("page_ms", "first 100"), ("count_ms", "exact count")):
            both = [(now[key], then[key]) for now, then in pairs if now[key] is not None and then[key] is not None]
            if both:
                # Under a millisecond the clock and the collector say more than the search.
                ratio = max(sum(now for now, _ in both), 1) / max(sum(then for _, then in both), 1)
                verdicts.append(Verdict(f"against the smaller corpus: {row.value}, {what}", f"{number(ratio)} times", "≤ 3 times", ratio <= 3))
    return verdicts


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def short(filter: str) -> str:
    text = filter.replace("|", "\\|") or "(none)"
    return text if len(text) <= 70 else text[:69] + "…"
