"""Sync from a real server, then the recorded searches."""

import json

from conftest import RECORDED

# The share of the recorded searches that return traces on which trawl must give the same traces in the same order.
LEAST_AGREEMENT = 0.70
REFUSED = "refused by the server, of which trawl understands some"


def test_bulk_answers_the_recorded_searches_as_the_server_did(synced, corpus, tmp_path, result):
    cases = [json.loads(line) for line in (RECORDED / "cases.jsonl").read_text().splitlines()]
    requests = [
        {
            "filter": case["filter"],
            "order_by": case["order_by"],
            "experiment_ids": [corpus["exp"], corpus["exp2"]] if case.get("locations") == "both" else [corpus["exp"]],
            "max_results": case.get("max_results", 500),
            **{key: case[key] for key in ["page_token"] if key in case},
        }
        for case in cases
    ]
    answers = synced.bulk(requests, tmp_path)
    names = {trace_id: name for name, trace_id in corpus["ids"].items()}
    kinds = {"returning traces": [0, 0], "returning none": [0, 0], REFUSED: [0, 0]}
    different = []
    for case, answer in zip(cases, answers):
        expected = case["expect"].get("ids_by_name")
        got = None if "error" in answer else [names.get(trace_id, trace_id) for trace_id in answer["trace_ids"]]
        kind = kinds[REFUSED if expected is None else "returning traces" if expected else "returning none"]
        kind[0] += got == expected
        kind[1] += 1
        if got != expected and expected is not None:
            order = f" ORDER BY {case['order_by']}" if case["order_by"] else ""
            different.append(f"  {case['filter']}{order}\n    server {' '.join(expected)}\n    trawl  {' '.join(got) if got is not None else answer['error']}")
    for kind, (same, of) in kinds.items():
        result(f"recorded searches {kind}: {same} of {of} agree ({same / of:.1%})")
    if different:
        result("searches that differ:\n" + "\n".join(different))
    same, of = kinds["returning traces"]
    assert same / of >= LEAST_AGREEMENT, "\n".join(different)


def test_sync_brings_every_trace_of_both_experiments(synced, corpus):
    assert sorted(synced.ids()) == sorted(corpus["ids"].values())


def test_every_line_of_bulk_is_answered_under_its_filter_even_when_the_rest_of_it_is_wrong(synced, tmp_path):
    requests = [
        {"filter": "status = 'OK'", "max_results": 1},
        {"filter": "status = 'OK'", "max_results": "many"},
        {"filter": "status = 'ERROR'", "page_token": "x"},
        {"filter": "name = 'agent'", "no_such_key": 1},
        {"filter": "name ="},
    ]
    answers = synced.bulk(requests, tmp_path)
    assert [answer["filter"] for answer in answers] == [request["filter"] for request in requests]
    assert ["error" in answer for answer in answers] == [False, True, True, True, True]
