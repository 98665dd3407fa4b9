"""A real MLflow server, a proxy that watches what is asked of it, and small servers that are no MLflow."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Callable
from urllib.parse import urlsplit


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class MlflowServer:
    """`mlflow server` with one worker over the SQLite database in `folder`, from `with` to its end."""

    def __init__(self, folder: Path):
        self.folder, port = folder, free_port()
        self.uri = f"http://127.0.0.1:{port}"
        self.command = [
            sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
            "--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", f"{folder}/artifacts",
        ]  # fmt: skip

    def __enter__(self) -> MlflowServer:
        self.log = open(self.folder / "server.log", "w")
        self.process = subprocess.Popen(
            self.command, cwd=self.folder, env=os.environ | {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"},
            stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip
        for _ in range(360):
            try:
                with urllib.request.urlopen(f"{self.uri}/health", timeout=5) as answer:
                    if answer.read() == b"OK":
                        return self
            except OSError:
                time.sleep(0.5)
            if self.process.poll() is not None:
                break
        raise AssertionError(f"mlflow server did not start:\n{(self.folder / 'server.log').read_text()[-3000:]}")

    def __exit__(self, *_: object) -> None:
        os.killpg(self.process.pid, 15)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, 9)
        self.log.close()


class SmallServer:
    """An HTTP server in a thread, from `with` to its end."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]):
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        self.uri = f"http://127.0.0.1:{self.http.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.http.shutdown()
        self.http.server_close()


@dataclass(frozen=True)
class Asked:
    """A request that went through the proxy and the status it was answered with."""

    method: str
    path: str
    status: int
    sent: int

    @property
    def for_spans(self) -> bool:
        """Whether spans are the answer: batchGet (not batchGetInfos), get, get-trace-artifact."""
        path = urlsplit(self.path).path
        return path.endswith(("/traces/batchGet", "/traces/get", "/get-trace-artifact"))


class Proxy(SmallServer):
    """Passes every request on to `uri` and writes it down. `before` runs first, with the number of requests so far, and may wait.
    A request for what `poison` names is answered with 500, as MLflow answers when its database fails."""

    def __init__(self, uri: str, before: Callable[[int], None] = lambda number: None):
        proxy, self.asked, self.started, self.before = self, [], 0, before
        self.poison = "\0"
        place, lock = urlsplit(uri), threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def pass_on(self) -> None:
                with lock:
                    proxy.started += 1
                    number = proxy.started
                proxy.before(number)
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if proxy.poison in self.path:
                    self.answer(500, [("Content-Type", "application/json")], b'{"error_code": "INTERNAL_ERROR", "message": "poisoned"}')
                    return
                server = http.client.HTTPConnection(place.hostname, place.port, timeout=120)
                headers = {name: value for name, value in self.headers.items() if name.lower() not in ("connection", "host")}
                server.request(self.command, self.path, body, headers)
                answer = server.getresponse()
                content = answer.read()
                server.close()
                with lock:
                    proxy.asked.append(Asked(self.command, self.path, answer.status, len(content)))
                self.answer(answer.status, answer.getheaders(), content)

            def answer(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
                try:
                    self.send_response(status)
                    for name, value in headers:
                        if name.lower() not in ("transfer-encoding", "connection", "content-length", "date", "server"):
                            self.send_header(name, value)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except OSError:
                    self.close_connection = True  # the asker was killed

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = pass_on

            def handle(self) -> None:
                try:
                    super().handle()
                except OSError:
                    pass

            def log_message(self, *_: object) -> None:
                pass

        super().__init__(Handler)

    def taken(self) -> list[Asked]:
        """What was asked since the last call."""
        taken, self.asked = self.asked, []
        return taken


def answering(status: int, text: str, content_type: str = "text/html", **headers: str) -> SmallServer:
    """A server that gives the same answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            content = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = answer

        def log_message(self, *_: object) -> None:
            pass

    return SmallServer(Handler)
