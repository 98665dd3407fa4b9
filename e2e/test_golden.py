"""What commands print on the sample data, byte for byte: golden/NAME.txt holds the command, its output, its messages and its exit code.

    e2e/python -m pytest e2e/test_golden.py --update-golden      writes the files anew; read the difference before committing it
"""

import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from support.trawl import TOP, Trawl

GOLDEN = Path(__file__).resolve().parent / "golden"
CASES = sorted(GOLDEN.glob("**/*.txt"))

# What a command says when it takes longer than a second.
NEWS = re.compile(r"^\w+: [\d,]+ of [\d,]+ traces, .* left\n", re.MULTILINE)


def pytest_generate_tests(metafunc):
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", CASES, ids=[str(case.relative_to(GOLDEN)) for case in CASES])


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    trawl = Trawl(tmp_path_factory.mktemp("golden") / "index")
    trawl.run("import", str(TOP / "sample-data" / "traces.jsonl.gz")).ok()
    return trawl


def shown(command: str, trawl: Trawl) -> str:
    """Runs it in a shell, in a pipe, where `trawl` is the packaged program. The index's folder stands as INDEX."""
    script = f'trawl() {{ "{TOP}/trawl" "$@"; }}\n{command}'
    nowhere = str(trawl.index.parent)
    fixed = {"TRAWL_REDACT_KEY": "golden", "TZ": "UTC", "XDG_CONFIG_HOME": nowhere, "XDG_DATA_HOME": nowhere}
    done = subprocess.run(["bash", "-c", script], cwd=TOP, env=trawl.environment(fixed), capture_output=True, timeout=120)
    out, err = (text.decode().replace(str(trawl.index), "INDEX").replace(nowhere, "NOWHERE") for text in (done.stdout, done.stderr))
    return f"$ {command}\n--- stdout\n{out}--- stderr\n{NEWS.sub('', err)}--- exit code\n{done.returncode}\n"


def command(case: Path) -> str:
    return case.read_text(encoding="utf-8").split("\n--- stdout", 1)[0].removeprefix("$ ").rstrip("\n")


@pytest.fixture(scope="module")
def printed(sample, request):
    """What each wanted case prints now. They are run side by side: most of the time of a short command is the start of Java."""
    wanted = [item.callspec.params["case"] for item in request.session.items if item.function is test_the_command_prints_what_it_always_printed]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(wanted, pool.map(lambda case: shown(command(case), sample), wanted)))


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
