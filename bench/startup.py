#!/usr/bin/env python3
"""Measures whole processes of ./trawl side by side: wall time and processor time, medians in milliseconds.

    bench/startup.py                                    over the sample data
    bench/startup.py --index DIR --needle TEXT          over an index of yours; the needle should be absent
    bench/startup.py --index DIR --lines FILE           and ripgrep for the same needle in the traces as JSON lines
    bench/startup.py ... --variants                     and what the decision record turned down or speaks of
    bench/startup.py ... --write                        also into bench/runs/DATE-startup.md

Every row is run once in each round, so that other work on the machine meets all rows alike; compare rows, not runs. Times on a
machine with other work say little: the load is printed beside them, and processor time suffers less than wall time.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
TRAWL = str(TOP / "trawl")
LIBRARIES = TOP / "cli/target/trawl/lib"

LINKER = {"x86_64": "SYS_V", "aarch64": "LINUX_AARCH_64"}.get(platform.machine(), "FALLBACK")
VARIANTS = {
    "both compilers": "-XX:TieredStopAtLevel=4",
    "classes for reflection": "-Djdk.reflect.useNativeAccessorOnly=false",
    "cache verified": "-XX:+VerifySharedSpaces",
    "Java's linker": f"-Djdk.util.jar.enableMultiRelease=true -Djdk.internal.foreign.CABI={LINKER}",
}


@dataclass
class Row:
    """A command, and what each of its runs took."""

    name: str
    command: list[str]
    variables: dict[str, str] = field(default_factory=dict)
    codes: tuple[int, ...] = (0,)
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def run(self, keep: bool) -> None:
        began = time.perf_counter()
        null = subprocess.DEVNULL
        process = subprocess.Popen(self.command, env=os.environ | self.variables, stdin=null, stdout=null, stderr=null)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in self.codes:
            sys.exit(f"{self.name} ended with {process.returncode}: {' '.join(self.command)}")
        if keep:
            self.wall.append(took * 1e3)
            self.processor.append((usage.ru_utime + usage.ru_stime) * 1e3)

    def line(self) -> str:
        wall, processor = sorted(self.wall), sorted(self.processor)
        cells = [wall[0], statistics.median(wall), wall[-1], processor[0], statistics.median(processor)]
        return f"| {self.name} | " + " | ".join(f"{cell:.0f}" for cell in cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--needle", default="zzqqxx")
    parser.add_argument("--found", default="", help="a text that one trace contains")
    parser.add_argument("--lines", type=Path)
    parser.add_argument("--variants", action="store_true")
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = options.index or sample_index(Path(folder))
        os.environ["TRAWL_INDEX"] = str(index)
        wait_for_cache()
        java = hello(Path(folder))
        rows = rows_of(java, options.needle, options.lines, options.variants, options.found)
        load = os.getloadavg()[0]
        run_in_turns(rows, options.runs)
        report(rows, options, index, java, load)


def run_in_turns(rows: list[Row], runs: int) -> None:
    """All rows so many times, and once before that."""
    for round in range(runs + 1):
        for row in rows:
            row.run(keep=round > 0)


def rows_of(java: list[str], needle: str, lines: Path | None = None, variants: bool = False, found: str = "") -> list[Row]:
    """
    The rows.

    :param needle: a text that no trace contains
    :param lines: for ripgrep
    :param found: a text that one trace contains
    """
    commands = {"`--help`": ["--help"], "`search`, absent needle": ["search", f"trace.text LIKE '%{needle}%'"]}
    if found:
        commands["`search`, needle in one trace"] = ["search", f"trace.text LIKE '%{found}%'"]
    commands["`search`, 100 newest"] = ["search"]
    rows = [Row("`java`, hello world", java)]
    rows += [Row(f"`trawl {name[1:]}", [TRAWL, *command]) for name, command in commands.items()]
    off = {"TRAWL_STARTUP_CACHE": "off"}
    rows += [Row(f"`trawl {name[1:]}, no cache", [TRAWL, *command], off) for name, command in commands.items()]
    if variants:
        for name, words in VARIANTS.items():
            rows += [Row(f"`trawl {verb[1:]}, {name}", [TRAWL, *commands[verb]], {"TRAWL_JAVA_OPTS": words}) for verb in commands]
    if lines:
        rows.append(Row("`rg` over the JSON lines", ["rg", "-c", "-F", needle, str(lines)], codes=(0, 1)))
    return rows


def report(rows: list[Row], options: argparse.Namespace, index: Path, java: list[str], load: float) -> None:
    traces = subprocess.run([TRAWL, "search", "--count"], capture_output=True, text=True, check=True).stdout.strip()
    version = subprocess.run([java[0], "-version"], capture_output=True, text=True, check=True).stderr.splitlines()[-1]
    size = sum(file.stat().st_size for file in index.iterdir())
    commit = subprocess.run(["git", "-C", str(TOP), "describe", "--always", "--dirty"], capture_output=True, text=True).stdout.strip()
    day = datetime.date.today().isoformat()
    lines = [
        f"# Start-up, {day}",
        "",
        f"Commit {commit or 'unknown'}; {int(traces):,} traces, index of {size / 1e6:,.0f} MB; {processor()}, {os.cpu_count()} cores, load"
        f" {load:.1f} before and {os.getloadavg()[0]:.1f} after; {version}. {options.runs} runs of each row in turn. Made by"
        " `bench/startup.py`; milliseconds.",
        "",
        "| | wall, least | wall, median | wall, most | processor, least | processor, median |",
        "|---|---:|---:|---:|---:|---:|",
        *[row.line() for row in rows],
    ]
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if options.write:
        runs = TOP / "bench/runs"
        runs.mkdir(exist_ok=True)
        (runs / f"{day}-startup.md").write_text(text)


def sample_index(folder: Path) -> Path:
    index = folder / "index"
    subprocess.run([TRAWL, "import", "--index", str(index), str(TOP / "sample-data/traces.jsonl.gz")], check=True, capture_output=True)
    return index


def wait_for_cache() -> None:
    """The launcher builds if it must and makes its cache in the background, see docs/decisions/0006-start-up.md."""
    subprocess.run([TRAWL, "--version"], check=True, stdout=subprocess.DEVNULL)
    startup = LIBRARIES.parent / "startup"
    for _ in range(1500):
        made = [file for file in startup.glob("*") if file.is_file()] if startup.is_dir() else []
        if made and not list(startup.glob("*.making")):
            failures = [file for file in made if file.suffix == ".failed"]
            return sys.exit(f"{failures[0]}:\n{failures[0].read_text()}") if failures else None
        time.sleep(0.2)
    sys.exit(f"no start-up cache appeared in {startup}")


def hello(folder: Path) -> list[str]:
    """A Java program that prints a line, on the Java that ./trawl uses: what no change of ours can go below."""
    listing = subprocess.run(
        [TRAWL, "--version"], env=os.environ | {"TRAWL_JAVA_OPTS": "-XshowSettings:properties"}, capture_output=True, text=True
    )
    home = next(line.split("=", 1)[1].strip() for line in listing.stderr.splitlines() if "java.home =" in line)
    source = folder / "Hello.java"
    source.write_text('class Hello { public static void main(String[] words) { System.out.println("hello"); } }\n')
    subprocess.run([f"{home}/bin/javac", "-d", str(folder), str(source)], check=True)
    return [f"{home}/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", str(folder), "Hello"]


def processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
