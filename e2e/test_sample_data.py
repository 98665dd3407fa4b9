"""The sample data and its expected answers."""

import gzip
import json

import pytest

from support.trawl import TOP, Trawl, canonical

SAMPLE = TOP / "sample-data"
EXPECTED = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    trawl = Trawl(tmp_path_factory.mktemp("sample") / "index")
    trawl.run("import", str(SAMPLE / "traces.jsonl.gz")).ok()
    return trawl


@pytest.fixture(scope="module")
def answers(sample, tmp_path_factory):
    requests = [{"filter": expected["filter"], "max_results": 500} for expected in EXPECTED]
    return sample.bulk(requests, tmp_path_factory.mktemp("bulk"))


def test_every_sample_trace_is_imported_unchanged(sample):
    with gzip.open(SAMPLE / "traces.jsonl.gz", "rt", encoding="utf-8") as lines:
        traces = [json.loads(line) for line in lines]
    assert sample.everything() == {trace["info"]["trace_id"]: canonical(trace) for trace in traces}


@pytest.mark.parametrize("number", range(len(EXPECTED)), ids=[expected["filter"] for expected in EXPECTED])
def test_the_filter_selects_the_expected_traces(answers, number):
    answer, expected = answers[number], EXPECTED[number]
    assert answer.get("trace_ids", answer.get("error")) == expected["trace_ids"], expected["note"]
    assert answer["count"] == expected["count"]
