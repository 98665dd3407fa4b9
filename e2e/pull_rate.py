#!/usr/bin/env python
"""How fast `trawl sync` pulls traces beside a bare loop of batchGet against the same server, in turns.

    e2e/python e2e/pull_rate.py --traces 2000 --rounds 3

The loop lists the infos, then asks for spans by ten with so many threads (--threads 1,2,4,8), and throws the answers away; the number of
threads with the best median counts. The time of trawl is that of the whole process, start, listing and commit included. The
processor time is the server's (Linux): it does the same work in both, and what goes beyond is the price of asking otherwise.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from support.generated import generate
from support.server_data import RestSearch
from support.servers import MlflowServer
from support.trawl import Trawl

KEPT = threading.local()


def batch(uri: str, ids: list[str]) -> int:
    place = urlsplit(uri)
    if not hasattr(KEPT, "connection"):
        KEPT.connection = http.client.HTTPConnection(place.hostname, place.port, timeout=300)
    KEPT.connection.request("GET", "/api/3.0/mlflow/traces/batchGet?" + urlencode([("trace_ids", each) for each in ids]))
    answer = KEPT.connection.getresponse()
    answer.read()
    return answer.status


def bare(uri: str, threads: int) -> int:
    infos = RestSearch(uri).traces("", ["timestamp_ms ASC"], [str(number) for number in range(30)])
    stored = [info["trace_id"] for info in infos if info["tags"].get("mlflow.trace.spansLocation")]
    with ThreadPoolExecutor(threads) as pool:
        statuses = list(pool.map(lambda at: batch(uri, stored[at : at + 10]), range(0, len(stored), 10)))
    assert set(statuses) <= {200, 500}, set(statuses)
    return len(infos)


def processor_seconds(pid: int) -> float:
    """Of a process and all that it has begun and that still run."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    children = [each for task in Path(f"/proc/{pid}/task").iterdir() for each in (task / "children").read_text().split()]
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") + sum(processor_seconds(int(each)) for each in children)


def synced(index: Path, uri: str, concurrency: str) -> None:
    trawl = Trawl(index)
    shutil.rmtree(index, ignore_errors=True)
    trawl.run("sync", "--tracking-uri", uri, *(["--concurrency", concurrency] if concurrency else []), timeout=3600).ok()


@dataclass(frozen=True)
class Pull:
    """How fast traces came, and what it took of the server's processor."""

    rate: float
    processor_seconds: float


def measured(server: MlflowServer, count: int, pull: Callable[[], object]) -> Pull:
    before, began = processor_seconds(server.process.pid), time.monotonic()
    pull()
    done = Pull(count / (time.monotonic() - began), processor_seconds(server.process.pid) - before)
    print(f"{done.rate:.1f} traces/s", file=sys.stderr, flush=True)
    return done


def rate(pulls: list[Pull]) -> float:
    return statistics.median(pull.rate for pull in pulls)


def told(pulls: list[Pull]) -> str:
    rounds = ", ".join(f"{pull.rate:.1f}" for pull in pulls)
    spent = ", ".join(f"{pull.processor_seconds:.1f}" for pull in pulls)
    return f"median {rate(pulls):.1f} traces/s ({rounds}), the server's processor seconds {spent}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--traces", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--scale", default=".1")
    options.add_argument("--threads", default="1,2,4,8")
    options.add_argument("--concurrency", default="", help="of trawl, several to compare, such as 1,2,4; its own choice if empty")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, given.traces, given.scale)
        with MlflowServer(folder) as server:
            count = bare(server.uri, 2)
            loops: dict[str, list[Pull]] = {}
            syncs: dict[str, list[Pull]] = {}
            for number in range(given.rounds):
                for threads in given.threads.split(","):
                    loops.setdefault(threads, []).append(measured(server, count, lambda: bare(server.uri, int(threads))))
                # Each of them is first in its turn.
                own = given.concurrency.split(",")
                for concurrency in own[number % len(own) :] + own[: number % len(own)]:
                    syncs.setdefault(concurrency, []).append(measured(server, count, lambda: synced(folder / "index", server.uri, concurrency)))
            for threads, pulls in loops.items():
                print(f"bare loop, {threads} threads: {told(pulls)}")
            best = max(rate(pulls) for pulls in loops.values())
            for concurrency, pulls in syncs.items():
                print(f"trawl sync{concurrency and f' --concurrency {concurrency}'}: {told(pulls)}: {rate(pulls) / best:.2f} of the bare loop")


if __name__ == "__main__":
    main()
