"""What bash, zsh and fish make of `trawl completion`, each as it is used: a line is typed and Tab pressed."""

import gzip
import json
import os
import pty
import re
import select
import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest

from support.trawl import TOP, Trawl

# What is typed, and what stands there after Tab. Fields, keys of tags and values come from the index of the sample data.
LINES = {
    "trawl sear": "trawl search",
    "trawl search --outp": "trawl search --output",
    "trawl search --output jsonl --sni": "trawl search --output jsonl --snippets",
    "trawl stats --by execution_t": "trawl stats --by execution_time_ms",
    "trawl stats --by tag.inten": "trawl stats --by tag.intent",
    "trawl traces sea": "trawl traces search",
    "trawl search @slow": "trawl search @slow-errors",
    "trawl histogram --by aut": "trawl histogram --by auto",
    "trawl stats --metric \"p95 of dur": "trawl stats --metric \"p95 of duration",
    "trawl search \"status = 'ERROR' A": "trawl search \"status = 'ERROR' AND",
    "trawl man sear": "trawl man search",
    "trawl import /etc/pass": "trawl import /etc/passwd",
    "trawl status --index /us": "trawl status --index /usr/",
    "trawl search \"tag.intent = 'refu": "trawl search \"tag.intent = 'refund'",
    "trawl search \"status = 'ERROR' AND tag.chan": "trawl search \"status = 'ERROR' AND tag.channel",
}
# How each is started and taught; Ctrl-G then prints the line as it stands.
SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        """eval "$(trawl completion bash)"; bind -x '"\\C-g": printf "GOT<%s>\\n" "$READLINE_LINE"'""",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        "autoload -U compinit; compinit -u -D; source <(trawl completion zsh);"
        " shown() { print -r -- \"GOT<$BUFFER>\"; }; zle -N shown; bindkey '^G' shown; bindkey '^U' kill-whole-line",
    ),
}
FISH = (["fish", "--no-config", "-i"], "trawl completion fish | source")

# Traces by their session and tags, with what a shell could run, and what could be taken for an instruction.
SESSIONS = ["s;touch${IFS}ran", "q'; touch ran; '", 'd"; touch ran; "!x`touch ran`$(touch ran)\\', "!1;touch ran", ":files", "ann@example.org", "a&b c"]
TAGS = {"app.version": "1.2", "apple": "x", "env": "prod", "run": "`touch ran`", "why": "$(touch ran)", "loud": "ran!!"}
# What is typed before Tab and Enter, the words that trawl gets then, and in which shells that is so if not in all: fish has no
# escaped backtick, zsh completes the command behind one, and both a variable behind $.
RUN = [
    (r"trawl session s\;", ["session", SESSIONS[0]], ""),
    ("trawl session s", ["session", SESSIONS[0]], ""),
    ("trawl session 's", ["session", SESSIONS[0]], ""),
    ("trawl session 'q", ["session", SESSIONS[1]], ""),
    (r"trawl session q\'\;", ["session", SESSIONS[1]], ""),
    ('trawl session "d', ["session", SESSIONS[2]], ""),
    (r'trawl session "d\"', ["session", SESSIONS[2]], ""),
    ("trawl session d", ["session", SESSIONS[2]], ""),
    (r"trawl session \!", ["session", SESSIONS[3]], "bash zsh"),
    ('trawl session "!', ["session", SESSIONS[3]], "bash zsh"),
    ("trawl session :", ["session", SESSIONS[4]], ""),
    ("trawl session ann@e", ["session", SESSIONS[5]], ""),
    ('trawl session a"&', ["session", SESSIONS[6]], ""),
    ("trawl session 'a'\\&b' '", ["session", SESSIONS[6]], ""),
    # A backslash without what it escapes escapes nothing that comes behind it.
    ("trawl session s\\", ["session", SESSIONS[0]], "bash zsh"),
    ('trawl search "tag.`app', ["search", "tag.`app.version`"], "bash"),
    (r'trawl search "tag.\`a', ["search", "tag.`app.version`"], "bash zsh"),
    ("trawl search 'tag.`a", ["search", "tag.`app.version`"], ""),
    ('trawl search "tag.app.', ["search", "tag.`app.version`"], ""),
    ("trawl search tag.app.", ["search", "tag.`app.version`"], ""),
    ("trawl search 'tag.env = ", ["search", "tag.env = 'prod'"], ""),
    (r"trawl search 'tag.env = '\''pr", ["search", "tag.env = 'prod'"], ""),
    ('trawl search "tag.env = ', ["search", "tag.env = 'prod'"], ""),
    (r"trawl search tag.env\ =\ ", ["search", "tag.env = 'prod'"], ""),
    ('trawl search "tag.run = ', ["search", "tag.run = '`touch ran`'"], ""),
    ('trawl search "tag.why = ', ["search", "tag.why = '$(touch ran)'"], ""),
    ("trawl search \"tag.why = '$", ["search", "tag.why = '$(touch ran)'"], "bash"),
    ('trawl search "tag.loud = ', ["search", "tag.loud = 'ran!!'"], ""),
    ("trawl search \"tag.loud = 'ran\"\\!\"\"\\!\"' an", ["search", "tag.loud = 'ran!!' AND"], "bash zsh"),
    ("trawl search \"tag.why = '$' OR tag.en", ["search", "tag.why = '$' OR tag.env"], "bash"),
    # A variable is still one behind Tab.
    ("trawl search \"tag.env = '$STAGE' an", ["search", "tag.env = 'prod' AND"], "bash"),
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("completion")
    trawl = Trawl(folder / "index")
    trawl.run("import", str(TOP / "sample-data" / "traces.jsonl.gz")).ok()
    config = folder / "config.toml"
    config.write_text("[searches]\nslow-errors = \"status = 'ERROR'\"\n")
    return trawl.environment({
        "TRAWL_CONFIG": str(config), "PATH": f"{TOP}:{os.environ['PATH']}", "TERM": "dumb", "HOME": str(folder),
        "PS1": "> ", "COLUMNS": "200", "LC_ALL": "C.UTF-8",
    })  # fmt: skip


@pytest.fixture(scope="module")
def hostile(environment, tmp_path_factory):
    """An environment with an index of hostile traces, and a trawl that only completes; else it prints the words it got."""
    folder = tmp_path_factory.mktemp("hostile")
    with gzip.open(TOP / "sample-data" / "traces.jsonl.gz", "rt", encoding="utf-8") as lines:
        trace = json.loads(next(lines))
    file = folder / "traces.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for number, session in enumerate(SESSIONS):
            trace["info"] |= {"trace_id": f"tr-{number}", "trace_metadata": {"mlflow.trace.session": session}, "tags": TAGS}
            lines.write(json.dumps(trace | {"data": {"spans": []}}) + "\n")
    Trawl(folder / "index").run("import", str(file)).ok()
    bin = folder / "bin"
    bin.mkdir()
    (bin / "trawl").write_text(
        f'#!/bin/sh\ncase $1 in __complete | completion) exec {TOP}/trawl "$@" ;; esac\n'
        'printf "GIVEN"; for word; do printf "<%s>" "$word"; done; echo " END"\n'
    )
    (bin / "trawl").chmod(0o755)
    (folder / "work").mkdir()
    return environment | {
        "TRAWL_INDEX": str(folder / "index"), "PATH": f"{bin}:{os.environ['PATH']}", "PWD": str(folder / "work"), "STAGE": "prod",
    }  # fmt: skip


class Typing:
    """An interactive shell in a pseudo-terminal, in the folder that `PWD` names."""

    def __init__(self, command, environment):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(environment.get("PWD", "."))
            os.execvpe(command[0], command, environment)
        self.seen = ""

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def read_until(self, pattern, seconds=30):
        end = time.monotonic() + seconds
        while not (found := re.search(pattern, self.seen)):
            ready, _, _ = select.select([self.terminal], [], [], max(0, end - time.monotonic()))
            assert ready, f"no {pattern} in {self.seen!r}"
            self.seen += os.read(self.terminal, 65536).decode(errors="replace")
        self.seen = self.seen[found.end() :]
        return found

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


@contextmanager
def typing_into(shell, environment):
    """A shell that is ready; the test is skipped where there is none."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    command, setup = SHELLS.get(shell, FISH)
    typing = Typing(command, environment)
    try:
        typing.type(setup + "; echo REA''DY\n")
        typing.read_until("READY")
        yield typing
    finally:
        typing.close()


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_what_was_typed(shell, environment):
    with typing_into(shell, environment) as typing:
        for line, expected in LINES.items():
            typing.type(line + "\t\x07")
            got = typing.read_until(r"GOT<(.*?)>\r?\n")[1]
            # Both close a quote, and add a blank, behind the only candidate.
            assert got.rstrip().removesuffix('"') == expected, line
            typing.type("\x05\x15")


@pytest.mark.parametrize("shell", [*SHELLS, "fish"])
def test_what_traces_say_is_completed_as_a_word_and_never_run(shell, hostile):
    with typing_into(shell, hostile) as typing:
        for line, words, shells in RUN:
            if shell in (shells or shell).split():
                typing.type(line + "\t\n")
                got = typing.read_until(r"GIVEN(<.*>) END")[1]
                assert got == "".join(f"<{word}>" for word in words), line
                assert os.listdir(hostile["PWD"]) == [], line


@pytest.mark.parametrize("shell", SHELLS)
def test_what_was_typed_is_not_made_shorter(shell, hostile):
    with typing_into(shell, hostile) as typing:
        # tag.`app.version` and tag.apple
        typing.type("trawl search tag.app\t\x07")
        assert typing.read_until(r"GOT<(.*?)>\r?\n")[1] == "trawl search tag.app"


def test_fish_completes_what_was_typed(environment):
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    for line, expected in LINES.items():
        script = "trawl completion fish | source; complete --do-complete $argv[1]"
        done = subprocess.run(["fish", "--no-config", "-c", script, line], env=environment, capture_output=True, text=True, timeout=60)
        found = [offer.split("\t")[0] for offer in done.stdout.splitlines()]
        assert any(offer and expected.endswith(offer.strip('"')) for offer in found), f"{line}: {found}, {done.stderr}"
