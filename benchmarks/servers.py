"""Three servers under the same loads: gunicorn with threads, granian and waitress.

Run `python benchmarks/servers.py` where all three are installed besides the site. Each serves the
same SQLite site of 1,000 comments from one process with 128 threads, sixteen of them at work at
once, three times in turn; a figure is the median of the three rounds. CPU is what the server's
processes took for an answer, by /proc; the readers who ask are in another process.
"""

import http.client
import math
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from first_table import _fill, _site, _slug, _tokens

PORT = 5122
AT = f"127.0.0.1:{PORT}"
THREADS = "128"
COMMENTS = 1_000
ROUNDS = 3
SLOW = 40
SLOWLY = (
    b"POST /signin HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nx"
)
PATIENCE = 5.0
"""Seconds until a reader gives up."""
WARM = 40
HERE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SERVERS = {
    "gunicorn, threads": [
        *(str(BIN / "gunicorn"), "--no-control-socket", "--threads", THREADS),
        *("--keep-alive", "30", "--log-level", "error", "--bind", AT, "wsgi:app"),
    ],
    "granian": [
        *(str(BIN / "granian"), "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--blocking-threads", THREADS, "--workers-lifetime", "1d"),
        *("--respawn-failed-workers", "--respawn-interval", "0.5"),
        *("--workers-kill-timeout", "8", "--no-log", "--port", str(PORT), "wsgi:app"),
    ],
    "waitress": [
        *(
            str(BIN / "waitress-serve"),
            f"--threads={THREADS}",
            "--connection-limit=1000",
            f"--listen={AT}",
            "wsgi:app",
        ),
    ],
}
TICKS = os.sysconf("SC_CLK_TCK")
Ask = Callable[[http.client.HTTPConnection, int], None]


def main() -> None:
    """Print a row for each load and server."""
    with tempfile.TemporaryDirectory() as folder:
        app = _site(folder, "")
        with app.app_context():
            article_id, _, _ = _fill(COMMENTS)
            tokens = iter(_tokens(COMMENTS // 2)[0])
            page = f"/articles/{_slug(app)}"
        found: dict[tuple[str, str], list[tuple[float, ...]]] = {}
        for _ in range(ROUNDS):
            for name, command in SERVERS.items():
                with _running(command, folder) as process:
                    for load, figures in _loads(process.pid, page, article_id, tokens):
                        found.setdefault((load, name), []).append(figures)
    print("| load | server | answers a second | median, ms | p99, ms | CPU, ms | unanswered |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for (load, name), rounds in sorted(found.items()):
        said = [statistics.median(each) for each in zip(*rounds, strict=True)]
        print(
            f"| {load} | {name} | {said[0]:.0f} | {said[1]:.1f} | {said[2]:.1f} | {said[3]:.2f} |"
            f" {said[4]:.0f} |"
        )


def _loads(
    pid: int, page: str, article_id: int, tokens: Iterator[str]
) -> Iterator[tuple[str, tuple[float, ...]]]:
    number = count()
    stored = _getting(lambda _: page)
    drawn = _getting(lambda _: f"{page}?from={next(number)}")
    _measure(pid, 2, WARM, drawn)
    yield "stored page, 8 readers", _measure(pid, 8, 250, stored)
    yield "no news, 8 readers", _measure(pid, 8, 40, _polling(article_id))
    yield "drawn page, 4 readers", _measure(pid, 4, 15, drawn)
    yield "post, 4 readers", _measure(pid, 4, 10, _posting(article_id, tokens))
    with _slow_ones():
        yield f"stored page beside {SLOW} slow ones", _measure(pid, 8, 4, stored)


@contextmanager
def _running(command: list[str], folder: str) -> Iterator[subprocess.Popen[bytes]]:
    given = {"DISCUSS_INSTANCE": folder, "DISCUSS_PACE_LIMITS": "no", "DISCUSS_WORKER": "outside"}
    process = subprocess.Popen(
        command,
        cwd=HERE,
        env={**os.environ, **given},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                    break
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _getting(path: Callable[[int], str]) -> Ask:
    def ask(connection: http.client.HTTPConnection, turn: int) -> None:
        headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
        connection.request("GET", path(turn), headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status

    return ask


def _polling(article_id: int) -> Ask:
    """Ask what is new, as an open page does every twenty seconds, while nothing is."""
    path = f"/api/v1/articles/{article_id}/news?since=1"
    tags: dict[int, str] = {}

    def ask(connection: http.client.HTTPConnection, turn: int) -> None:
        known = tags.get(id(connection), "")
        connection.request("GET", path, headers={"If-None-Match": known})
        answer = connection.getresponse()
        answer.read()
        tags[id(connection)] = answer.headers["ETag"]
        assert answer.status == (304 if turn else 200), answer.status

    return ask


def _posting(article_id: int, tokens: Iterator[str]) -> Ask:
    path = f"/api/v1/articles/{article_id}/comments"

    def ask(connection: http.client.HTTPConnection, turn: int) -> None:
        token = next(tokens)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        body = f'{{"body": "Words of turn {turn}.", "submission_key": "{token[:20]}"}}'
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 201, answer.status

    return ask


def _measure(pid: int, readers: int, each: int, ask: Ask) -> tuple[float, ...]:
    """Return answers a second, median and p99 in ms, CPU for an answer in ms, and how many none."""
    took: list[float] = []
    none: list[OSError] = []

    def read() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
        for turn in range(each):
            began = time.perf_counter()
            try:
                ask(connection, turn)
                took.append(time.perf_counter() - began)
            except OSError as error:
                none.append(error)
                connection.close()
        connection.close()

    before, began = _cpu(pid), time.perf_counter()
    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = time.perf_counter() - began
    took.sort()
    if not took:
        return 0, math.nan, math.nan, math.nan, len(none)
    last = took[min(len(took) - 1, int(len(took) * 0.99))]
    cpu = (_cpu(pid) - before) / len(took) * 1e3
    return len(took) / passed, statistics.median(took) * 1e3, last * 1e3, cpu, len(none)


@contextmanager
def _slow_ones() -> Iterator[None]:
    """Hold connections whose request never comes to its end."""
    held: list[Any] = []
    for _ in range(SLOW):
        held.append(socket.create_connection(("127.0.0.1", PORT)))
        held[-1].sendall(SLOWLY)
    try:
        yield
    finally:
        for each in held:
            each.close()


def _cpu(pid: int) -> float:
    """Return the seconds of processor that a process and its children have taken."""
    total = 0.0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _is_below(int(entry.name), pid):
            said = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            total += (int(said[11]) + int(said[12])) / TICKS
    return total


def _is_below(pid: int, above: int) -> bool:
    while pid not in {0, above}:
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            return False
    return pid == above


if __name__ == "__main__":
    main()
