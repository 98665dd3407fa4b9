#!/usr/bin/env python
"""Kills `trawl sync` at random moments, then lets it run, and compares the index with that of an undisturbed sync.

    e2e/python e2e/soak_crashes.py --traces 300 --kills 200 --seed 1
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from support.equality import differences, in_index
from support.generated import generate
from support.servers import MlflowServer
from support.trawl import Trawl, kill


def crash(uri: str, folder: Path, kills: int, seed: int) -> str:
    """What came of it, in a sentence; an AssertionError if an index came out otherwise."""
    undisturbed = Trawl(folder / "undisturbed")
    whole = undisturbed.run("sync", "--tracking-uri", uri).ok()
    expected = in_index(undisturbed, "")
    chance, done, early = random.Random(seed), 0, 0
    while done < kills:
        trawl = Trawl(folder / "crashed")
        shutil.rmtree(trawl.index, ignore_errors=True)
        # Twice in a row, so that also what goes on after a crash is killed.
        for _ in range(1 + done % 2):
            process = trawl.start("sync", "--tracking-uri", uri, "--reconcile")
            time.sleep(chance.uniform(0.1, whole.seconds))
            early += process.poll() is not None
            kill(process)
        done += 1
        trawl.run("sync", "--tracking-uri", uri).ok()
        wrong = differences(expected, in_index(trawl, ""))
        assert not wrong, f"after kill {done} with seed {seed}:\n" + "\n".join(wrong[:5])
    return f"{done} times killed, {early} syncs had ended before; {len(expected)} traces each time as undisturbed"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--traces", type=int, default=300)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, given.traces, ".03")
        with MlflowServer(folder) as server:
            print(crash(server.uri, folder, given.kills, given.seed))


if __name__ == "__main__":
    main()
