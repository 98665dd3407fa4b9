"""Random filters in MLflow's grammar, asked of a real server and of trawl; `live_filters.py` is the command for more of them."""

from live_filters import run

TRACES, FILTERS, SEED = 200, 150, "1"
MOST_EXPLAINED = 0.1  # more would leave too little to compare
LEAST_WITH_TRACES = 0.3


def test_random_filters_are_answered_as_the_server_does(tmp_path, result):
    report = run(tmp_path, TRACES, [f"{SEED}:{number}" for number in range(FILTERS)], f"e2e/python e2e/live_filters.py --traces {TRACES} --seed {SEED} --only")
    result(str(report))
    assert not report.differences, "\n\n".join(report.differences)
    assert report.ends["explained"] <= MOST_EXPLAINED * FILTERS
    assert report.found >= LEAST_WITH_TRACES * FILTERS
    assert report.ends["refused"] > 0
