"""Posting, editing and withdrawing."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.comments import policy, queries
from discuss.comments.actions import states
from discuss.comments.actions.anchors import hold_on, keep_still, quote_of
from discuss.comments.actions.commands import Edit, Post
from discuss.comments.actions.events import Answering, Reworded, Submitted
from discuss.comments.actions.holding import hold_back
from discuss.comments.actions.pace import keep_pace
from discuss.comments.actions.stamps import attach, forecast_with
from discuss.comments.models import (
    Comment,
    CommentRevision,
    Draft,
    Mention,
    Withdrawal,
)
from discuss.comments.rules.ranks import neg_staff
from discuss.kit.announce import announce
from discuss.kit.errors import Advised, Conflict, Missing
from discuss.kit.ids import digest
from discuss.kit.orm import LOCKED
from discuss.kit.richtext import Rendered

INSIST = "You can change it, or post it as it is by pressing once more."


def post(session: Session, actor: Actor, command: Post, now: datetime) -> Comment:
    """Add a comment; the same submission again is the same comment.

    Raises `Refused` with the policy's sentence, `TooSoon` past the pace, `Missing` for a parent
    or a question that is not of this discussion, `Conflict` for a paragraph that is gone from the
    article, `Advised` where the author heeds advice and there is some, and whatever a forecast
    raises: then nothing of it is saved.
    """
    if command.about:
        keep_still(session, command.prompt_id)
    states.touch(session, command.prompt_id)
    earlier = queries.by_submission(session, actor.id, _identity(command))
    if earlier is not None:
        forecast_with(session, actor, earlier, command, now)
        return earlier
    parent = _checked_parent(session, actor, command)
    quote = quote_of(session, command.prompt_id, command.parent_id, command.about)
    keep_pace(session, actor, command.prompt_id, now)
    if parent is not None:
        announce(session, Answering(parent, actor, now))
    try:
        with session.begin_nested():
            comment, revision = _write(session, actor, command, parent, quote, now)
    except IntegrityError:
        earlier = queries.by_submission(session, actor.id, _identity(command))
        if earlier is None:
            raise
        return earlier
    forecast_with(session, actor, comment, command, now)
    if command.attach:
        attach(session, comment, now)
    place = place_of(command.prompt_id, command.parent_id, command.about)
    empty_draft(session, actor.id, place, now)
    _submit(session, comment, revision, actor, now, heeds=command.heeds)
    return comment


def edit(session: Session, actor: Actor, command: Edit, now: datetime) -> Comment:
    """Give a comment new words; every earlier wording is kept. The same words change nothing.

    Raises `Refused`, `Missing`, or `Conflict` when it was edited elsewhere in the meantime.
    """
    comment = queries.by_id(session, command.comment_id)
    states.touch(session, comment.prompt_id)
    session.refresh(comment, with_for_update=LOCKED)
    discussion = queries.discussion(session, comment.prompt_id)
    policy.may_edit(actor, comment, discussion, now).enforce()
    if command.revision_n != comment.revision_n:
        raise Conflict("This comment was edited in another window. Look at it again, then edit.")
    current = queries.revision(session, comment.id, comment.revision_n)
    if current.source == command.source:
        return comment
    comment.revision_n += 1
    comment.state_version += 1
    comment.edited_at = now
    comment.is_edited_answered = comment.is_edited_answered or comment.reply_count > 0
    revision = _revision(session, comment, command.source, command.rendered, now)
    _submit(session, comment, revision, actor, now)
    return comment


def withdraw(session: Session, actor: Actor, comment_id: int, now: datetime) -> Comment:
    """Take one's own comment back; a note keeps its place where it was answered."""
    comment = queries.by_id(session, comment_id)
    states.touch(session, comment.prompt_id)
    session.refresh(comment, with_for_update=LOCKED)
    policy.may_withdraw(actor, comment).enforce()
    before = comment.state
    states.return_to(session, comment, "withdrawn", "", now)
    session.add(
        Withdrawal(
            comment_id=comment.id,
            previous_state=before,
            state_version=comment.state_version,
            created_at=now,
        )
    )
    session.flush()
    return comment


def restore(session: Session, actor: Actor, comment_id: int, now: datetime) -> Comment:
    """Bring a comment back that its author withdrew a moment ago, exactly as it was.

    Raises `Refused` with the policy's sentence: for others, later, or after a decision.
    """
    comment = queries.by_id(session, comment_id)
    states.touch(session, comment.prompt_id)
    session.refresh(comment, with_for_update=LOCKED)
    withdrawal = queries.withdrawal(session, comment_id)
    policy.may_restore(actor, comment, withdrawal, now).enforce()
    assert withdrawal is not None
    states.regret(session, comment, withdrawal.previous_state, now)
    session.delete(withdrawal)
    session.flush()
    return comment


def place_of(prompt_id: int, parent_id: int | None, about: str = "") -> str:
    """Return the name of the place where words were being written."""
    if parent_id is not None:
        return f"reply:{parent_id}"
    return f"prompt:{prompt_id}:{about}" if about else f"prompt:{prompt_id}"


def keep_draft(session: Session, person_id: int, place: str, body: str, now: datetime) -> None:
    """Keep what somebody typed and has not sent; an empty body empties what was kept."""
    if not body.strip():
        empty_draft(session, person_id, place, now)
        return
    session.merge(Draft(person_id=person_id, place=place, body=body, updated_at=now))
    session.flush()


def empty_draft(session: Session, person_id: int, place: str, now: datetime) -> None:
    """Empty a draft, since it was sent or given up.

    The row stays and says when, so that another device drops its older copy.
    """
    session.execute(
        update(Draft)
        .where(Draft.person_id == person_id, Draft.place == place)
        .values(body="", updated_at=now)
    )


def _identity(command: Post) -> str:
    """Return what makes two presses one comment: the form's key, the place and the words.

    The key alone is not enough: the browser's Back brings an old form, and other words, again.
    """
    place = f"{command.prompt_id} {command.parent_id} {command.about}".rstrip()
    return f"{command.submission_key}:{digest(f'{place} {command.source}')[:24]}"


def _checked_parent(session: Session, actor: Actor, command: Post) -> Comment | None:
    """Return the comment that is being answered, after asking the policy about it.

    What stands above it may be gone: replies stay, so the conversation goes on below a note.
    """
    discussion = queries.discussion(session, command.prompt_id)
    policy.may_post(actor, discussion).enforce()
    if command.parent_id is None:
        return None
    parent = session.get(Comment, command.parent_id)
    if parent is None or parent.prompt_id != command.prompt_id:
        raise Missing("The comment that you answer is not in this discussion.")
    policy.may_reply(actor, parent, discussion).enforce()
    return parent


def _write(  # noqa: PLR0913, PLR0917 - who says what, where, about what and when
    session: Session, actor: Actor, command: Post, parent: Comment | None, quote: str, now: datetime
) -> tuple[Comment, CommentRevision]:
    comment = Comment(
        prompt_id=command.prompt_id,
        parent_id=parent.id if parent else None,
        root_id=(parent.root_id or parent.id) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        author_id=actor.id,
        submission_key=_identity(command),
        state="held",
        is_shown=False,
        neg_staff=neg_staff(
            is_staff=actor.may_edit or actor.may_moderate,
            is_author=articles.is_author(session, command.prompt_id, actor.id),
        ),
        created_at=now,
    )
    session.add(comment)
    session.flush()
    if command.about:
        hold_on(session, comment, command.about, quote)
    return comment, _revision(session, comment, command.source, command.rendered, now)


def _revision(
    session: Session, comment: Comment, source: str, rendered: Rendered, now: datetime
) -> CommentRevision:
    revision = CommentRevision(
        comment_id=comment.id,
        n=comment.revision_n,
        source=source,
        html=rendered.html,
        text=rendered.text,
        renderer_version=rendered.version,
        created_at=now,
    )
    session.add(revision)
    for called in rendered.called:
        session.merge(
            Mention(
                comment_id=comment.id, person_id=called.person_id, revision_n=comment.revision_n
            )
        )
    session.flush()
    return revision


def _submit(  # noqa: PLR0913 - whose words, when, and whether they are advised
    session: Session,
    comment: Comment,
    revision: CommentRevision,
    actor: Actor,
    now: datetime,
    *,
    heeds: bool = False,
) -> None:
    """Ask who listens whether the words may be published, and obey."""
    submitted = Submitted(comment, revision, actor, now)
    announce(session, submitted)
    if heeds and submitted.advice and not submitted.holds:
        raise Advised(f"{' '.join(submitted.advice)} {INSIST}")
    if not submitted.holds:
        if comment.state == "held":
            states.publish(session, comment, now)
        else:
            announce(session, Reworded(comment, now))
        return
    hold_back(session, comment, revision, submitted.holds, now)
