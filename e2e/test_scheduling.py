"""The examples of docs/scheduling.md, run as cron, systemd and Kubernetes would run them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from support.trawl import TOP, Trawl

TEXT = (TOP / "docs" / "scheduling.md").read_text()


def example(after: str) -> str:
    """The first indented block behind a line."""
    block = re.search(r"\n\n((?:    .*\n|\n)+)", TEXT[TEXT.index(after) :]).group(1)
    return re.sub(r"^    ", "", block, flags=re.MULTILINE).strip() + "\n"


@pytest.fixture
def placed(own_server, tmp_path):
    """Puts the example's server and folders in the place of those of this test."""
    for folder in ("state", "exporter"):
        (tmp_path / folder).mkdir()

    def place(text: str) -> str:
        for example, real in (
            (r"https://mlflow\.example|http://mlflow\.mlops\.svc:5000", own_server.uri),
            ("/opt/trawl", str(TOP)),
            ("/var/lib/trawl", str(tmp_path / "state")),
            ("/var/lib/node_exporter", str(tmp_path / "exporter")),
            (r"(?<=: )/index\b", str(tmp_path / "state" / "index")),
        ):
            text = re.sub(example, real, text)
        return text

    return place


def bare(folder: Path, **variables: str) -> dict[str, str]:
    """The environment that cron gives a job; systemd and Kubernetes give no more."""
    return {"HOME": str(folder), "LOGNAME": "trawl", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"} | variables


def test_the_line_for_cron(placed, tmp_path):
    line = placed(example("## cron"))
    command = line.split(maxsplit=5)[5]
    done = subprocess.run(["/bin/sh", "-c", command], cwd=tmp_path, env=bare(tmp_path), capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    report = json.loads((tmp_path / "state" / "report.json").read_text())
    assert (report["outcome"], report["traces"]["new"]) == ("complete", 30)
    assert "30 new" in (tmp_path / "state" / "trawl.log").read_text()
    assert len(Trawl(Path(report["index"])).ids()) == 30


def test_the_units_for_systemd(placed, tmp_path):
    units = tmp_path / "units"
    units.mkdir()
    for name in ("trawl-sync.service", "trawl-sync.timer"):
        (units / name).write_text(placed(example(f"`/etc/systemd/system/{name}`:")))
    if shutil.which("systemd-analyze"):
        checked = subprocess.run(["systemd-analyze", "verify", *map(str, units.iterdir())], capture_output=True, text=True)
        assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    service = (units / "trawl-sync.service").read_text()
    variables = dict(each.split("=", 1) for each in re.search("^Environment=(.*)", service, re.MULTILINE).group(1).split())
    command = shlex.split(re.search("^ExecStart=(.*)", service, re.MULTILINE).group(1))
    done = subprocess.run(command, cwd="/", env=bare(tmp_path, **variables), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "trawl_sync_success" in (tmp_path / "exporter" / "trawl.prom").read_text()
    assert len(Trawl(Path(variables["TRAWL_INDEX"])).ids()) == 30


def test_the_job_for_kubernetes(placed, tmp_path):
    job = yaml.safe_load(placed(example("## Kubernetes")))
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "CronJob")
    container = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]
    variables = {each["name"]: each.get("value", "a secret") for each in container["env"]}
    done = subprocess.run(container["command"], cwd="/", env=bare(tmp_path, **variables), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(Trawl(Path(variables["TRAWL_INDEX"])).ids()) == 30
