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
from concurrent.futures import ThreadPoolExecutor
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


def bare(uri: str, threads: int) -> tuple[int, float]:
    began = time.monotonic()
    infos = RestSearch(uri).traces("", ["timestamp_ms ASC"], [str(number) for number in range(30)])
    stored = [info["trace_id"] for info in infos if info["tags"].get("mlflow.trace.spansLocation")]
    with ThreadPoolExecutor(threads) as pool:
        statuses = list(pool.map(lambda at: batch(uri, stored[at : at + 10]), range(0, len(stored), 10)))
    assert set(statuses) <= {200, 500}, set(statuses)
    return len(infos), time.monotonic() - began


def processor_seconds(pid: int) -> float:
    """Of a process and all that it has begun and that still run."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    children = [each for task in Path(f"/proc/{pid}/task").iterdir() for each in (task / "children").read_text().split()]
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") + sum(processor_seconds(int(each)) for each in children)


def told(rates: list[float]) -> str:
    rounds = ", ".join(f"{rate:.1f}" for rate in rates)
    return f"median {statistics.median(rates):.1f} traces/s ({rounds})"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--traces", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--scale", default=".1")
    options.add_argument("--threads", default="1,2,4,8")
    options.add_argument("--concurrency", default="", help="of trawl; its own choice if empty")
    given = options.parse_args()
    own = ["--concurrency", given.concurrency] if given.concurrency else []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, given.traces, given.scale)
        with MlflowServer(folder) as server:
            bare(server.uri, 2)
            loops: dict[int, list[float]] = {}
            pulls: list[float] = []
            for _ in range(given.rounds):
                spent = []
                for threads in map(int, given.threads.split(",")):
                    before = processor_seconds(server.process.pid)
                    count, seconds = bare(server.uri, threads)
                    loops.setdefault(threads, []).append(count / seconds)
                    spent.append(processor_seconds(server.process.pid) - before)
                trawl = Trawl(folder / "index")
                shutil.rmtree(trawl.index, ignore_errors=True)
                before = processor_seconds(server.process.pid)
                done = trawl.run("sync", "--tracking-uri", server.uri, *own, timeout=3600).ok()
                pulls.append(count / done.seconds)
                print(f"round: bare {[f'{rates[-1]:.1f}' for rates in loops.values()]}, trawl {pulls[-1]:.1f} traces/s", flush=True)
                spent.append(processor_seconds(server.process.pid) - before)
                print(f"       the server's processor seconds: bare {[f'{each:.1f}' for each in spent[:-1]]}, trawl {spent[-1]:.1f}", flush=True)
            for threads, rates in loops.items():
                print(f"bare loop, {threads} threads: {told(rates)}")
            best = max(statistics.median(rates) for rates in loops.values())
            print(f"trawl sync: {told(pulls)}, {statistics.median(pulls) / best:.2f} of the bare loop")


if __name__ == "__main__":
    main()
