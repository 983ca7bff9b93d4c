"""A site with one of everything that an address can name, and with everybody who may come to it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.actions.commands import Visit
from discuss.accounts.models import Person, SignIn
from discuss.articles.models import Prompt
from discuss.comments import actions as comments
from discuss.comments.models import Comment
from discuss.comments.queries import revision
from discuss.kit import clock
from discuss.moderation import actions as moderation
from discuss.moderation import queries
from discuss.moderation.actions.commands import Escalate, Impose, LeaveOut
from discuss.predictions import actions as predictions
from discuss.predictions.actions.commands import Answer, Suggest
from discuss.predictions.models import Exclusion
from discuss.predictions.rules.lifecycle import Reveal
from tests.makers import predictions as asked
from tests.makers.accounts import a_person, actor_of
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.groups import a_group, members_of
from tests.makers.moderation import (
    a_decision,
    a_held_comment,
    a_measure,
    a_moderator,
    a_proposal,
    a_report,
    a_told_hiding,
    a_word,
    case_of,
    seen,
)
from tests.makers.moderation import an_objection as an_objection_to

HOUR = timedelta(hours=1)
ROLES = {"moderator": "moderator", "elsewhere": "moderator", "editor": "editor", "admin": "admin"}
READERS = ("owner", "reader", "unconfirmed", "suspended", "warned")
WHO = (*READERS, *ROLES)
"""Everybody with an account; whatever is somebody's is the owner's, who is a reader.

`elsewhere` is a moderator of a section to which nothing of this world belongs.
"""


def everybody(session: Session) -> dict[str, Person]:
    """Return one person of each kind, committed."""
    people = {
        name: a_person(session, role=ROLES.get(name, "reader"), confirmed=name != "unconfirmed")
        for name in WHO
    }
    until = clock.now() + timedelta(days=3)
    accounts.restrain(session, people["suspended"].id, until, None)
    accounts.limit(session, None, people["elsewhere"], ["Elsewhere"], clock.now())
    session.commit()
    return people


def a_world(session: Session, people: Mapping[str, Person]) -> dict[str, object]:
    """Return what stands in addresses and forms, by the name that it has there."""
    owner, other = people["owner"], a_person(session)
    article = an_article(session, now=clock.now() - 3 * HOUR)
    prompt = article.prompt
    assert prompt is not None
    comment = a_comment(session, owner, prompt, at=clock.now() - timedelta(minutes=1))
    return {
        "article_id": article.id,
        "slug": article.slug,
        "n": 1,
        "prompt_id": prompt.id,
        "comment_id": comment.id,
        "revision_id": revision(session, comment.id, comment.revision_n).id,
        "handle": other.handle,
        "moderator_handle": people["moderator"].handle,
        "sign_in_id": _a_sign_in(session, owner).id,
        **_group(session, prompt),
        "suggestion_id": _a_suggestion(session, owner, prompt.id),
        "rule_id": a_word(session).id,
        **_comments(session, owner),
        **_cases(session, people),
        **_questions(session, owner, prompt),
        **_left_out(session, owner, other, prompt),
        **_sanctions(session, people),
    }


def _a_sign_in(session: Session, person: Person) -> SignIn:
    visit = Visit("Firefox", stay=True, kept={})
    accounts.sign_in(session, person, visit, clock.now())
    session.commit()
    return session.scalars(select(SignIn).where(SignIn.person_id == person.id)).one()


def _a_suggestion(session: Session, owner: Person, prompt_id: int) -> int:
    words = Suggest(
        prompt_id,
        "Will the ferry sail again before July?",
        "Decided yes when the port's timetable lists a sailing before 1 July.",
        "The port's timetable",
        clock.now() + timedelta(days=30),
    )
    found = predictions.suggest(session, actor_of(owner), words, clock.now())
    session.commit()
    return found.id


def _group(session: Session, prompt: Prompt) -> dict[str, object]:
    """Return a group of questions, and a row of its form."""
    group = a_group(session, prompt)
    first = members_of(session, group)[0]
    return {"group_id": group.id, "row": {f"m{first.id}-percent": "60"}}


def _comments(session: Session, owner: Person) -> dict[str, object]:
    """Return a comment that its author withdrew."""
    withdrawn = a_comment(session, owner)
    comments.withdraw(session, actor_of(owner), withdrawn.id, clock.now())
    session.commit()
    return {"withdrawn_id": withdrawn.id}


def _cases(session: Session, people: Mapping[str, Person]) -> dict[str, object]:
    """Return a held comment's case, a decision to object to, one objected to, and a fresh one."""
    owner = people["owner"]
    by, at = a_person(session, role="moderator"), clock.now() - 2 * HOUR
    held = a_held_comment(session, owner)
    rejected = a_held_comment(session, owner)
    decided = a_decision(session, rejected, by=by, at=at)
    disputed = a_decision(session, a_held_comment(session, owner), by=by, at=at)
    an_objection_to(session, disputed, owner, at + HOUR)
    reported = a_comment(session, owner)
    a_report(session, reported)
    fresh = a_held_comment(session, owner)
    mine = a_decision(session, fresh, by=people["moderator"], at=clock.now())
    illegal = a_proposal(session, reported, by)
    return {
        "case_id": case_of(session, held).id,
        "seen": _decision_about(session, held),
        "decision_id": decided.id,
        "rejected_id": rejected.id,
        "disputed_id": disputed.id,
        "fresh_id": mine.id,
        "batch_id": illegal.id,
        "handover_id": _a_handover(session),
        "escalation_id": _an_escalation(session, a_held_comment(session)),
        "hiding_id": a_told_hiding(session, a_comment(session, owner)).id,
        **_measures(session, owner, people["moderator"]),
    }


def _measures(session: Session, owner: Person, by: Person) -> dict[str, object]:
    """Return what a moderator sends who hides a reported comment, and a fresh measure of one."""
    reported, hidden = a_comment(session, owner), a_comment(session, owner)
    for comment in (reported, hidden):
        a_report(session, comment)
    facts = _decision_about(session, reported)
    return {
        "reported_case": case_of(session, reported).id,
        "look": {name: facts[name] for name in facts if name not in {"outcome", "reason"}},
        "measure_id": a_measure(session, hidden, by, clock.now()).id,
    }


def _decision_about(session: Session, comment: Comment) -> dict[str, object]:
    """Return what a moderator sends who has seen a comment's case."""
    facts = asdict(seen(session, comment))
    kept = ("revision_id", "state_version", "case_version", "last_report_id", "outcome", "reason")
    return {name: facts[name] for name in kept} | {"submission_key": "a-key-for-this-decision"}


def _a_sealed_one(session: Session, prompt: Prompt) -> int:
    """Return a question for which an editor sealed what the article's author expects."""
    question = asked.an_open_question(session, prompt)
    said = Answer(question.id, follows=None, submission_key="", entered={}, percent=70, shares=None)
    editor = actor_of(a_person(session, role="editor"))
    predictions.seal_forecast(session, editor, said, clock.now())
    session.commit()
    return question.id


def _questions(session: Session, owner: Person, prompt: Prompt) -> dict[str, object]:
    """Return an open question with the owner's forecast, one to be decided, and one objected to."""
    question = asked.an_open_question(session, prompt)
    asked.a_forecast(session, question, owner, at=clock.now() - HOUR)
    draft = asked.an_open_question(session, published=False)
    due = asked.a_question(session)
    proposed = asked.a_proposal(session, due, at=clock.now() - 2 * HOUR)
    objection = asked.an_objection(session, proposed, owner, at=clock.now() - HOUR)
    return {
        "question_id": question.id,
        "sealed_id": _a_sealed_one(session, prompt),
        "draft_id": draft.id,
        "due_id": due.id,
        "objection_id": objection.id,
        "proposed_id": proposed.id,
    }


def _left_out(session: Session, owner: Person, other: Person, prompt: Prompt) -> dict[str, object]:
    """Return a question whose crowd everybody sees, and what leaves the owner's forecast out."""
    question = asked.an_open_question(session, prompt, reveal=Reveal.ALWAYS)
    for each in (owner, other):
        asked.a_forecast(session, question, each, at=clock.now() - HOUR)
    by, since = actor_of(a_person(session, role="admin")), clock.now() - 2 * HOUR
    command = LeaveOut(question.id, (owner.handle,), since, None, False, "6", "97 each.")  # noqa: FBT003 - a plain value
    moderation.leave_out(session, by, command, clock.now())
    session.commit()
    exclusion_id = session.scalars(select(Exclusion.id)).one()
    return {"shown_id": question.id, "exclusion_id": exclusion_id}


def _sanctions(session: Session, people: Mapping[str, Person]) -> dict[str, object]:
    """Return the owner's advice and an objected step, a proposed ban, and the warned's warning."""
    owner = people["owner"]
    by, other = a_person(session, role="admin"), a_person(session)

    def impose(person: Person, kind: str) -> int:
        clause = "5" if kind == "ban" else "2"
        command = Impose(person.handle, kind, clause, "Three attacks in a week.", None)
        row = moderation.impose(session, actor_of(by), command, clock.now() - HOUR)
        session.commit()
        return row.id

    objected = impose(owner, "premoderation")
    moderation.object_to_sanction(session, actor_of(owner), objected, "Why?", clock.now())
    session.commit()
    return {
        "sanction_id": impose(owner, "advice"),
        "ban_id": impose(other, "ban"),
        "objected_id": objected,
        "objectable_id": impose(owner, "premoderation"),
        "warning_id": impose(people["warned"], "warning"),
    }


def _a_handover(session: Session) -> int:
    """Return a note of a moderator of this world's section to the next shift."""
    moderator = a_moderator(session)
    accounts.limit(session, None, moderator, ["Politics"], clock.now())
    left = moderation.hand_over(session, actor_of(moderator), "See to the bridge.", clock.now())
    session.commit()
    return left.id


def _an_escalation(session: Session, comment: Comment) -> int:
    """Return what a moderator of this world has handed up about a comment."""
    case_id = case_of(session, comment).id
    command = Escalate(case_id, "law", "A lawyer wrote to us about it.")
    moderation.escalate(session, actor_of(a_moderator(session)), command, clock.now())
    session.commit()
    waiting = queries.open_escalation(session, case_id)
    assert waiting is not None
    return waiting.id
