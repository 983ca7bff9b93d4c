"""People switch kinds of notices on the site off, and on again; mails go on as they chose."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.inbox import queries
from discuss.inbox.models import Notice, Quiet
from discuss.inbox.rules import Rhythm, Stream, Subject
from discuss.kit.orm import add_missing


def show_only(session: Session, actor: Actor, wanted: Collection[Subject], now: datetime) -> None:
    """Show somebody notices of some subjects and of no others; the same again changes nothing.

    What came while a subject was off counts as read when it is on again, except what a mail is
    still to tell.
    """
    before = queries.quiet_of(session, actor.id)
    off = [subject for subject in Subject if subject not in wanted]
    for subject in before.difference(off):
        _pass_over(session, actor.id, subject, now)
    session.execute(delete(Quiet).where(Quiet.person_id == actor.id, Quiet.subject.not_in(off)))
    rows = [{"person_id": actor.id, "subject": each.value, "since": now} for each in off]
    if rows:
        add_missing(session, Quiet, rows)


def _pass_over(session: Session, person_id: int, subject: Subject, now: datetime) -> None:
    came = [Notice.person_id == person_id, Notice.read_at.is_(None), Notice.visible_at <= now]
    if _has_mail(session, person_id, subject):
        came.append(Notice.mailed_in.is_not(None))
    session.execute(
        update(Notice)
        .where(*came, queries.is_about(subject))
        .values(read_at=now)
        .execution_options(synchronize_session=False)
    )


def _has_mail(session: Session, person_id: int, subject: Subject) -> bool:
    """Tell whether somebody gets mail of what a subject is about."""
    if subject is Subject.MINDS:
        return False
    return queries.rhythms_of(session, person_id)[Stream(subject.value)] is not Rhythm.OFF
