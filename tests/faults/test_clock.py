"""The machine's clock jumps a day ahead and back: nobody is shut out, all keeps its place."""

from datetime import timedelta

import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.articles.models import Article
from discuss.comments import queries
from discuss.comments.models import Comment
from discuss.inbox import jobs
from discuss.kit import audit, clock, outbox
from discuss.predictions import queries as predictions
from discuss.predictions.models import Question
from discuss.web.worker import Worker
from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import a_discussion
from tests.makers.predictions import an_open_question

DAY = timedelta(days=1)


class Writer:
    """Somebody who writes and forecasts by a program."""

    def __init__(self, app: Flask, session: Session, role: str = "reader") -> None:
        self.person = a_person(session, role=role)
        self.client = app.test_client()
        self.headers = {"Authorization": f"Bearer {sign_in(self.client, self.person, session)}"}
        self.article_id = session.scalar(select(Article.id))

    def says(self, words: str) -> int:
        """Say something and return the status of the answer."""
        path = f"/api/v1/articles/{self.article_id}/comments"
        said = {"body": words, "submission_key": words}
        return self.client.post(path, json=said, headers=self.headers).status_code

    def forecasts(self, question: Question, percent: int) -> int:
        """Forecast and return the status of the answer."""
        path = f"/api/v1/questions/{question.id}/forecast"
        return self.client.put(path, json={"percent": percent}, headers=self.headers).status_code

    def picks(self, number: int, kind: str) -> int:
        """Pick a comment, which the record keeps."""
        path = f"/api/v1/comments/{number}/honour"
        return self.client.put(path, json={"kind": kind}, headers=self.headers).status_code

    def asks_for_a_link(self) -> int:
        """Ask for the mail with which a password is set anew."""
        said = {"email": self.person.email}
        path = "/api/v1/password-resets"
        return self.client.post(path, json=said, headers=self.headers).status_code

    def orders(self, order: str) -> list[str]:
        """Return the comments in one order, by their words."""
        path = f"/api/v1/articles/{self.article_id}/comments?order={order}"
        rows = self.client.get(path, headers=self.headers).json["comments"]  # type: ignore[index]
        return [row["html"] for row in rows]


def test_a_clock_that_jumps_ahead_and_back_shuts_nobody_out(app: Flask, session: Session) -> None:
    prompt = a_discussion(session)
    question = an_open_question(session, prompt)
    ruth, ben, editor = (Writer(app, session, role) for role in ("reader", "reader", "editor"))
    slow = {"state": "open", "slow_minutes": 60}
    path = f"/api/v1/articles/{ruth.article_id}/discussion"
    assert editor.client.put(path, json=slow, headers=editor.headers).status_code == 200
    worker = Worker(app, jobs.HANDLERS)
    with time_machine.travel(clock.now(), tick=False) as time:
        assert [ruth.says("One."), ruth.forecasts(question, 60)] == [201, 200]
        time.shift(DAY)
        worker.keep_time()
        assert [ben.says("Two."), ben.forecasts(question, 30)] == [201, 200]
        two = session.scalars(select(func.max(Comment.id))).one()
        assert [ruth.forecasts(question, 70), editor.picks(two, "pick")] == [200, 200]
        assert ben.asks_for_a_link() == 202
        time.shift(timedelta(minutes=61) - DAY)
        assert [ben.says("Three."), ben.forecasts(question, 35)] == [201, 200]
        assert [ruth.says("Four."), editor.picks(two, "none")] == [201, 200]
        worker.keep_time()
        everything_that_is_due_leaves(worker, session)
    written = [f"<p>{word}.</p>" for word in ("One", "Two", "Three", "Four")]
    assert [ruth.orders("oldest"), ruth.orders("newest")] == [written, written[::-1]]
    session.expire_all()
    assert queries.recount(session) == []
    assert audit.verify(session) is None
    assert predictions.replay(session, question.id) == []


def everything_that_is_due_leaves(worker: Worker, session: Session) -> None:
    while worker.deliver_due():
        pass
    mails = select(outbox.Outgoing.done_at).where(outbox.Outgoing.kind == "mail")
    mailed = session.scalars(mails.execution_options(populate_existing=True)).all()
    assert len(mailed) == 1
    assert None not in mailed
    assert outbox.standing(session, clock.now()).due_since is None
