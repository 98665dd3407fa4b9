#!/usr/bin/env python
"""Kills `trawl sync` and `trawl import` at random moments, then lets them run, and compares the index with that of an undisturbed run.

    e2e/python e2e/soak_crashes.py --traces 300 --kills 200 --seed 1

A killed run is followed by another one at once, every second time after that one was killed, too: no lock may be in the way. Then the index
must hold the same traces, and `trawl verify` must find it sound.
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


def synced(uri: str) -> list[str]:
    return ["sync", "--tracking-uri", uri]


def crash(command: list[str], folder: Path, kills: int, seed: int) -> str:
    """What came of it, in a sentence; an AssertionError if an index came out otherwise."""
    undisturbed = Trawl(folder / "undisturbed")
    whole = undisturbed.run(*command).ok()
    expected = in_index(undisturbed, "")
    chance, done, early, begun = random.Random(seed), 0, 0, 0
    while done < kills:
        trawl = Trawl(folder / "crashed")
        shutil.rmtree(trawl.index, ignore_errors=True)
        # Twice in a row, so that also what goes on after a crash is killed.
        for _ in range(1 + done % 2):
            process = trawl.start(*command)
            time.sleep(chance.uniform(0.1, whole.seconds))
            early += process.poll() is not None
            kill(process)
        begun += trawl.index.is_dir() and any(file.name.startswith("segments_") for file in trawl.index.iterdir())
        done += 1
        trawl.run(*command).ok()
        wrong = differences(expected, in_index(trawl, ""))
        assert not wrong, f"after kill {done} with seed {seed}:\n" + "\n".join(wrong[:5])
        if done % 10 == 0 or done == kills:
            trawl.run("verify").ok()
            print(f"{done} kills", file=sys.stderr, flush=True)
    return f"{done} times killed, {begun} of them after a commit, {early} runs had ended before; {len(expected)} traces each time as undisturbed"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--traces", type=int, default=300)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", choices=["sync", "import"])
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, given.traces, ".03")
        if given.only != "sync":
            print("import: " + crash(["import", str(folder / "mlflow.db")], folder / "imports", given.kills, given.seed), flush=True)
        if given.only != "import":
            with MlflowServer(folder) as server:
                print("sync: " + crash(synced(server.uri), folder / "syncs", given.kills, given.seed), flush=True)


if __name__ == "__main__":
    main()
