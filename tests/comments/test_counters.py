"""Whatever people and moderators do, what is stored equals what a recount finds."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.actions.events import Erased
from discuss.accounts.models import Person
from discuss.comments import actions, queries
from discuss.comments.actions.commands import Edit, Post
from discuss.comments.actions.states import hold
from discuss.comments.models import Comment, Discussion
from discuss.kit.announce import announce
from discuss.kit.errors import Refusal
from discuss.kit.richtext import render
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment, a_discussion

KINDS = ("good_point", "well_sourced", "not_useful")
WORDS = ("Relief is not pressure.", "Who says so?", "Here is a **source**.")


@dataclass
class Village:
    """Some people in one discussion, and what they may do next."""

    session: Session
    prompt_id: int
    people: list[Person]
    now: datetime
    seen: int = 0
    said: list[Comment] = field(default_factory=list)

    def does(self, deed: str, chance: random.Random) -> None:
        """Let somebody do something; a refusal is an answer too, and must change nothing."""
        self.seen += 1
        self.now += timedelta(minutes=2)
        try:
            with self.session.begin_nested():
                getattr(self, deed)(chance)
        except Refusal:
            self.session.expire_all()

    def post(self, chance: random.Random) -> None:
        parent = chance.choice([None, *self.said])
        source = chance.choice(WORDS)
        command = Post(
            prompt_id=self.prompt_id,
            parent_id=parent.id if parent else None,
            source=source,
            rendered=render(source),
            submission_key=f"key-{self.seen}",
            attach=True,
        )
        who = actor_of(chance.choice(self.people))
        self.said.append(actions.post(self.session, who, command, self.now))

    def react(self, chance: random.Random) -> None:
        comment, person = chance.choice(self.said), chance.choice(self.people)
        kind = chance.choice(KINDS)
        actions.toggle(self.session, actor_of(person), comment.id, kind, self.now)

    def edit(self, chance: random.Random) -> None:
        comment = chance.choice(self.said)
        author = next(p for p in self.people if p.id == comment.author_id)
        words = chance.choice(WORDS)
        command = Edit(comment.id, comment.revision_n, words, render(words))
        actions.edit(self.session, actor_of(author), command, comment.created_at)

    def withdraw(self, chance: random.Random) -> None:
        comment = chance.choice(self.said)
        author = next(p for p in self.people if p.id == comment.author_id)
        actions.withdraw(self.session, actor_of(author), comment.id, self.now)

    def moderate(self, chance: random.Random) -> None:
        comment = chance.choice(self.said)
        deed = chance.choice(("hide", "reject", "publish", "hold", "return"))
        if deed == "reject":
            actions.reject(self.session, comment, "Rule 2.", self.now)
        elif deed == "return":
            state = chance.choice(("held", "published", "hidden", "rejected"))
            actions.return_to(self.session, comment, state, "", self.now)
        else:
            {"hide": actions.hide, "publish": actions.publish, "hold": hold}[deed](
                self.session, comment, self.now
            )

    def erase(self, chance: random.Random) -> None:
        # Seldom, so that somebody is left to do the rest.
        if chance.random() > 0.2:
            return
        person = chance.choice(self.people)
        announce(self.session, Erased(person_id=person.id, now=self.now))


DEEDS = st.lists(
    st.sampled_from(
        ["post", "post", "post", "react", "react", "edit", "withdraw", "moderate", "erase"]
    ),
    min_size=1,
    max_size=25,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=DEEDS, seed=st.integers(0, 2**32))
def test_counters_ranks_and_places_equal_a_recount_after_any_deeds(
    session: Session, now: datetime, deeds: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    prompt_id, people = a_village_ground(session)
    undo = session.begin_nested()
    village = Village(session, prompt_id, people, now)
    village.post(chance)
    for deed in deeds:
        village.does(deed, chance)
    session.expire_all()
    drift = queries.recount(session)
    undo.rollback()
    session.expire_all()
    assert drift == []


def a_village_ground(session: Session) -> tuple[int, list[Person]]:
    """Return a prompt and four people, the same for every example."""
    prompt = a_discussion(session)
    known = list(session.scalars(select(Person).order_by(Person.id).limit(4)))
    return prompt.id, [*known, *(a_person(session) for _ in range(4 - len(known)))]


def test_a_drift_is_found_and_named(session: Session) -> None:
    comment = a_comment(session)
    comment.reply_count += 1
    session.flush()

    drift = queries.recount(session)

    assert [(each.what, each.id, each.stored, each.counted) for each in drift] == [
        ("reply_count", comment.id, 1, 0)
    ]


@pytest.mark.parametrize("taken_away", ["hide", "reject", "hold"])
def test_publishing_is_the_exact_inverse_of_taking_away(
    session: Session, now: datetime, taken_away: str
) -> None:
    root = a_comment(session)
    middle = a_comment(session, parent=root)
    a_comment(session, parent=middle)
    before = _figures(session)

    deeds = {
        "hide": lambda: actions.hide(session, middle, now),
        "reject": lambda: actions.reject(session, middle, "Rule 2.", now),
        "hold": lambda: hold(session, middle, now),
    }
    deeds[taken_away]()
    assert _figures(session) != before
    actions.publish(session, middle, now)

    assert _figures(session) == before


def _figures(session: Session) -> list[tuple[object, ...]]:
    """Return everything that counts: all but versions, which only ever count up."""
    session.expire_all()
    comments = session.scalars(select(Comment).order_by(Comment.id)).all()
    discussion = session.scalars(select(Discussion)).one()
    return [
        (discussion.comment_count, discussion.root_count),
        *(
            (c.id, c.state, c.is_shown, c.reply_count, c.descendant_count, c.neg_best)
            for c in comments
        ),
    ]


def test_a_branch_of_notes_vanishes_with_its_last_reply(session: Session, now: datetime) -> None:
    root = a_comment(session)
    middle = a_comment(session, parent=root)
    leaf = a_comment(session, parent=middle)
    actions.reject(session, root, "Rule 2.", now)
    actions.reject(session, middle, "Rule 2.", now)
    session.expire_all()
    assert (root.is_shown, middle.is_shown, leaf.is_shown) == (True, True, True)

    actions.reject(session, leaf, "Rule 2.", now)
    session.expire_all()
    assert (root.is_shown, middle.is_shown, leaf.is_shown) == (False, False, False)

    actions.publish(session, leaf, now)
    session.expire_all()
    assert (root.is_shown, middle.is_shown, leaf.is_shown) == (True, True, True)
    assert session.scalars(select(Discussion)).one().root_count == 1
