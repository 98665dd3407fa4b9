"""What `trawl export` writes is read by others, and by trawl itself."""

import pyarrow.parquet
import pytest

from support.trawl import TOP, Trawl

SAMPLE = TOP / "sample-data" / "traces.jsonl.gz"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    trawl = Trawl(tmp_path_factory.mktemp("exported") / "index")
    trawl.run("import", str(SAMPLE)).ok()
    return trawl


def test_json_lines_are_the_same_bytes_after_another_import(sample, tmp_path):
    first, again = tmp_path / "first.jsonl", tmp_path / "again.jsonl"
    sample.run("export", "--out", str(first)).ok()
    other = Trawl(tmp_path / "index")
    other.run("import", str(first)).ok()
    other.run("export", "--out", str(again)).ok()
    assert first.read_bytes() == again.read_bytes()
    assert other.everything() == sample.everything()


def test_parquet_is_read_by_arrow(sample, tmp_path):
    file = tmp_path / "errors.parquet"
    sample.run("export", "status = 'ERROR'", "--out", str(file)).ok()
    table = pyarrow.parquet.read_table(file)
    found = sample.run("search", "status = 'ERROR'", "--limit", "0", "--output", "jsonl").ok().lines()
    assert table.column("trace_id").to_pylist() == [trace["info"]["trace_id"] for trace in found]
    assert table.column("request_preview").to_pylist() == [trace["info"].get("request_preview") for trace in found]


def test_a_file_that_exists_is_left_alone(sample, tmp_path):
    file = tmp_path / "all.jsonl"
    file.write_text("mine")
    assert sample.run("export", "--out", str(file)).code != 0
    assert file.read_text() == "mine"
