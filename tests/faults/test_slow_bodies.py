"""Many send byte by byte or not at all: everybody reads, and an honest slow phone gets through."""

import http.client
import json
import socket
import time

from flask import Flask

from discuss.web.transaction import transaction
from tests.faults.serving import Server, process
from tests.makers.accounts import a_person, sign_in

SEATS = 16
HEAD = "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {}\r\nContent-Length: {}\r\n"


def begin(server: Server, address: str, path: str = "/api/v1/sessions") -> socket.socket:
    """Send the head of a request and a body's first byte from an address of the loopback net."""
    sender = socket.create_connection(("127.0.0.1", server.port), 20, (address, 0))
    sender.sendall(f"{HEAD.format(path, 'application/json', 900)}\r\n{{".encode())
    return sender


def answer(sender: socket.socket) -> http.client.HTTPResponse:
    """Return what somebody is answered."""
    said = http.client.HTTPResponse(sender)
    said.begin()
    return said


def still_waits(sender: socket.socket) -> bool:
    """Tell whether nothing has been answered."""
    sender.setblocking(False)  # noqa: FBT003 - the library's own
    try:
        sender.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        sender.settimeout(20)


def test_who_sends_byte_by_byte_stops_neither_readers_nor_a_slow_phone(embedded: Flask) -> None:
    with embedded.app_context(), transaction() as session:
        secret = sign_in(embedded.test_client(), a_person(session), session)
    with process(embedded, bodies_at_once=str(SEATS)) as server:
        held = [begin(server, f"127.0.{n // 40}.7") for n in range(80)]
        deadline = time.monotonic() + 30
        while sum(still_waits(each) for each in held) > SEATS:
            assert time.monotonic() < deadline, "nobody is refused"
            time.sleep(0.1)
        refused = next(each for each in held if not still_waits(each))
        told = answer(refused)
        assert (told.status, told.headers["Retry-After"]) == (429, "5")
        assert told.headers["Content-Type"] == "application/problem+json"
        assert "on its way" in json.load(told)["detail"]
        for path in ("/", "/signin", "/api/v1/articles/1/comments"):
            server.reads(path)
        assert slow_comment(server, secret) == 201
        server.reads("/")
        assert 0 < sum(still_waits(each) for each in held) < SEATS
        for each in held:
            each.close()


def slow_comment(server: Server, secret: str) -> int:
    """Send a comment of three kilobytes in thirty parts from another network; return the status."""
    words = "Zinc is slow to send, and here all the same. " * 66
    body = json.dumps({"body": words, "submission_key": "a slow phone"}).encode()
    head = HEAD.format("/api/v1/articles/1/comments", "application/json", len(body))
    with socket.create_connection(("127.0.0.1", server.port), 20, ("127.9.9.9", 0)) as phone:
        phone.sendall(f"{head}Authorization: Bearer {secret}\r\n\r\n".encode())
        for start in range(0, len(body), 100):
            phone.sendall(body[start : start + 100])
            time.sleep(0.05)
        return answer(phone).status
