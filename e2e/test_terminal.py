"""What ./trawl prints on a terminal is as wide as the terminal.

    e2e/python -m pytest e2e/test_terminal.py
"""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import termios
import time

import pytest

from support.trawl import TOP, TRAWL, Trawl


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Trawl:
    trawl = Trawl(tmp_path_factory.mktemp("terminal"))
    trawl.run("import", "sample-data/traces.jsonl.gz").ok()
    return trawl


def lines(sample: Trawl, columns: int, *arguments: str, **variables: str) -> list[str]:
    """What a command prints on a terminal of so many columns."""
    terminal, program = pty.openpty()
    fcntl.ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = sample.environment({"NO_COLOR": "1"} | variables)
    process = subprocess.Popen([str(TRAWL), *arguments], cwd=TOP, env=environment, stdin=subprocess.DEVNULL, stdout=program, stderr=subprocess.DEVNULL)
    os.close(program)
    printed = b""
    while True:
        try:
            block = os.read(terminal, 65536)
        except OSError:  # how Linux tells that nobody writes any more
            break
        if not block:
            break
        printed += block
    os.close(terminal)
    assert process.wait() == 0
    return printed.decode().splitlines()


@pytest.mark.parametrize("columns", [60, 100, 160])
def test_a_table_is_as_wide_as_the_terminal(sample, columns):
    shown = lines(sample, columns, "search", "--limit", "20", "tag.language = 'en'")
    assert len(shown) == 21
    widest = max(map(len, shown))
    assert widest <= columns
    assert widest > columns * 3 // 4


def test_columns_of_the_environment_count_more(sample):
    assert max(map(len, lines(sample, 160, "search", "--limit", "20", "tag.language = 'en'", COLUMNS="90"))) == 90


def test_help_is_wrapped_for_the_terminal(sample):
    for arguments in [("search", "--help"), ("--help",)]:
        assert 60 < max(map(len, lines(sample, 80, *arguments))) <= 80
        assert 80 < max(map(len, lines(sample, 200, *arguments))) <= 100


def test_a_pager_that_cannot_be_started_is_done_without(sample):
    shown = lines(sample, 80, "show", "tr-36058ca8", PAGER="no-such-pager")
    assert shown == lines(sample, 80, "show", "tr-36058ca8", PAGER="cat")


def test_a_pager_that_ends_behind_sigterm_leaves_no_bug_behind(sample, tmp_path):
    """Which of the two that wait for the pager goes on first is chance, so there are several tries."""
    terminal, program = pty.openpty()
    shown = []
    for place in range(6):
        started = tmp_path / str(place)
        environment = sample.environment({"PAGER": f"touch {started}; sleep 2; cat > /dev/null"})
        shown.append(
            subprocess.Popen([str(TRAWL), "show", "tr-36058ca8"], cwd=TOP, env=environment, stdin=subprocess.DEVNULL, stdout=program, stderr=subprocess.PIPE)
        )
        while not started.exists():
            assert shown[-1].poll() is None
            time.sleep(0.02)
        shown[-1].send_signal(signal.SIGTERM)
    assert [process.communicate(timeout=60)[1] for process in shown] == [b""] * len(shown)
    os.close(program)
    os.close(terminal)
