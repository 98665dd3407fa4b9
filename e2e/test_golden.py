"""What commands print on the sample data, byte for byte: golden/NAME.txt holds the command, its output, its messages and its exit code.

    e2e/python -m pytest e2e/test_golden.py --update-golden      writes the files anew; read the difference before committing it
"""

import subprocess
from pathlib import Path

import pytest

from support.trawl import TOP, Trawl

GOLDEN = Path(__file__).resolve().parent / "golden"
CASES = sorted(GOLDEN.glob("**/*.txt"))


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
    environment = trawl.environment({"TRAWL_REDACT_KEY": "golden"})
    environment.pop("COLUMNS", None)
    done = subprocess.run(["bash", "-c", script], cwd=TOP, env=environment, capture_output=True, timeout=120)
    out, err = (text.decode().replace(str(trawl.index), "INDEX") for text in (done.stdout, done.stderr))
    return f"$ {command}\n--- stdout\n{out}--- stderr\n{err}--- exit code\n{done.returncode}\n"


def test_the_command_prints_what_it_always_printed(case, sample, request):
    text = case.read_text(encoding="utf-8")
    command = text.split("\n--- stdout", 1)[0].removeprefix("$ ").rstrip("\n")
    printed = shown(command, sample)
    if request.config.getoption("--update-golden"):
        case.write_text(printed, encoding="utf-8")
    assert printed == case.read_text(encoding="utf-8")
