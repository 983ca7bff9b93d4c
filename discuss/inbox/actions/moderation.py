"""Authors and reporters are told what was decided, once it counts."""

from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.models import Comment
from discuss.inbox.actions.discussion import tell_all
from discuss.inbox.actions.telling import News, tell, withdraw
from discuss.inbox.rules import Stream
from discuss.moderation import queries
from discuss.moderation.actions.events import (
    BrigadeSeen,
    Decided,
    Escalated,
    EscalationAnswered,
    HidingOver,
    HidingResumed,
    HidingTold,
    ObjectionAnswered,
    SanctionMoved,
    Undone,
)
from discuss.moderation.rules.escalating import DANGER, KINDS
from discuss.moderation.rules.outcomes import REMOVES
from discuss.moderation.rules.phrases import say

REPORTED = {
    "approve": ("A comment you reported was kept", "A moderator read it and found no rule broken."),
    "reject": ("A comment you reported was removed", "A moderator read it and agreed with you."),
    "remove_illegal": ("A comment you reported was removed", "It was against the law."),
}


def on_decided(session: Session, event: Decided) -> None:
    """Write what author, reporters and whoever was answered are told when the decision counts."""
    if event.outcome not in REMOVES:
        comment = session.get_one(Comment, event.comment_id)
        if event.previous_state != "published":
            tell_all(session, comment, event.now, event.effective_at)
    if _concerns_author(event):
        path = (
            f"/comments/{event.comment_id}#c{event.comment_id}"
            if event.outcome == "approve"
            else f"/statements/{event.decision_id}"
        )
        title, body = _said(session, event)
        news = News(
            about=f"decision-{event.decision_id}",
            kind="decision",
            title=title,
            body=body,
            path=path,
            # The statement about a rejection or a restoration is a mail of its own.
            stream=Stream.DECISIONS if event.outcome == "approve" else None,
        )
        tell(session, news, [event.author_id], event.now, event.effective_at)
    _tell_reporters(session, event)


def on_undone(session: Session, event: Undone) -> None:
    """Take back what nobody has seen yet; a reply that can be read again is told again."""
    withdraw(session, f"decision-{event.decision_id}", event.now)
    withdraw(session, f"report-{event.decision_id}", event.now)
    comment = session.get_one(Comment, event.comment_id)
    if comment.state == "published":
        tell_all(session, comment, event.now, event.now)


def on_objection_answered(session: Session, event: ObjectionAnswered) -> None:
    """Tell the author what came of their objection."""
    language = _language(session, event.person_id)
    news = News(
        about=f"objection-{event.decision_id}",
        kind="objection",
        title=say(language, "answered.title"),
        body=say(language, f"answered.{event.outcome}"),
        path=f"/statements/{event.decision_id}",
    )
    tell(session, news, [event.person_id], event.now, event.now)


def on_hiding_told(session: Session, event: HidingTold) -> None:
    """Tell the author of a comment that stays hidden; its mail is one of its own."""
    news = News(
        about=f"hiding-{event.hiding_id}",
        kind="decision",
        title=say(event.language, "hidden.title"),
        body=say(event.language, "hidden.body"),
        path=f"/statements/hidden/{event.hiding_id}",
    )
    tell(session, news, [event.person_id], event.now, event.now)


def on_hiding_over(session: Session, event: HidingOver) -> None:
    """Tell the author of a comment that was hidden that it can be read again."""
    news = News(
        about=f"hiding-over-{event.hiding_id}",
        kind="decision",
        title=say(event.language, "shown.title"),
        body=say(event.language, "uncovered.body"),
        path=f"/statements/hidden/{event.hiding_id}",
        stream=Stream.DECISIONS,
    )
    tell(session, news, [event.person_id], event.now, event.effective_at)


def on_hiding_resumed(session: Session, event: HidingResumed) -> None:
    """Take back what nobody has seen yet."""
    withdraw(session, f"hiding-over-{event.hiding_id}", event.now)


def on_sanction_moved(session: Session, event: SanctionMoved) -> None:
    """Tell somebody what was done about their account; its mail is one of its own."""
    language = _language(session, event.person_id)
    news = News(
        about=f"sanction-{event.sanction_id}-{event.what}",
        kind="decision",
        title=say(language, f"account.{event.what}.title"),
        body=say(language, f"account.{event.what}.body"),
        path=f"/sanctions/{event.sanction_id}",
    )
    tell(session, news, [event.person_id], event.now, event.now)


def on_escalated(session: Session, event: Escalated) -> None:
    """Tell those who can take it; danger goes out by mail at once, too."""
    news = News(
        about=f"escalation-{event.escalation_id}",
        kind="report",
        title=f"Escalated: {KINDS[event.kind].lower()}",
        body="It waits for your answer or your decision. The note with the case says why.",
        path=f"/desk/cases/{event.case_id}",
        stream=Stream.DECISIONS if event.kind == DANGER else None,
    )
    tell(session, news, event.told, event.now, event.now)


def on_escalation_answered(session: Session, event: EscalationAnswered) -> None:
    """Tell who escalated that the case is the desk's again."""
    news = News(
        about=f"escalation-{event.escalation_id}-answer",
        kind="report",
        title="What you escalated was answered",
        body="The answer stands with the case.",
        path=f"/desk/cases/{event.case_id}",
    )
    tell(session, news, [event.person_id], event.now, event.now)


def on_brigade_seen(session: Session, event: BrigadeSeen) -> None:
    """Alert whoever at the desk sees to the case to many new accounts that report one comment."""
    news = News(
        about=f"brigade-{event.case_id}",
        kind="report",
        title="Many new accounts report one comment",
        body="At least five did within an hour. Their reports hide nothing by themselves.",
        path=f"/desk/cases/{event.case_id}",
    )
    told = list(queries.at_the_desk(session, event.case_id))
    tell(session, news, told, event.now, event.now)


def _concerns_author(event: Decided) -> bool:
    """Tell whether an author learns of a decision: not of reports that came to nothing.

    A restoration that follows an objection is told as the answer to it.
    """
    if event.outcome == "approve":
        return event.previous_state != "published"
    return event.source != "objection"


def _said(session: Session, event: Decided) -> tuple[str, str]:
    """Return what an author is told; of a comment that was hidden, that it stands again."""
    language = _language(session, event.author_id)
    if event.outcome == "approve" and event.previous_state == "hidden":
        return say(language, "shown.title"), say(language, "shown.body")
    key = f"decided.{event.outcome}"
    return say(language, f"{key}.title"), say(language, f"{key}.body")


def _language(session: Session, person_id: int) -> str:
    """Return in which language somebody is told what moderation did; one statement at most."""
    return session.get_one(Person, person_id).language


def _tell_reporters(session: Session, event: Decided) -> None:
    people = [each for each in event.reporter_ids if each != event.author_id]
    if not people or event.outcome not in REPORTED:
        return
    title, body = REPORTED[event.outcome]
    news = News(
        about=f"report-{event.decision_id}",
        kind="report",
        title=title,
        body=body,
        path=f"/comments/{event.comment_id}" if event.outcome == "approve" else "/rules",
    )
    tell(session, news, people, event.now, event.effective_at)
