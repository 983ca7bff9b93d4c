"""What happens to new words before anybody reads them: every detector looks, and is recorded."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from discuss import settings
from discuss.accounts.rules import Actor
from discuss.comments.actions.events import Held, HoldReason, Posted, Submitted, Vanished
from discuss.comments.models import Comment
from discuss.comments.rules import TAKEN_BACK
from discuss.kit import chosen
from discuss.moderation import queries
from discuss.moderation.actions.cases import mark_found, open_case, refresh
from discuss.moderation.actions.detectors import Look, look_all
from discuss.moderation.actions.notifying import tell_of_vanishing
from discuss.moderation.actions.outside import ask_outside
from discuss.moderation.actions.results import result_of
from discuss.moderation.actions.scorer import score
from discuss.moderation.models import WordPrint
from discuss.moderation.rules.intake import Finding, at_least, fold, named
from discuss.moderation.rules.knobs import HEAT_ANCESTORS
from discuss.moderation.rules.prints import KNOWN, Print, print_of

SWEEP = 100
"""Every so many wordings, the prints that nobody looks up any more are forgotten."""


def on_submitted(session: Session, event: Submitted) -> None:
    """Let every detector look at new words; what they find holds them, but for those exempt.

    Five statements: the facts, the lists, the likenesses, the print and the results; one more for
    an edit, one where the scorer is switched on, and two where one outside is.
    """
    print_, set_ = print_of(event.revision.html), chosen.of(session)
    look = Look(
        text=event.revision.text,
        html=event.revision.html,
        facts=queries.facts_about(session, event.comment, event.now, set_.number(HEAT_ANCESTORS)),
        lists=queries.rules_in_force(session),
        alike=queries.likenesses(session, event.comment, print_, event.now),
        chosen=set_,
    )
    switched = settings.of(session.info)
    findings = look_all(look, named(switched.holding_checks))
    scored = score(session, event.revision.text, switched.scorer)
    findings += [scored] if scored else []
    exempt = is_exempt(event.actor) or event.comment.neg_staff < 0
    if not exempt:
        _follow(event, findings)
    session.add_all(
        result_of(found, event.revision.id, event.now, is_applied=not exempt) for found in findings
    )
    _keep_print(session, event, print_)
    session.flush()
    if event.comment.revision_n > 1:
        mark_found(session, event.comment.id)
    if not exempt:
        ask_outside(session, event.revision, event.now)


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
    if event.comment.state in TAKEN_BACK:
        tell_of_vanishing(session, event.comment, event.now)


def is_exempt(actor: Actor) -> bool:
    """Tell whether somebody is published whatever detectors find: the site's own people."""
    return actor.may_moderate or actor.may_edit


def _follow(event: Submitted, findings: Sequence[Finding]) -> None:
    """Tell what follows from all findings together: reasons to wait, or advice."""
    verdict = fold(findings)
    if verdict in {"hold", "reject"}:
        event.holds.extend(
            HoldReason(each.detector, each.detail) for each in at_least(findings, "hold")
        )
    elif verdict == "advise":
        event.advice.extend(each.advice for each in findings if each.advice)


def _keep_print(session: Session, event: Submitted, print_: Print) -> None:
    p0, p1, p2, p3, p4, p5 = print_.parts or (None,) * 6
    session.add(
        WordPrint(
            revision_id=event.revision.id,
            author_id=event.comment.author_id,
            digest=print_.digest,
            p0=p0,
            p1=p1,
            p2=p2,
            p3=p3,
            p4=p4,
            p5=p5,
            created_at=event.now,
        )
    )
    if event.revision.id % SWEEP == 0:
        session.execute(delete(WordPrint).where(WordPrint.created_at < event.now - KNOWN))


def _look_again(session: Session, comment: Comment, now: datetime) -> None:
    case = queries.case_of(session, comment.id)
    if case is not None:
        refresh(session, case, comment, now)
