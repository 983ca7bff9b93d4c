"""Twenty people at once on one discussion: nothing is lost, and every counter agrees."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import func, select

from discuss.accounts.acting import actor_of
from discuss.accounts.rules import Actor
from discuss.articles import actions as editing
from discuss.articles import queries as articles
from discuss.articles.actions.commands import Revise
from discuss.articles.rules.draft import prepare
from discuss.comments import actions, queries
from discuss.comments.actions.commands import Post
from discuss.comments.models import Anchor, Comment, Reaction
from discuss.kit.errors import Conflict
from discuss.kit.richtext import render
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person
from tests.makers.articles import EDITOR
from tests.makers.comments import a_comment, a_discussion

PEOPLE = 20
WORDS = "All at once."


def post_of(prompt_id: int, parent_id: int | None, key: str) -> Post:
    """Return the deed of saying the same as everybody."""
    return Post(prompt_id, parent_id, WORDS, render(WORDS), key, attach=True)


def at_once(deeds: list[Callable[[], None]]) -> None:
    """Do everything from threads of its own, and raise what any of them raised."""
    with ThreadPoolExecutor(PEOPLE) as crowd:
        for done in [crowd.submit(deed) for deed in deeds]:
            done.result()


@pytest.fixture
def people(site: Site) -> list[Actor]:
    """Readers who know nothing of one another."""
    with site.session() as session:
        return [actor_of(a_person(session)) for _ in range(PEOPLE)]


def test_everybody_posts_and_marks_and_the_counters_equal_a_recount(
    site: Site, people: list[Actor], now: datetime
) -> None:
    with site.session() as session:
        root = a_comment(session)
        root_id, prompt_id = root.id, root.prompt_id

    def take_part(actor: Actor) -> None:
        with site.session() as session:
            actions.post(session, actor, post_of(prompt_id, root_id, "reply"), now)
        with site.session() as session:
            actions.react(session, actor, root_id, "good_point", now)
        with site.session() as session:
            actions.toggle(session, actor, root_id, "well_sourced", now)
        with site.session() as session:
            actions.toggle(session, actor, root_id, "well_sourced", now)

    at_once([lambda actor=actor: take_part(actor) for actor in people])

    with site.session() as session:
        assert queries.recount(session) == []
        kept = session.get_one(Comment, root_id)
        assert (kept.reply_count, kept.descendant_count) == (PEOPLE, PEOPLE)
        assert (kept.up, kept.good_point_count, kept.well_sourced_count) == (PEOPLE, PEOPLE, 0)


def test_the_same_form_sent_from_many_windows_at_once_is_one_comment(
    site: Site, people: list[Actor], now: datetime
) -> None:
    with site.session() as session:
        prompt_id = a_discussion(session).id
    made: list[int] = []

    def send() -> None:
        with site.session() as session:
            made.append(actions.post(session, people[0], post_of(prompt_id, None, "k"), now).id)

    at_once([send] * PEOPLE)

    assert len(made) == PEOPLE
    assert len(set(made)) == 1
    with site.session() as session:
        assert session.scalar(select(func.count(Comment.id))) == 1


def test_one_mark_pressed_in_many_windows_at_once_is_one_mark(
    site: Site, people: list[Actor], now: datetime
) -> None:
    with site.session() as session:
        comment_id = a_comment(session).id

    def press() -> None:
        with site.session() as session:
            actions.react(session, people[0], comment_id, "good_point", now)

    at_once([press] * PEOPLE)

    with site.session() as session:
        assert session.scalar(select(func.count()).select_from(Reaction)) == 1
        assert session.get_one(Comment, comment_id).up == 1
        assert queries.recount(session) == []


def test_replies_and_the_removal_of_what_they_answer_leave_no_drift(
    site: Site, people: list[Actor], now: datetime
) -> None:
    with site.session() as session:
        root = a_comment(session)
        middle = a_comment(session, parent=root)
        prompt_id, root_id, middle_id = root.prompt_id, root.id, middle.id

    def answer(actor: Actor) -> None:
        with site.session() as session:
            actions.post(session, actor, post_of(prompt_id, root_id, "reply"), now)

    def move_to(state: str) -> None:
        with site.session() as session:
            actions.touch(session, prompt_id)
            comment = session.get_one(Comment, middle_id)
            actions.return_to(session, comment, state, "", now)

    states = ["rejected", "published", "hidden", "rejected", "published"]
    at_once(
        [
            *(lambda actor=actor: answer(actor) for actor in people),
            *(lambda state=state: move_to(state) for state in states),
        ]
    )

    with site.session() as session:
        assert queries.recount(session) == []


def test_a_paragraph_that_goes_while_people_answer_it_is_told_as_gone(
    site: Site, people: list[Actor], now: datetime
) -> None:
    with site.session() as session:
        prompt = a_discussion(session)
        prompt_id, article_id = prompt.id, prompt.article_id
        revision = articles.by_id(session, article_id).revision
        block, quote = list(queries.passages_of(session, prompt_id).items())[1]
        old = next(each["source"] for each in revision.blocks if each["key"] == block)
        rewritten = revision.source.replace(old, "Nothing was known on Friday of any of this.")

    def answer(actor: Actor, about: str) -> None:
        deed = replace(post_of(prompt_id, None, "key"), about=about)
        with suppress(Conflict), site.session() as session:
            actions.post(session, actor, deed, now)

    def rewrite() -> None:
        with site.session() as session:
            editing.revise(session, EDITOR, Revise(article_id, prepare(rewritten), "Unsure."), now)

    deeds = [
        lambda actor=actor, about=about: answer(actor, about)
        for actor, about in zip(people, [block, ""] * PEOPLE, strict=False)
    ]
    at_once([*deeds[:10], rewrite, *deeds[10:]])

    with site.session() as session:
        assert block not in queries.passages_of(session, prompt_id)
        held_on = session.scalars(select(Anchor)).all()
        assert {(each.quote, each.is_gone) for each in held_on} <= {(quote, True)}
        assert queries.recount(session) == []
