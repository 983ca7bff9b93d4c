"""Readers who write without pause, and a ledger of what they were told is saved."""

import json
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count, cycle

from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from discuss.articles.models import Article
from discuss.comments import queries
from discuss.comments.models import Comment, CommentRevision, Reaction
from discuss.kit import audit
from discuss.search import queries as search
from discuss.web.transaction import transaction
from tests.makers.accounts import a_person, sign_in
from tests.search.asking import integrity

__all__ = ["Crowd", "Ledger"]

EACH = 15
REST = 10.5
"""People who take turns at one desk, and seconds between two comments of one of them: the pace."""

PAUSE = 0.1
"""Seconds until somebody whom nobody answered sends the same again."""


@dataclass
class Ledger:
    """What was sent and what was acknowledged, kept outside the site; a key is one comment."""

    saved: dict[str, int] = field(default_factory=dict)
    """The number that the site gave to the comment of each key that it has acknowledged."""
    marks: set[tuple[int, int]] = field(default_factory=set)
    """Comment and person of each acknowledged mark."""
    honours: set[tuple[str, str]] = field(default_factory=set)
    """What the record must say of each acknowledged honour: about which comment, and what."""
    refusals: list[tuple[int, str | None]] = field(default_factory=list)
    """The status and the Retry-After of each refusal."""
    silences: int = 0
    strange: list[str] = field(default_factory=list)
    """Answers that must never come."""

    def check(self, app: Flask) -> None:
        """Fail when something acknowledged is lost or doubled, or a counter or the record is wrong.

        Everybody may go on meanwhile.
        """
        assert self.strange == []
        told = dict(self.saved), set(self.marks), set(self.honours)
        with app.app_context(), transaction() as session:
            if session.get_bind().dialect.name == "postgresql":
                session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            self._compare(session, *told)
            assert queries.recount(session) == []
            assert list(queries.misplaced(session)) == []
            assert search.disagreeing(session) == 0
            assert audit.verify(session) is None
            integrity(session)

    @staticmethod
    def _compare(
        session: Session,
        saved: dict[str, int],
        marks: set[tuple[int, int]],
        honours: set[tuple[str, str]],
    ) -> None:
        rows = session.execute(
            select(CommentRevision.source, Comment.id)
            .join(Comment, Comment.id == CommentRevision.comment_id)
            .where(CommentRevision.source.startswith("key "))
        ).all()
        stored = dict(rows)  # type: ignore[arg-type]
        assert len(stored) == len(rows), "something was saved twice"
        lost = {key: number for key, number in saved.items() if stored.get(key) != number}
        assert lost == {}
        marked = {*map(tuple, session.execute(select(Reaction.comment_id, Reaction.person_id)))}
        assert marks - marked == set()
        record = select(audit.AuditRow).where(audit.AuditRow.deed == "honour")
        recorded = [(row.about, row.facts["after"]) for row in session.scalars(record)]
        assert len(set(recorded)) == len(recorded), "something was recorded twice"
        assert honours - set(recorded) == set()


class Crowd:
    """Some desks of readers, who post one comment after another and repeat what got no answer."""

    def __init__(self, app: Flask, url: str, size: int = 4) -> None:
        self.url = url
        self.ledger = Ledger()
        self._numbers = count(1)
        self._stop = threading.Event()
        with app.app_context(), transaction() as session:
            people = [a_person(session) for _ in range(size * EACH)]
            secrets = [sign_in(app.test_client(), person, session) for person in people]
            self.number_of = {
                secret: person.id for secret, person in zip(secrets, people, strict=True)
            }
            editor = sign_in(app.test_client(), a_person(session, role="editor"), session)
            self.article_id = session.scalar(select(Article.id))
        desks = [secrets[n::size] for n in range(size)]
        self._threads = [threading.Thread(target=self._write, args=(desk,)) for desk in desks]
        self._threads.append(threading.Thread(target=self._honour, args=(editor,)))

    def begin(self) -> None:
        """Let everybody write until `end`."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Let everybody finish what they have in hand."""
        self._stop.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive()

    def wait_for(self, more: int, seconds: float = 30) -> None:
        """Wait until so many more comments have been acknowledged."""
        wanted, deadline = len(self.ledger.saved) + more, time.monotonic() + seconds
        while len(self.ledger.saved) < wanted:
            assert time.monotonic() < deadline, f"only {len(self.ledger.saved)} were saved"
            time.sleep(0.02)

    def wait_for_refusals(self, count: int, seconds: float = 40) -> None:
        """Wait until so many more writes have been refused for now."""
        wanted, deadline = len(self.ledger.refusals) + count, time.monotonic() + seconds
        while len(self.ledger.refusals) < wanted:
            assert time.monotonic() < deadline, "nobody was refused"
            time.sleep(0.02)

    def _write(self, secrets: list[str]) -> None:
        parent: int | None = None
        last = dict.fromkeys(secrets, -REST)
        for secret in cycle(secrets):
            while time.monotonic() < last[secret] + REST and not self._stop.is_set():
                time.sleep(0.02)
            if self._stop.is_set():
                return
            key = f"key {next(self._numbers)}"
            said = {"body": key, "submission_key": key.replace(" ", "-")}
            said |= {} if parent is None else {"parent_id": parent}
            path = f"articles/{self.article_id}/comments"
            saved = self._until_saved(secret, "POST", path, said)
            last[secret] = time.monotonic()
            if saved is not None:
                self.ledger.saved[key] = saved
                if parent is not None:
                    self._mark(secret, parent)
                parent = saved if parent is None else None

    def _mark(self, secret: str, comment_id: int) -> None:
        if self._until_saved(secret, "PUT", f"comments/{comment_id}/reactions/good_point", {}):
            self.ledger.marks.add((comment_id, self.number_of[secret]))

    def _honour(self, secret: str) -> None:
        """Pick each comment as it comes and take it back, which the record keeps."""
        done: set[int] = set()
        while not self._stop.wait(PAUSE):
            for number in [each for each in self.ledger.saved.values() if each not in done][-1:]:
                done.add(number)
                for kind, after in (("pick", "pick"), ("none", "")):
                    if self._until_saved(
                        secret, "PUT", f"comments/{number}/honour", {"kind": kind}
                    ):
                        self.ledger.honours.add((f"comment:{number}", after))

    def _until_saved(self, secret: str, method: str, path: str, said: object) -> int | None:
        """Send one deed until it is acknowledged, as a careful program does."""
        deadline = time.monotonic() + 45
        while time.monotonic() < deadline:
            try:
                return self._send(secret, method, path, said)
            except urllib.error.HTTPError as refusal:
                if refusal.code != 503:
                    self.ledger.strange.append(f"{refusal.code} {refusal.read()[:300]!r}")
                    return None
                self.ledger.refusals.append((refusal.code, refusal.headers["Retry-After"]))
            except (OSError, ValueError, HTTPException):
                self.ledger.silences += 1  # nobody answered, or not to the end
            time.sleep(PAUSE)
        return None

    def _send(self, secret: str, method: str, path: str, said: object) -> int:
        request = urllib.request.Request(
            f"{self.url}/api/v1/{path}",
            method=method,
            data=json.dumps(said).encode(),
            headers={"Authorization": f"Bearer {secret}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(json.load(answer)["id"])
