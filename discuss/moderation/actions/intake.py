"""What happens to new words before anybody reads them: every detector looks, and is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments.actions.events import Held, HoldReason, Posted, Submitted, Vanished
from discuss.comments.models import Comment
from discuss.moderation import queries
from discuss.moderation.actions.cases import open_case, refresh
from discuss.moderation.models import DetectorResult
from discuss.moderation.rules.links import is_newcomer, links_in
from discuss.moderation.rules.words import Matcher

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Found:
    """What a detector found in a wording, nothing when `detail` is empty."""

    detector: str
    detail: str
    spans: Sequence[Sequence[int]] = ()


def on_submitted(session: Session, event: Submitted) -> None:
    """Let every detector look at new words; what they find holds them, but for those exempt."""
    exempt = is_exempt(event.actor)
    for found in _finds(session, event):
        session.add(_result(found, event.revision.id, event.now, is_applied=not exempt))
        if found.detail and not exempt:
            event.holds.append(HoldReason(found.detector, found.detail))
    session.flush()


def on_held(session: Session, event: Held) -> None:
    """Open a case for words that wait."""
    case = open_case(session, event.comment, "held", event.now)
    refresh(session, case, event.comment, event.now)


def on_posted(session: Session, event: Posted) -> None:
    """Look again at a case whose comment can be read now."""
    _look_again(session, event.comment, event.now)


def on_vanished(session: Session, event: Vanished) -> None:
    """Look again at a case whose comment cannot be read any more, such as a withdrawn one."""
    _look_again(session, event.comment, event.now)


def is_exempt(actor: Actor) -> bool:
    """Tell whether somebody is published whatever detectors find: the site's own people."""
    return actor.may_moderate or actor.may_edit


def _finds(session: Session, event: Submitted) -> Sequence[Found]:
    found = [_suspect_words(session, event), _first_links(session, event)]
    if queries.is_premoderated(session, event.comment.author_id, event.now):
        found.append(Found("premoderation", "A moderator reads each comment of this person first."))
    return found


def _look_again(session: Session, comment: Comment, now: datetime) -> None:
    case = queries.case_of(session, comment.id)
    if case is not None:
        refresh(session, case, comment, now)


def _suspect_words(session: Session, event: Submitted) -> Found:
    finds = Matcher(queries.active_phrases(session)).finds(event.revision.text)
    phrases = dict.fromkeys(find.phrase for find in finds)
    return Found(
        "suspect_word", ", ".join(phrases), [[find.start, find.end] for find in finds[:100]]
    )


def _first_links(session: Session, event: Submitted) -> Found:
    links = links_in(event.revision.html)
    if not links or not is_newcomer(queries.approved_count(session, event.comment.author_id)):
        return Found("link", "")
    return Found("link", "1 link" if len(links) == 1 else f"{len(links)} links")


def _result(found: Found, revision_id: int, now: datetime, *, is_applied: bool) -> DetectorResult:
    return DetectorResult(
        revision_id=revision_id,
        detector=found.detector,
        version=VERSION,
        verdict="hold" if found.detail else "allow",
        detail=found.detail,
        spans=[list(span) for span in found.spans],
        is_applied=is_applied,
        created_at=now,
    )
