"""Runs SQL for the comparison, in a process of its own: a line of JSON in, a line of JSON out. `traces` is the file's lines."""

from __future__ import annotations

import json
import sys
import threading
import time

import duckdb


def main() -> None:
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    file = sys.argv[1].replace("'", "''")
    # The quickest way found to read whole lines: as a table of one column whose separator never occurs.
    reading = "delim = '\x01', quote = '', escape = '', header = false, auto_detect = false, columns = {'line': 'VARCHAR'}"
    sizes = "max_line_size = 33554432, buffer_size = 67108864"
    connection.execute(f"CREATE VIEW traces AS SELECT line FROM read_csv('{file}', {reading}, {sizes})")
    for line in sys.stdin:
        question = json.loads(line)
        try:
            answer = {"version": f"DuckDB {duckdb.__version__}"} if "version" in question else ask(connection, question)
        except duckdb.Error as problem:
            answer = {"error": str(problem)}
        print(json.dumps(answer), flush=True)


def ask(connection: duckdb.DuckDBPyConnection, question: dict) -> dict:
    stopper = threading.Timer(question["patience"], connection.interrupt)
    stopper.start()
    began = time.perf_counter()
    try:
        rows = connection.execute(question["sql"]).fetchall()
        count = len(rows) if "LIMIT" in question["sql"] else rows[0][0]
    except duckdb.InterruptException:
        count = None
    finally:
        stopper.cancel()
    return {"ms": (time.perf_counter() - began) * 1e3, "count": count}


if __name__ == "__main__":
    main()
