"""Whether what trawl finds is what a brute-force scan finds, and the needles and nothing else."""

from __future__ import annotations

import hashlib

from comparison.trawl import Measuring


def digest(ids: list[str]) -> str:
    """The digest of dev.trawl.bench.IdSet."""
    total = sum(int.from_bytes(hashlib.sha256(id.encode()).digest()[:8]) for id in ids)
    return f"{total % (1 << 64):x}"


def wrong_counts(trawl: Measuring, filters: list[str], reference: dict[str, list]) -> list[str]:
    """The filters for which index and scan disagree, as sentences."""
    wrong = []
    for filter in filters:
        found = trawl.found(filter)
        counted = trawl.ask(do="count", filter=filter)["found"]
        if found != reference[filter] or counted != reference[filter][0]:
            wrong.append(f"{filter}: found {found}, counted {counted}, by brute force {reference[filter]}")
    return wrong


def wrong_needles(trawl: Measuring, needles: dict[str, list[str]], filter_of) -> list[str]:
    """The needles that are not found where they were placed and only there, as sentences."""
    wrong = []
    for needle, ids in needles.items():
        found = trawl.found(filter_of(needle))
        if found != [len(ids), digest(ids)]:
            wrong.append(f"{needle}: found in {found[0]} traces, placed in {len(ids)}")
    return wrong
