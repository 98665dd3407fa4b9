"""The commands that users of `mlflow traces` learn (MLflow's skill "retrieving-mlflow-traces"), word for word, with `trawl` for `mlflow` and values for the placeholders."""

import json
import subprocess

import pytest

from support.trawl import TOP, Trawl

COMMANDS = r"""
trawl traces search --help
trawl traces get --trace-id tr-f85087021614a81f8a4ac58cc83d1c3e
trawl traces search --experiment-id 1 --filter-string "metadata.\`mlflow.trace.session\` = 'session_abc'"
trawl traces search --run-id 00000000000000000000000000000000
trawl traces search --run-id 00000000000000000000000000000000 --filter-string "trace.status = 'ERROR'"
trawl traces search --experiment-id 1 --run-id 00000000000000000000000000000000
trawl traces search --experiment-id 1 --filter-string "metadata.\`mlflow.trace.session\` = 'chat-904-e55'"
trawl traces search --experiment-id 1 --filter-string "metadata.\`mlflow.trace.user\` = 'customer-85fa'"
trawl traces search --experiment-id 1 --filter-string "metadata.\`mlflow.trace.session\` = 'chat-904-e55' AND trace.status = 'ERROR'"
trawl traces search --experiment-id 1 --filter-string "metadata.\`mlflow.trace.session\` = 'chat-904-e55'" --order-by "timestamp_ms ASC"
trawl traces search --experiment-id 1 --filter-string "trace.status = 'ERROR'"
trawl traces search --experiment-id 1 --filter-string "trace.status = 'OK'"
trawl traces search --experiment-id 1 --filter-string "trace.timestamp_ms > $(( $(date +%s)000 - 3600000 ))"
trawl traces search --experiment-id 1 --filter-string "trace.execution_time_ms > 1000"
trawl traces search --experiment-id 1 --filter-string "tag.environment = 'production'"
trawl traces search --experiment-id 1 --filter-string "metadata.user_id = 'user_123'"
trawl traces search --experiment-id 1 --filter-string "tag.\`model-name\` = 'gpt-4'"
trawl traces search --experiment-id 1 --filter-string "metadata.\`user.id\` = 'abc'"
trawl traces search --experiment-id 1 --filter-string "feedback.rating = 'positive'"
trawl traces search --experiment-id 1 --filter-string "trace.text LIKE '%error%'"
trawl traces search --experiment-id 1 --max-results 50
trawl traces search --experiment-id 1 --max-results 50 --page-token "eyJvZmZzZXQiOiA1MH0="
trawl traces search --experiment-id 1 --output json
trawl traces search --experiment-id 1 --include-spans
trawl traces search --experiment-id 1 --order-by "timestamp_ms DESC"
""".strip().splitlines()


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    trawl = Trawl(tmp_path_factory.mktemp("skill") / "index")
    trawl.run("import", str(TOP / "sample-data" / "traces.jsonl.gz")).ok()
    return trawl


def run(command: str, trawl: Trawl) -> subprocess.CompletedProcess:
    script = f'trawl() {{ "{TOP}/trawl" "$@"; }}\n{command}'
    return subprocess.run(["bash", "-c", script], env=trawl.environment({}), capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_skill_works(command, sample):
    done = run(command, sample)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    assert done.stdout and all(line.startswith("trawl: the index has no ") for line in done.stderr.splitlines())


def test_without_an_experiment_the_environment_names_it(sample):
    command = "trawl traces search --filter-string \"trace.status = 'OK'\""
    assert run(f"MLFLOW_EXPERIMENT_ID=1 {command}", sample).returncode == 0
    assert "Missing option '--experiment-id' / '-x'." in run(command, sample).stderr


def test_the_conversation_is_in_order_and_the_pages_follow(sample):
    ordered = next(command for command in COMMANDS if "ASC" in command)
    times = [trace["info"]["request_time"] for trace in json.loads(run(ordered + " --output json", sample).stdout)["traces"]]
    assert len(times) == 6 and times == sorted(times)
    first, second = (run(command, sample).stdout for command in COMMANDS if "--max-results" in command)
    assert first.endswith("Next page token: eyJvZmZzZXQiOiA1MH0=\n")
    assert len(set(first.splitlines()[2:52]) & set(second.splitlines()[2:52])) == 0
