"""What commands print, byte for byte: golden/NAME.txt holds the command, its output, its messages and its exit code.

    e2e/python -m pytest e2e/test_golden.py --update-golden      writes the files anew; read the difference before committing it
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from conftest import RECORDED, serve_corpus
from support.kinds import artifact_store, mlflow_export_import
from support.servers import Proxy
from support.trawl import TOP, Trawl

GOLDEN = Path(__file__).resolve().parent / "golden"
CASES = sorted(GOLDEN.glob("**/*.txt"))

# How far a command is, which it says on standard error when it takes longer than a second, or ten.
AMOUNT = r"[\d.,]+(?: \w?B)?"
NEWS = re.compile(rf"^[\w.-]+(?: \(\d of \d\)|, [\d,]+ traces?)?: {AMOUNT}(?: of {AMOUNT})?(?: traces)?(?:, {AMOUNT}/s(?:, .* left)?)?\n", re.MULTILINE)

# What no two runs have in common, each in the one line that it stands in. Counts of traces and sizes of what is read are the same in all.
CHANGING = [
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in [
        (r"^((?:imported|synced) .* in )(?:\d+ min )?[\d.]+ s$", r"\1TIME"),
        (r"^(trawl: ended with \d+ after )[\d.]+ m?s$", r"\1TIME"),
        (r'("began": ")[^"]+(", "ended": ")[^"]+(", "seconds": )[\d.]+', r"\1NOW\2NOW\3TIME"),
        (r"^(trawl_sync_end_timestamp_seconds\{.*\} )[\d.]+$", r"\1NOW"),
        (r"^(trawl_sync_duration_seconds\{.*\} )[\d.]+$", r"\1TIME"),
        (r'("(?:synced|reconciled|last_try|next_try)_ms": )\d+', r"\1NOW"),
        (r"^(  tr-\w+  failed \d+ times?, next try after )\d{4}-\d\d-\d\d \d\d:\d\d:", r"\1NOW:"),
        (r"^(  \d+ .*  )\d{4}-\d\d-\d\d \d\d:\d\d  \d{4}-\d\d-\d\d \d\d:\d\d$", r"\1NOW               NOW"),
        (r'("format": \d+, "bytes": )\d+', r"\1SIZE"),
        (r"^(\S+: [\d,]+ traces from .* UTC, ).*B$", r"\1SIZE"),
        (r"^((?:compacted|made) .*, )\S+ \wB( before, )\S+ \wB( now)$", r"\1SIZE\2SIZE\3"),
        (r"^(compacted .* in )\d+ parts?,", r"\1N parts,"),
        (r"^((?:un)?packed .*: )\d+ files, [\d.]+ \wB", r"\1N files, SIZE"),
        (r"^(packed .* in )[\d.]+ \wB$", r"\1SIZE"),
    ]
]

# `change METHOD PATH JSON`; MLflow's own command would take five seconds.
CHANGE = "import sys; from urllib.request import *; uri, method, path, body = sys.argv[1:]; urlopen(Request(uri + path, body.encode(), {'Content-Type': 'application/json'}, method=method))"


def pytest_generate_tests(metafunc):
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", CASES, ids=[str(case.relative_to(GOLDEN)) for case in CASES])


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    trawl = Trawl(tmp_path_factory.mktemp("golden") / "index")
    trawl.run("import", str(TOP / "sample-data" / "traces.jsonl.gz")).ok()
    return trawl


@pytest.fixture(scope="module")
def places(sample, corpus, wanted, tmp_path_factory):
    """What cases name and what stands by that name in what they print. A server is started when one of them needs it."""
    left_behind = tmp_path_factory.mktemp("golden-files")
    traces = json.loads((RECORDED / "corpus" / "export-1.json").read_text())["traces"][:5]
    artifact_store(left_behind / "artifacts", traces)
    mlflow_export_import(left_behind / "exported", traces)
    named = {"INDEX": str(sample.index), "NOWHERE": str(sample.index.parent), "FILES": str(left_behind)}
    with ExitStack() as running:
        if any(re.search(r"\$(SERVER|BROKEN)\b", command(case)) for case in wanted):
            server = running.enter_context(serve_corpus(tmp_path_factory.mktemp("golden-server")))
            broken = running.enter_context(Proxy(server.uri))
            broken.poison = corpus["ids"]["t01"]
            named |= {"SERVER": server.uri, "BROKEN": broken.uri}
        yield named


def shown(command: str, trawl: Trawl, places: dict[str, str]) -> str:
    """Runs it in a shell, in a pipe, where `trawl` is the packaged program and `change` a request to the server."""
    script = f'set -o pipefail\ntrawl() {{ "{TOP}/trawl" "$@"; }}\nchange() {{ "{sys.executable}" -c "{CHANGE}" "$SERVER/api/3.0/mlflow/traces" "$@"; }}\n{command}'
    with tempfile.TemporaryDirectory() as fresh:
        places = places | {"FRESH": fresh}
        fixed = {"TRAWL_REDACT_KEY": "golden", "TZ": "UTC", "XDG_CONFIG_HOME": places["NOWHERE"], "XDG_DATA_HOME": places["NOWHERE"]}
        done = subprocess.run(["bash", "-c", script], cwd=TOP, env=trawl.environment(places | fixed), capture_output=True, timeout=300)
    out, err = (steady(text.decode(), places) for text in (done.stdout, done.stderr))
    return f"$ {command}\n--- stdout\n{out}--- stderr\n{NEWS.sub('', err)}--- exit code\n{done.returncode}\n"


def steady(text: str, places: dict[str, str]) -> str:
    """What a command printed, with names for all that is different in the next run."""
    for name, place in places.items():
        text = text.replace(place, name)
    for pattern, replacement in CHANGING:
        text = pattern.sub(replacement, text)
    return text


def command(case: Path) -> str:
    return case.read_text(encoding="utf-8").split("\n--- stdout", 1)[0].removeprefix("$ ").rstrip("\n")


@pytest.fixture(scope="module")
def wanted(request):
    return [item.callspec.params["case"] for item in request.session.items if item.function is test_the_command_prints_what_it_always_printed]


@pytest.fixture(scope="module")
def printed(sample, places, wanted):
    """What each wanted case prints now. They are run side by side: most of the time of a short command is the start of Java.
    Those that change what is on the server come one by one when the others are done."""
    changing = [case for case in wanted if re.search(r"^change ", command(case), re.MULTILINE)]
    reading = [case for case in wanted if case not in changing]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = dict(zip(reading, pool.map(lambda case: shown(command(case), sample, places), reading)))
    return done | {case: shown(command(case), sample, places) for case in changing}


def test_the_command_prints_what_it_always_printed(case, printed, request):
    if request.config.getoption("--update-golden"):
        case.write_text(printed[case], encoding="utf-8")
    assert printed[case] == case.read_text(encoding="utf-8")


def test_every_command_has_a_case():
    verbs = {verb for case in CASES for verb in command(case).replace("(", " ").split()}
    missing = [verb for verb in listed() if verb not in verbs]
    assert missing == []


def listed() -> list[str]:
    help = subprocess.run([str(TOP / "trawl"), "--help"], capture_output=True, text=True, check=True).stdout
    return [line.split()[0] for line in help.split("Commands:")[1].split("Exit codes:")[0].splitlines() if line.startswith("  ") and line[2] != " "]
