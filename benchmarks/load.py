"""Twenty readers post and mark at once for a minute; then everything is counted again.

Run `python benchmarks/load.py [seconds]`. The site runs as its own process, as a reader's machine
would run it; what it acknowledged is kept in a ledger here, and compared with its database.
"""

import collections
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

READERS = 20
PEOPLE_EACH = 400
"""Every reader writes under many names, since one name may post only every ten seconds."""
PORT = 5111


def main() -> None:
    """Run the load, print what happened, and end with 1 when anything was lost or drifted."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DISCUSS_INSTANCE": folder, "DISCUSS_PACE_LIMITS": "no"}
        tokens, article_id = _prepared(environment, folder)
        server = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "run", "--port", str(PORT)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait()
            readers = _run(tokens, article_id, seconds)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(10)
        failed = _judge(environment, folder, readers, seconds)
    sys.exit(failed)


class Reader(threading.Thread):
    """One client that posts and marks, and writes down what was acknowledged."""

    def __init__(self, number: int, tokens: list[str], article_id: int, until: float) -> None:
        super().__init__()
        self.dice = random.Random(number)
        self.number = number
        self.tokens = tokens
        self.article_id = article_id
        self.until = until
        self.posted: dict[int, str] = {}
        self.marked: set[tuple[int, int]] = set()
        self.statuses: collections.Counter[int] = collections.Counter()

    def run(self) -> None:
        turn = 0
        while time.monotonic() < self.until and turn < len(self.tokens) * 2:
            token = self.tokens[turn // 2]
            if turn % 2 == 0 or not SEEN:
                self.post(token, turn)
            else:
                self.mark(token)
            turn += 1

    def post(self, token: str, turn: int) -> None:
        words = f"Reader {self.number}, turn {turn}."
        parent = self.dice.choice(SEEN) if SEEN and self.dice.random() < 0.6 else None
        body = {"body": words, "parent_id": parent, "submission_key": f"{self.number}-{turn}"}
        path = f"/api/v1/articles/{self.article_id}/comments"
        status, answer = _ask("POST", path, token, body)
        self.statuses[status] += 1
        if status == 201:
            self.posted[answer["id"]] = words
            SEEN.append(answer["id"])

    def mark(self, token: str) -> None:
        comment_id = self.dice.choice(SEEN)
        path = f"/api/v1/comments/{comment_id}/reactions/good_point"
        status, _ = _ask("PUT", path, token, None)
        self.statuses[status] += 1
        if status == 200:
            self.marked.add((comment_id, hash(token)))


SEEN: list[int] = []


def _prepared(environment: dict[str, str], folder: str) -> tuple[list[str], int]:
    """Return tokens of many people and the article, on a fresh site."""
    from sqlalchemy import select

    from discuss.accounts import actions
    from discuss.accounts.actions.commands import Visit
    from discuss.app import create_app, prepare
    from discuss.articles.models import Article
    from discuss.kit import clock
    from discuss.settings import read
    from discuss.web.transaction import transaction

    app = create_app(
        read({k: v for k, v in environment.items() if k.startswith("DISCUSS_")}, Path(folder))
    )
    prepare(app)
    tokens = []
    with app.app_context(), transaction() as session:
        visit = Visit(device="Another device", stay=True, kept={})
        for n in range(READERS * PEOPLE_EACH):
            name = "Reader " + "".join(chr(97 + int(digit)) for digit in str(n))
            person = actions.open_account(session, name, f"r{n}@example.org", None, clock.now())
            person.confirmed_at = clock.now()
            tokens.append(actions.sign_in(session, person, visit, clock.now()))
        article_id = session.scalars(select(Article.id)).one()
    return tokens, article_id


def _wait() -> None:
    for _ in range(100):
        if _ask("GET", "/readyz", "", None)[0] == 200:
            return
        time.sleep(0.1)
    sys.exit("the site did not start")


def _run(tokens: list[str], article_id: int, seconds: float) -> list[Reader]:
    until = time.monotonic() + seconds
    readers = [
        Reader(n, tokens[n * PEOPLE_EACH : (n + 1) * PEOPLE_EACH], article_id, until)
        for n in range(READERS)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return readers


def _judge(environment: dict[str, str], folder: str, readers: list[Reader], seconds: float) -> int:
    from sqlalchemy import func, select

    from discuss.app import create_app
    from discuss.comments.models import CommentRevision, Reaction
    from discuss.comments.queries import recount
    from discuss.settings import read
    from discuss.web.transaction import reading

    statuses = sum((reader.statuses for reader in readers), collections.Counter())
    posted = {k: v for reader in readers for k, v in reader.posted.items()}
    marks = sum(len(reader.marked) for reader in readers)
    app = create_app(
        read({k: v for k, v in environment.items() if k.startswith("DISCUSS_")}, Path(folder))
    )
    with app.app_context():
        stored = dict(
            reading().execute(select(CommentRevision.comment_id, CommentRevision.source)).all()
        )
        kept = reading().scalar(select(func.count()).select_from(Reaction))
        drift = recount(reading())
    lost = [key for key, words in posted.items() if stored.get(key) != words]
    doubled = len(stored) - len(posted)
    failed = sum(count for status, count in statuses.items() if status >= 500 or status == 0)
    print(f"{READERS} readers, {seconds:.0f} s: {dict(sorted(statuses.items()))}")
    print(f"acknowledged: {len(posted)} comments, {marks} marks; stored: {len(stored)}, {kept}")
    print(f"5xx or no answer: {failed}; lost: {len(lost)}; unasked: {doubled}; drift: {len(drift)}")
    return int(bool(failed or lost or doubled or drift or kept != marks))


def _ask(method: str, path: str, token: str, body: Any) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        return error.code, None
    except OSError:
        return 0, None


if __name__ == "__main__":
    main()
