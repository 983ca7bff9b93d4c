"""Two deeds cross on one comment: the later one goes by what the earlier one left."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from time import sleep

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.acting import actor_of
from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.comments import actions, queries
from discuss.comments.actions import states
from discuss.comments.actions.commands import Edit
from discuss.comments.models import Comment, MindChange, Persuasion
from discuss.kit import clock
from discuss.kit.errors import Refused
from discuss.kit.richtext import render
from discuss.predictions.actions.commands import Answer
from discuss.search import actions as search
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, an_open_question
from tests.search.test_actions import everything


def while_open(
    site: Site, first: Callable[[Session], object], second: Callable[[Session], object]
) -> Future[object]:
    """Begin the second deed before the first one is committed; return how the second ended."""

    def later() -> object:
        with site.session() as session:
            return second(session)

    with ThreadPoolExecutor(1) as other:
        with site.session() as session:
            first(session)
            crossing = other.submit(later)
            sleep(0.5)  # long enough to have read what the first deed is about to change
        return crossing


def a_comment_of(site: Site, now: datetime) -> tuple[Actor, int]:
    with site.session() as session:
        author = a_person(session)
        return actor_of(author), a_comment(session, author, at=now).id


def test_what_was_held_meanwhile_is_not_published_by_a_withdrawal_taken_back(
    site: Site, now: datetime
) -> None:
    author, comment_id = a_comment_of(site, now)

    def hold(session: Session) -> None:
        comment = session.get_one(Comment, comment_id)
        states.touch(session, comment.prompt_id)
        states.hold(session, comment, now)

    def withdraw(session: Session) -> None:
        session.get_one(Comment, comment_id)
        actions.withdraw(session, author, comment_id, now)

    while_open(site, hold, withdraw).result()
    with site.session() as session:
        actions.restore(session, author, comment_id, now)
        assert session.get_one(Comment, comment_id).state == "held"


def test_a_comment_withdrawn_in_two_windows_is_withdrawn_once(site: Site, now: datetime) -> None:
    author, comment_id = a_comment_of(site, now)

    def withdraw(session: Session) -> None:
        actions.withdraw(session, author, comment_id, now)

    with pytest.raises(Refused):
        while_open(site, withdraw, withdraw).result()
    with site.session() as session:
        assert session.get_one(Comment, comment_id).state == "withdrawn"
        assert queries.recount(session) == []


@pytest.mark.parametrize("erased_first", [False, True])
def test_an_account_is_erased_while_somebody_changes_their_mind(
    site: Site, *, erased_first: bool
) -> None:
    now = clock.now()
    with site.session() as session:
        comment = a_comment(session, at=now)
        comment_id = comment.id
        prompt = session.get_one(Prompt, comment.prompt_id)
        question = an_open_question(session, prompt)
        leaving, staying = a_person(session), a_person(session)
        for person in (leaving, staying):
            a_forecast(session, question, person, 30, at=now)
        number = question.id
        gone, here = actor_of(leaving), actor_of(staying)

    def change(session: Session, actor: Actor, percent: int) -> None:
        answer = Answer(number, percent, None, None, "", {})
        actions.change_mind(session, actor, comment_id, answer, now)

    with site.session() as session:
        change(session, gone, 50)
    deeds: list[Callable[[Session], None]] = [
        lambda session: change(session, here, 60),
        lambda session: accounts.erase(session, gone, now),
    ]
    if erased_first:
        deeds.reverse()
    while_open(site, *deeds).result()

    with site.session() as session:
        assert session.scalar(select(func.count()).select_from(MindChange)) == 1
        assert session.scalars(select(Persuasion)).one().people == 1


def test_the_index_is_built_while_a_comment_is_edited(site: Site, now: datetime) -> None:
    author, comment_id = a_comment_of(site, now)

    def edit(session: Session) -> None:
        comment = session.get_one(Comment, comment_id)
        words = f"Zinc, not copper, for the time number {comment.revision_n}."
        edited = Edit(comment_id, comment.revision_n, words, render(words))
        actions.edit(session, author, edited, now)

    while_open(site, edit, search.rebuild).result()
    while_open(site, search.rebuild, edit).result()
    with site.session() as session:
        before = everything(session)
        search.rebuild(session)
        assert everything(session) == before
