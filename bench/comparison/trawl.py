"""trawl itself: built, fed, and asked in a warm process."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import startup
from comparison.stages import TOP, say

TRAWL = str(TOP / "trawl")
LIBRARIES = TOP / "bench/target/lib"

# As the launcher starts a search, but for the cache: the process is warmed up instead.
OPTIONS = ["-XX:+UseSerialGC", "-Xmx768m", "-Xlog:disable", "--enable-native-access=ALL-UNNAMED", "-Djava.util.logging.config.file=/dev/null"]


def build() -> None:
    """Builds the program and the measuring programs, unless that was done after the last change; returns when nothing goes on in the background."""
    startup.wait_for_cache()
    newest = max(file.stat().st_mtime for pattern in ("*/src/main/**/*.java", "*/pom.xml", "pom.xml") for file in TOP.glob(pattern))
    jar = next(LIBRARIES.glob("trawl-bench-*.jar"), None)
    if jar is None or jar.stat().st_mtime < newest:
        say("building the measuring programs")
        command = ["mvn", "-B", "-q", "-Dquick", "-Dmaven.test.skip=true", "-pl", "bench", "-am", "package"]
        done = subprocess.run(command, cwd=TOP, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-3000:]}")
        # Maven leaves a jar alone whose content has not changed.
        for jar in LIBRARIES.glob("trawl-bench-*.jar"):
            os.utime(jar)


@cache
def java_home() -> Path:
    """The Java that ./trawl uses."""
    options = os.environ | {"TRAWL_JAVA_OPTS": "-XshowSettings:properties"}
    listing = subprocess.run([TRAWL, "--version"], env=options, capture_output=True, text=True, check=True).stderr
    return Path(next(line.split("=", 1)[1].strip() for line in listing.splitlines() if "java.home =" in line))


def java_version() -> str:
    said = subprocess.run([java_home() / "bin/java", "-version"], capture_output=True, text=True, check=True)
    return said.stderr.splitlines()[-1]


def java(program: str, *arguments: str, options: tuple[str, ...] = ()) -> list[str]:
    """The command that starts a program of the bench module."""
    return [str(java_home() / "bin/java"), *OPTIONS, *options, "-cp", f"{LIBRARIES}/*", f"dev.trawl.bench.{program}", *arguments]


@dataclass(frozen=True)
class Ingest:
    """How one import went."""

    seconds: float
    processor_seconds: float
    heap_bytes: int
    resident_bytes: int
    index_bytes: int
    summary: str


def ingest(index: Path, lines: Path) -> Ingest:
    """Imports into a folder that is emptied first."""
    shutil.rmtree(index, ignore_errors=True)
    log = index.with_name(f"{index.name}.gc.log")
    log.unlink(missing_ok=True)
    read(lines)
    variables = os.environ | {"TRAWL_JAVA_OPTS": f"-Xlog:gc:file={log}"}
    began = time.monotonic()
    process = subprocess.Popen([TRAWL, "import", "--index", str(index), str(lines)], env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"trawl import ended with {process.returncode}: {said}")
    summary = said.strip().splitlines()[-1].replace(str(index), index.name) if said.strip() else ""
    return Ingest(seconds, usage.ru_utime + usage.ru_stime, peak_heap(log), usage.ru_maxrss * 1024, size(index), summary)


def read(file: Path) -> None:
    """Has the file in the page cache, as far as it fits."""
    with file.open("rb", buffering=0) as reading:
        block = bytearray(1 << 24)
        while reading.readinto(block):
            pass


def peak_heap(log: Path) -> int:
    """The fullest the heap was, of all times just before a collection."""
    used = [int(before) << 20 for before in re.findall(r" (\d+)M->\d+M\(", log.read_text())] if log.exists() else []
    return max(used, default=0)


def size(index: Path) -> int:
    return sum(file.stat().st_size for file in index.iterdir())


class Measuring:
    """A warm process with one index open, see dev.trawl.bench.Measuring."""

    def __init__(self, index: Path):
        self.process = subprocess.Popen(java("Measuring", str(index)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Measuring:
        return self

    def __exit__(self, *_) -> None:
        self.process.stdin.close()
        self.process.wait()

    def ask(self, **question) -> dict:
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the measuring process ended at {question}")
        answer = json.loads(line)
        if "refused" in answer:
            raise RuntimeError(f"trawl refuses {question}: {answer['refused']}")
        return answer

    def found(self, filter: str) -> list:
        """How many traces a filter selects, and a digest of which."""
        answer = self.ask(do="ids", filter=filter)
        return [answer["found"], answer["digest"]]

    def resident_bytes(self) -> int:
        """Peak memory of the process, files that it maps included."""
        status = Path(f"/proc/{self.process.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)

    def own_bytes(self) -> int:
        """Memory of the process now, without files that it maps."""
        status = Path(f"/proc/{self.process.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon")), 0)


def brute_force(lines: Path, filters: list[str]) -> dict[str, list]:
    """For each filter how many traces of the file it selects, and a digest of which, by looking at each trace."""
    asked = "".join(json.dumps(filter) + "\n" for filter in filters)
    options = ("-Xmx4g", "-XX:+UseParallelGC")
    done = subprocess.run(
        [word for word in java("BruteForce", str(lines), options=options) if word != "-XX:+UseSerialGC"],
        input=asked, capture_output=True, text=True, check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return {answer["filter"]: [answer["found"], answer["digest"]] for answer in answers}
