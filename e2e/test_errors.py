"""What goes wrong is one clear message on stderr, a code that is not zero, and nothing on stdout."""

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from support.servers import answering, free_port
from support.trawl import TRAWL, Trawl

UNAUTHENTICATED = "You are not authenticated. Please see https://www.mlflow.org/docs/latest/auth/index.html on how to authenticate."
SECRET = "correct-horse-battery"


def check(ended, *said):
    assert ended.code != 0, ended
    assert ended.out == "", ended
    assert ended.err.strip() and len(ended.err.strip().splitlines()) <= 8, ended
    for trace_of_java in ("\tat ", "Exception in thread", "java.lang.", "java.net.", "Caused by:"):
        assert trace_of_java not in ended.err, ended
    assert SECRET not in ended.err, ended
    for word in said:
        assert word.lower() in ended.err.lower(), (word, ended)


def test_no_server(trawl):
    uri = f"http://127.0.0.1:{free_port()}"
    check(trawl.run("sync", "--tracking-uri", uri), uri)


def test_no_server_named_at_all(trawl):
    check(trawl.run("sync"), "--tracking-uri")


@pytest.mark.parametrize("uri", ["htp:/nowhere", "not a uri", "http://"])
def test_a_uri_that_is_none(trawl, uri):
    check(trawl.run("sync", "--tracking-uri", uri), uri)


def test_a_wrong_path_on_a_real_server(trawl, server):
    check(trawl.run("sync", "--tracking-uri", f"{server.uri}/nowhere"), f"{server.uri}/nowhere")


@pytest.mark.parametrize("status", [401, 403])
def test_a_server_that_refuses(trawl, status):
    with answering(status, UNAUTHENTICATED, "text/plain", WWW_Authenticate='Basic realm="mlflow"') as refusing:
        ended = trawl.run("sync", "--tracking-uri", refusing.uri, MLFLOW_TRACKING_USERNAME="someone", MLFLOW_TRACKING_PASSWORD=SECRET)
    check(ended, refusing.uri, str(status))


def test_a_password_in_the_uri_is_not_repeated(trawl):
    check(trawl.run("sync", "--tracking-uri", f"http://someone:{SECRET}@127.0.0.1:{free_port()}"))


@pytest.mark.parametrize("page", ["<html><body>Welcome to nginx!</body></html>", '{"hello": "world"}', ""])
def test_a_server_that_is_not_mlflow(trawl, page):
    with answering(200, page) as other:
        check(trawl.run("sync", "--tracking-uri", other.uri), other.uri, "mlflow")


@pytest.mark.parametrize("option, value", [("--experiment-id", "4711"), ("--experiment-name", "no-such-experiment")])
def test_an_unknown_experiment(trawl, server, option, value):
    check(trawl.run("sync", "--tracking-uri", server.uri, option, value), value)


@pytest.mark.parametrize("filter", ["trace.stauts = 'OK'", "status = ", "status = 'OK' AND AND) x", "tags.env = prod", "status LIKE 5"])
def test_a_bad_filter(synced, filter):
    check(synced.run("search", filter))
    check(synced.run("traces", "search", "-x", "1", "--filter-string", filter))


def test_no_index(trawl):
    check(trawl.run("search", "status = 'OK'"), str(trawl.index))


def test_an_unknown_option(trawl):
    check(trawl.run("search", "--no-such-option"), "--no-such-option")


def test_a_file_that_is_not_there(trawl):
    check(trawl.run("import", "/no/such/file.jsonl"), "/no/such/file.jsonl")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_doctor_does_not_give_up_an_index_that_others_may_not_read():
    with tempfile.TemporaryDirectory() as folder:
        environment = Trawl(Path(folder)).environment({"HOME": "/nonexistent"})
        try:
            ended = subprocess.run([str(TRAWL), "doctor"], user=65534, group=65534, env=environment, capture_output=True, text=True, timeout=300)
        except PermissionError:
            pytest.skip("nobody but root may start it here")
    assert f"!!  index     no permission for {folder}\n              read it as the user that it belongs to" in ended.stdout, ended
    assert "make the index anew" not in ended.stdout, ended
