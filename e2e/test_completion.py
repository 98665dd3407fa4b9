"""What bash, zsh and fish make of `trawl completion`, each as it is used: a line is typed and Tab pressed."""

import os
import pty
import re
import select
import shutil
import subprocess
import time

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


class Typing:
    """An interactive shell in a pseudo-terminal."""

    def __init__(self, command, environment):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
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


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_what_was_typed(shell, environment):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    command, setup = SHELLS[shell]
    typing = Typing(command, environment)
    try:
        typing.type(setup + "; echo REA''DY\n")
        typing.read_until("READY")
        for line, expected in LINES.items():
            typing.type(line + "\t\x07")
            got = typing.read_until(r"GOT<(.*?)>\r?\n")[1]
            # Both close a quote, and add a blank, behind the only candidate.
            assert got.rstrip().removesuffix('"') == expected, line
            typing.type("\x05\x15")
    finally:
        typing.close()


def test_fish_completes_what_was_typed(environment):
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    for line, expected in LINES.items():
        script = "trawl completion fish | source; complete --do-complete $argv[1]"
        done = subprocess.run(["fish", "--no-config", "-c", script, line], env=environment, capture_output=True, text=True, timeout=60)
        found = [offer.split("\t")[0] for offer in done.stdout.splitlines()]
        assert any(offer and expected.endswith(offer.strip('"')) for offer in found), f"{line}: {found}, {done.stderr}"
