import threading
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, run_wsgi_app

from discuss.app import create_app
from discuss.kit.errors import Busy, Refusal, TooSoon
from discuss.web import bodies
from discuss.web.bodies import Bodies, Seats
from discuss.web.respond import FRAGMENT
from tests.fixtures.databases import settings_for

MOST = 300_000


class Slow:
    """A body that comes piece by piece, each when it is asked for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces

    def read(self, size: int) -> bytes:
        piece = next(self.pieces, b"")
        assert len(piece) <= size
        return piece


def echo(environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
    """Answer with what was refused, else with what came."""
    refused = environ.get(bodies.REFUSED)
    start(str(refused.status if refused else 200), [])
    length = environ.get("CONTENT_LENGTH") or 0
    return [environ["wsgi.input"].read(int(length))]


def silent(_environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
    """Answer without having looked at the body."""
    start("200", [])
    return []


def ask(layer: Bodies, body: object, length: int | None, **more: object) -> tuple[int, bytes]:
    """Send `body` and return the status and what came back."""
    environ = EnvironBuilder(method="POST", environ_base={"REMOTE_ADDR": "192.0.2.1"}).get_environ()
    environ.update({"wsgi.input": body, **more})
    environ.pop("CONTENT_LENGTH", None)
    if length is not None:
        environ["CONTENT_LENGTH"] = str(length)
    parts, status, _ = run_wsgi_app(layer, environ)
    return int(status.split()[0]), b"".join(parts)


@pytest.fixture
def layer() -> Bodies:
    return Bodies(echo, 4, MOST)


@pytest.mark.parametrize("size", [1, 3000, bodies.PIECE, bodies.IN_MEMORY + 5, MOST])
def test_a_body_is_handed_on_as_it_came(layer: Bodies, size: int) -> None:
    whole = bytes(n % 251 for n in range(size))
    assert ask(layer, BytesIO(whole), size) == (200, whole)
    assert ask(layer, BytesIO(whole), None, **{"wsgi.input_terminated": True}) == (200, whole)


def test_more_than_is_taken_is_not_read_on(layer: Bodies) -> None:
    endless = Slow(iter(lambda: b"x", b""))
    status, came = ask(layer, endless, None, **{"wsgi.input_terminated": True})
    assert (status, len(came)) == (200, MOST + 1)
    announced = BytesIO(b"x" * (MOST + 1))
    ask(Bodies(silent, 4, MOST), announced, MOST + 1)
    assert announced.tell() == 0


def test_what_stands_still_or_ends_early_is_refused(
    layer: Bodies, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(layer, BytesIO(b"half"), 8) == (400, b"")
    monkeypatch.setattr(bodies, "PATIENCE", -1.0)
    assert ask(layer, Slow(iter([b"a", b"b"])), 2) == (408, b"")
    assert ask(layer, BytesIO(b"late, but whole"), 15) == (200, b"late, but whole")


def test_a_request_without_a_body_asks_for_no_seat() -> None:
    layer = Bodies(echo, 1, MOST)
    with layer._seats.one_for("198.51.100.0/24"):  # noqa: SLF001 - the one seat is taken
        for method in ("GET", "HEAD", "OPTIONS", "POST", "DELETE"):
            environ = EnvironBuilder(method=method).get_environ()
            assert run_wsgi_app(layer, environ)[1] == "200"
        assert ask(layer, BytesIO(b"a"), 1)[0] == 503
    assert ask(layer, BytesIO(b"a"), 1)[0] == 200


def test_nobody_takes_more_seats_than_are_left_to_the_others() -> None:
    seats, held = Seats(16), []

    def take(network: str) -> int:
        """Take all that a network gets, and return how many it were."""
        before = len(held)
        with pytest.raises(Refusal) as refused:
            while True:
                seat = seats.one_for(network)
                seat.__enter__()
                held.append(seat)
        assert isinstance(refused.value, Busy if len(held) == 16 else TooSoon)
        return len(held) - before

    assert [take(name) for name in "abcdef"] == [8, 4, 2, 1, 1, 0]
    while held:
        held.pop().__exit__(None, None, None)
    assert take("g") == 8


@pytest.mark.parametrize("room", [4, 0])
def test_no_more_are_at_work_than_the_interpreter_serves_well(room: int) -> None:
    inside, most = threading.Semaphore(0), []

    def work(_environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        most.append(1)
        inside.acquire(timeout=10)
        start("200", [])
        return []

    layer = Bodies(work, room, MOST)
    get = EnvironBuilder().get_environ
    threads = [threading.Thread(target=run_wsgi_app, args=(layer, get())) for _ in range(24)]
    for thread in threads:
        thread.start()
    while len(most) < bodies.AT_WORK:
        time.sleep(0.01)
    time.sleep(0.05)
    assert len(most) == bodies.AT_WORK
    inside.release(24)
    for thread in threads:
        thread.join(10)
    assert len(most) == 24


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/trial/echo", "text/html", "text/html"),
        ("/trial/echo", FRAGMENT, FRAGMENT),
        ("/api/v1/trial/body", "*/*", "application/problem+json"),
    ],
)
def test_who_is_too_slow_is_told_so_in_their_own_form(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str, accept: str, kind: str
) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", -1.0)
    answer = visitor.post(path, data={"a": "b" * 2 * bodies.PIECE}, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (408, kind)
    assert bodies.SLOW in answer.text
    assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("5", "no-store")


def test_the_address_is_the_one_behind_the_proxies(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'never-made.sqlite3'}"
    app = create_app(settings_for(url, tmp_path, proxy_count="1", bodies_at_once="2"))
    proxy: Any = app.wsgi_app
    proxy.app._inner = echo  # noqa: SLF001 - where Flask would be asked
    seats = proxy.app._seats  # noqa: SLF001 - one of two is taken, so its network gets no more
    with seats.one_for("192.0.2.0/24"):
        status = [
            app.test_client().post("/", data="a", headers={"X-Forwarded-For": address}).status_code
            for address in ("192.0.2.7", "198.51.100.7")
        ]
    assert status == [429, 200]
