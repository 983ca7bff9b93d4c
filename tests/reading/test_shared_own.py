"""Whoever has something of their own on a page gets a page of their own."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from discuss.accounts.actions import ignore
from discuss.accounts.models import Person
from discuss.articles.models import Authorship
from discuss.comments import actions as comments
from discuss.comments.models import Comment
from discuss.inbox.models import Notice, Watch
from discuss.kit import clock
from discuss.predictions.models import Pass
from discuss.web import shared
from tests.makers.accounts import actor_of
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, an_open_question
from tests.reading.sharers import Readers, a_reader


def a_question_of(readers: Readers) -> int:
    return an_open_question(readers.ground.session, readers.ground.article.prompt).id


def mark(readers: Readers) -> None:
    who, what = actor_of(readers.next.person), readers.ground.comment.id
    comments.react(readers.ground.session, who, what, "good_point", clock.now())


def write(readers: Readers) -> None:
    a_comment(readers.ground.session, readers.next.person, readers.ground.article.prompt)


def wait_for_a_moderator(readers: Readers) -> None:
    write(readers)
    waiting = sa.update(Comment).where(Comment.author_id == readers.next.person.id)
    readers.ground.session.execute(waiting.values(state="held"))


def type_a_draft(readers: Readers) -> None:
    place = comments.place_of(readers.ground.article.prompt.id, None)
    who = readers.next.person.id
    comments.keep_draft(readers.ground.session, who, place, "Half a thought", clock.now())


def follow(readers: Readers) -> None:
    prompt_id, who = readers.ground.article.prompt.id, readers.next.person.id
    readers.ground.session.add(
        Watch(
            person_id=who, kind="discussion", place_id=prompt_id, attitude="follow",
            prompt_id=prompt_id, changed_at=clock.now(),
        )
    )  # fmt: skip


def read_nothing_of_somebody(readers: Readers) -> None:
    who, of = actor_of(readers.next.person), readers.ground.author.handle
    ignore(readers.ground.session, who, of, clock.now())


def forecast(readers: Readers) -> None:
    session = readers.ground.session
    asked = an_open_question(session, readers.ground.article.prompt)
    a_forecast(session, asked, readers.next.person, at=clock.now())


def look_without_answering(readers: Readers) -> None:
    asked = a_question_of(readers)
    who = readers.next.person.id
    readers.ground.session.add(Pass(question_id=asked, person_id=who, created_at=clock.now()))


def be_called_the_author(readers: Readers) -> None:
    tie = {"article_id": readers.ground.article.id, "person_id": readers.next.person.id}
    readers.ground.session.add(
        Authorship(**tie, tied_by_id=readers.ground.admin.id, tied_at=clock.now())
    )


def be_told_of_the_page(readers: Readers) -> None:
    tell(readers, f"comment-{readers.ground.comment.id}")


def tell(readers: Readers, about: str) -> None:
    now = clock.now()
    readers.ground.session.add(
        Notice(
            key=about, about=about, person_id=readers.next.person.id, kind="reply", title="A reply",
            path="/inbox", created_at=now, visible_at=now,
        )
    )  # fmt: skip


def become(**changed: object) -> Callable[[Readers], None]:
    def deed(readers: Readers) -> None:
        who = Person.id == readers.next.person.id
        readers.ground.session.execute(sa.update(Person).where(who).values(**changed))

    deed.__name__ = f"become {' '.join(changed)}"
    return deed


OWN = [
    mark,
    write,
    wait_for_a_moderator,
    type_a_draft,
    follow,
    read_nothing_of_somebody,
    forecast,
    look_without_answering,
    be_called_the_author,
    become(role="moderator"),
    become(role="editor"),
    become(confirmed_at=None),
    become(suspended_until=clock.now() + timedelta(days=9)),
    become(warning_id=1),
]


@pytest.mark.parametrize("deed", OWN, ids=lambda deed: deed.__name__)
def test_whoever_has_something_of_their_own_there_gets_a_page_of_their_own(
    readers: Readers, deed: Callable[[Readers], None]
) -> None:
    readers.next.see(readers.path)
    deed(readers)
    readers.ground.session.commit()
    own = readers.next_sees_their_own()
    readers.app.extensions[shared.PAGES].shelf.clear()
    readers.next.see(readers.path)
    third = Readers(
        readers.app, readers.ground, readers.next, a_reader(readers.app, readers.ground)
    )
    assert third.next_sees_their_own() != own
    assert readers.next.see(readers.path) == readers.next_sees_their_own()
