"""`trawl import`: forms of files, bad lines, many traces."""

import gzip
import json
import sqlite3
import subprocess
import sys

import pytest
import zstandard

from support.generated import TOOLS, generate
from support.trawl import TOP, Trawl, contains

SOME_LINES_BAD = 3  # the exit code of an import that left out bad lines, as `trawl import --help` says
MIB = 1024 * 1024
MOST_MEMORY_MIB = 1024  # of the whole process, with the launcher's own settings


@pytest.fixture(scope="module")
def lines():
    with gzip.open(TOP / "sample-data" / "traces.jsonl.gz", "rb") as packed:
        return packed.read().splitlines(keepends=True)[:60]


@pytest.fixture(scope="module")
def whole(lines, tmp_path_factory):
    """What an index holds after a plain import of these lines."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "traces.jsonl").write_bytes(b"".join(lines))
    trawl = Trawl(folder / "index")
    trawl.run("import", str(folder / "traces.jsonl")).ok()
    found = trawl.everything()
    assert len(found) == len(lines)
    return found


FORMS = {
    "traces.jsonl.gz": lambda lines: gzip.compress(b"".join(lines)),
    "traces.jsonl.zst": lambda lines: zstandard.compress(b"".join(lines)),
    "export.json": lambda lines: json.dumps({"traces": [json.loads(line) for line in lines], "next_page_token": None}, indent=2).encode(),
    "export.json.gz": lambda lines: gzip.compress(json.dumps({"traces": [json.loads(line) for line in lines]}).encode()),
    "windows.jsonl": lambda lines: b"\xef\xbb\xbf" + b"".join(lines).replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_same_traces_come_from_every_form_of_file(trawl, lines, whole, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(FORMS[name](lines))
    trawl.run("import", str(file)).ok()
    assert trawl.everything() == whole


def test_the_same_traces_come_from_standard_input(trawl, lines, whole):
    trawl.run("import", "-", stdin=b"".join(lines)).ok()
    assert trawl.everything() == whole


def test_several_files_are_imported_at_once_and_again_without_doubling(trawl, lines, whole, tmp_path):
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_bytes(b"".join(lines[:40]))
    second.write_bytes(b"".join(lines[30:]))
    for _ in range(2):
        trawl.run("import", str(first), str(second)).ok()
        assert trawl.everything() == whole


BAD = {
    "not json": b"this is no trace\n",
    "cut off": b'{"info": {"trace_id": "tr-1", \n',
    "no trace": b'{"hello": "world"}\n',
    "not utf-8": b'{"info": {"trace_id": "\xff\xfe"}}\n',
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_line_is_reported_with_its_number_and_left_out(trawl, lines, whole, tmp_path, kind):
    file = tmp_path / "traces.jsonl"
    file.write_bytes(b"".join([*lines[:6], BAD[kind], *lines[6:]]))
    ended = trawl.run("import", str(file))
    assert ended.code == SOME_LINES_BAD, ended
    assert f"{file}:7" in ended.err and "\tat " not in ended.err, ended
    assert trawl.everything() == whole


def test_strict_input_stops_before_anything_is_committed(trawl, lines, tmp_path):
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_bytes(lines[0])
    bad.write_bytes(b"".join([*lines[1:30], BAD["not json"], *lines[30:]]))
    trawl.run("import", str(good)).ok()
    before = trawl.everything()
    ended = trawl.run("import", "--strict-input", str(bad))
    assert ended.code != 0 and f"{bad}:30" in ended.err and "\tat " not in ended.err, ended
    assert trawl.everything() == before and len(before) == 1


def failed_tool(span: dict) -> bool:
    return span["status"]["code"] == "STATUS_CODE_ERROR" and span["attributes"].get("mlflow.spanType") == '"TOOL"'


def test_many_generated_traces_are_imported_and_searched_within_one_gib_of_memory(tmp_path, result, pytestconfig):
    traces = pytestconfig.getoption("--traces")
    database, file = generate(tmp_path / "generated", traces, ".1"), tmp_path / "traces.jsonl"
    subprocess.run([sys.executable, str(TOOLS / "to_jsonl.py"), str(database), str(file)], check=True, stdout=subprocess.DEVNULL)
    trawl, bytes_in = Trawl(tmp_path / "index"), file.stat().st_size
    ended = trawl.run("import", str(file), timeout=1800).ok()
    index = sum(part.stat().st_size for part in trawl.index.rglob("*") if part.is_file())
    result(
        f"import: {traces:,} traces, {bytes_in / MIB:.0f} MiB in {ended.seconds:.1f} s: {traces / ended.seconds:.0f} traces/s, "
        f"{bytes_in / MIB / ended.seconds:.1f} MiB/s, {bytes_in / MIB / ended.cpu_seconds:.1f} MiB per second of processor time; index {index / bytes_in:.3f} of the input; peak memory {ended.peak_mib:.0f} MiB"
    )
    assert ended.peak_mib < MOST_MEMORY_MIB
    with sqlite3.connect(database) as rows:
        failed = {row[0] for row in rows.execute("SELECT request_id FROM trace_info WHERE status = 'ERROR'")}
        newest = [row[0] for row in rows.execute("SELECT request_id FROM trace_info ORDER BY timestamp_ms DESC, request_id LIMIT 100")]
    with open(file, encoding="utf-8") as read:  # not from the database: its column holds no type for a span that came by OTLP
        tools = {trace["info"]["trace_id"] for trace in map(json.loads, read) if any(map(failed_tool, trace["data"]["spans"]))}
    searched = trawl.run("search", "--output", "ids")
    assert searched.ok().out.split() == newest
    assert searched.peak_mib < MOST_MEMORY_MIB
    result(f"search of the newest 100 of them, whole command: {searched.seconds:.2f} s; peak memory {searched.peak_mib:.0f} MiB")
    needles = json.loads((database.parent / "needles.json").read_text())["needles"]
    filters = {f"trace.text LIKE {contains(needle['needle'])}": set(needle["trace_ids"]) for needle in needles}
    filters |= {"status = 'ERROR'": failed, "span.type = 'TOOL' AND span.status = 'ERROR'": tools}
    answers = trawl.bulk([{"filter": text, "max_results": traces} for text in filters], tmp_path, timeout=900)
    took = sorted(answer.get("took_ms", 0) for answer in answers)
    result(f"{len(answers)} searches over them, {len(needles)} for needles: median {took[len(took) // 2]} ms, slowest {took[-1]} ms")
    wrong = [answer for answer in answers if set(answer.get("trace_ids", ["error"])) != filters[answer["filter"]]]
    assert not wrong, [(answer["filter"], answer.get("error"), answer.get("count"), len(filters[answer["filter"]])) for answer in wrong]
