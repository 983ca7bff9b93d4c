"""Editors ask questions, word them anew, and open them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict, Invalid, Missing
from discuss.kit.orm import LOCKED
from discuss.predictions import policy, queries
from discuss.predictions.actions.commands import Ask, Revise, Wording
from discuss.predictions.actions.events import AskedAnew
from discuss.predictions.actions.folding import fold, retired
from discuss.predictions.actions.keying import keyed, respelled
from discuss.predictions.actions.lapsing import expire, plan_anew
from discuss.predictions.actions.scales import refuse_another_axis
from discuss.predictions.actions.stepping import lock_group, redate
from discuss.predictions.actions.suggesting import accept
from discuss.predictions.models import Question, QuestionRevision
from discuss.predictions.queries import Face
from discuss.predictions.rules.bounds import scale_of
from discuss.predictions.rules.lifecycle import Deed, State
from discuss.predictions.rules.rewording import Asked, is_material
from discuss.predictions.rules.scale import Scale
from discuss.predictions.rules.wellformed import Draft, Kind, faults


def ask(session: Session, actor: Actor, command: Ask, now: datetime) -> Question:
    """Add a question under a prompt and return it; asked twice in the same words it is one.

    Raises `Invalid` with a sentence a field when it is not well formed.
    """
    policy.may_ask(actor).enforce()
    prompt = session.get(Prompt, command.prompt_id, with_for_update=LOCKED)
    if prompt is None:
        raise Missing("There is no prompt at this address. Open the article and start from there.")
    scale = checked(command.kind, command.wording, now)
    before = _same_words(session, command)
    if before is not None:
        _credit(session, actor, command, before, now)
        return before
    question = Question(
        prompt_id=prompt.id,
        position=_next_position(session, prompt.id),
        kind=command.kind.value,
        created_by_id=actor.person_id,
        created_at=now,
        published_at=now if command.is_published else None,
    )
    session.add(question)
    session.flush()
    _add_revision(session, question, command.wording, actor, now, scale=scale)
    _credit(session, actor, command, question, now)
    return question


def _credit(
    session: Session, actor: Actor, command: Ask, question: Question, now: datetime
) -> None:
    if command.suggestion_id is not None:
        accept(session, actor, command.suggestion_id, question, now)


def revise(session: Session, actor: Actor, command: Revise, now: datetime) -> Question:
    """Word or schedule a question anew, as a revision with a public reason.

    Raises `Conflict` when another editor was faster, `Invalid` when it is not well formed.
    """
    member = lock_group(session, command.question_id)
    seen = queries.locked(session, command.question_id, now)
    question, old = seen.question, seen.revision
    policy.may_change(actor, Deed.REVISE, seen.state).enforce()
    if command.seen_n != question.revision_n:
        raise Conflict(
            "Another editor changed this question meanwhile. "
            "Your words are kept below; compare them with the question as it stands."
        )
    if seen.state is not State.DRAFT and not command.reason.strip():
        sentence = "Say why you change it. Readers see the reason beside the change."
        raise Invalid(sentence, {"reason": sentence})
    scale = checked(Kind(question.kind), command.wording, now, before=old)
    refuse_another_axis(session, seen, scale)
    question.revision_n += 1
    if command.publishes and seen.state is State.DRAFT:
        question.published_at = now
    new = _add_revision(
        session,
        question,
        command.wording,
        actor,
        now,
        options=respelled(command.wording.options, old) if command.respells else old.options,
        scale=scale,
        reason=command.reason,
    )
    _follow_up(session, seen, new, now)
    redate(session, member, old, new, actor, now)
    return question


def _follow_up(session: Session, seen: Face, new: QuestionRevision, now: datetime) -> None:
    """Let forecasters know that something else is asked, and fold answers that were taken away."""
    old = seen.revision
    is_other = seen.state is not State.DRAFT and is_material(Asked.of(old), Asked.of(new))
    new.material_n = new.n if is_other else old.material_n
    session.flush()
    expire(session, seen)
    reworded = Face(seen.question, new, seen.rulings, now)
    plan_anew(session, reworded)
    gone = retired(old, new)
    if gone:
        fold(session, reworded, gone, now)
    if is_other:
        announce(session, AskedAnew(seen.question.id, new.n, now))


def open_now(session: Session, actor: Actor, question_id: int, now: datetime) -> Question:
    """Publish a draft, or open a question before its date; opened twice it is open once."""
    seen = queries.locked(session, question_id, now)
    if actor.may_edit and seen.state is State.OPEN:
        return seen.question
    policy.may_change(actor, Deed.OPEN, seen.state).enforce()
    question, old = seen.question, seen.revision
    if old.close_at <= now:
        raise Invalid("The closing date has passed. Choose a later one before you open it.")
    question.published_at = question.published_at or now
    if old.open_at > now:
        question.revision_n += 1
        _repeat(session, question, old, actor, now)
    session.flush()
    return question


def checked(
    kind: Kind, wording: Wording, now: datetime, before: QuestionRevision | None = None
) -> Scale | None:
    """Return the scale of a number or a date; raise `Invalid` with a sentence a faulty field."""
    draft = Draft(
        title=wording.title,
        criteria=wording.criteria,
        source=wording.source_name,
        kind=kind,
        open_at=wording.open_at,
        close_at=wording.close_at,
        resolve_by=wording.resolve_by,
        options=wording.options,
        is_ordered=wording.is_ordered,
    )
    # The date of a question that closed by the clock may stay as it is when a word is mended.
    as_of = now if before is None or before.close_at != wording.close_at else wording.open_at
    scale, off_scale = scale_of(kind, wording.scale)
    found = {fault.field: fault.sentence for fault in [*faults(draft, as_of), *off_scale]}
    if found:
        raise Invalid("The question is not complete yet.", found)
    return scale


def _same_words(session: Session, command: Ask) -> Question | None:
    """Return the question under the prompt that has these very words already."""
    return session.scalar(
        select(Question)
        .join(QuestionRevision, QuestionRevision.question_id == Question.id)
        .where(
            Question.prompt_id == command.prompt_id,
            Question.kind == command.kind.value,
            QuestionRevision.n == Question.revision_n,
            QuestionRevision.title == command.wording.title,
        )
        .limit(1)
    )


def _next_position(session: Session, prompt_id: int) -> int:
    last = session.scalar(
        select(func.max(Question.position)).where(Question.prompt_id == prompt_id)
    )
    return (last or 0) + 1


def _add_revision(  # noqa: PLR0913 - a revision is made of these
    session: Session,
    question: Question,
    wording: Wording,
    actor: Actor,
    now: datetime,
    *,
    options: Sequence[Any] = (),
    scale: Scale | None = None,
    reason: str = "",
) -> QuestionRevision:
    revision = revision_of(
        question, wording, actor.person_id, now, options=options, scale=scale, reason=reason
    )
    session.add(revision)
    session.flush()
    return revision


def revision_of(  # noqa: PLR0913 - a revision is made of these
    question: Question,
    wording: Wording,
    editor_id: int | None,
    now: datetime,
    *,
    options: Sequence[Any] = (),
    scale: Scale | None = None,
    reason: str = "",
) -> QuestionRevision:
    """Return a wording as a revision of a question; `options` are those it had before."""
    return QuestionRevision(
        question_id=question.id,
        n=question.revision_n,
        title=wording.title,
        short_title=wording.short_title or wording.title.removesuffix("?"),
        criteria=wording.criteria,
        source_name=wording.source_name,
        source_url=wording.source_url,
        options=keyed(wording.options, options) if question.kind == "choice" else [],
        scale={} if scale is None else scale.stored(),
        open_at=wording.open_at,
        close_at=wording.close_at,
        resolve_by=wording.resolve_by,
        reveal=wording.reveal.value,
        reveal_at=wording.reveal_at,
        min_show=wording.min_show,
        is_ordered=question.kind == "choice" and wording.is_ordered,
        reason=reason.strip(),
        editor_id=editor_id,
        created_at=now,
    )


def _repeat(
    session: Session, question: Question, old: QuestionRevision, actor: Actor, now: datetime
) -> None:
    """Add the same wording once more, opening now."""
    session.add(
        QuestionRevision(
            question_id=question.id,
            n=question.revision_n,
            title=old.title,
            short_title=old.short_title,
            criteria=old.criteria,
            source_name=old.source_name,
            source_url=old.source_url,
            options=old.options,
            scale=old.scale,
            open_at=now,
            close_at=old.close_at,
            resolve_by=old.resolve_by,
            reveal=old.reveal,
            reveal_at=old.reveal_at,
            min_show=old.min_show,
            is_ordered=old.is_ordered,
            reason="Opened before its date.",
            material_n=old.material_n,
            editor_id=actor.person_id,
            created_at=now,
        )
    )
