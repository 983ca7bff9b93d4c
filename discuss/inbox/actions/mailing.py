"""Which notices leave by mail, and when; what is in a mail is settled when it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import ENGLISH, Actor
from discuss.inbox import queries
from discuss.inbox.models import MailPreference, Notice
from discuss.inbox.rules import (
    TITLES,
    Rhythm,
    Stream,
    again_at,
    comment_of,
    extract,
    leaves_at,
    title_of,
)
from discuss.kit import outbox
from discuss.kit.orm import add_missing
from discuss.kit.outbox import Parcel

KIND = "notices"
UNWANTED = "unwanted"
"""In place of a delivery, on notices of a stream that was off when they came."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the outbox that wants to tell somebody something."""

    key: str
    person_id: int
    stream: Stream
    notice_key: str = ""
    """The one notice that is told at once; empty for a digest."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing as a mail tells it; what a reader wrote is a quote."""

    title: str
    body: str
    path: str
    is_quote: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail tells to whom, by the state of this moment."""

    person_id: int
    address: str
    stream: Stream
    rhythm: Rhythm
    told: Sequence[Telling]
    language: str = ENGLISH
    """What whoever gets it chose, for what moderation writes."""


def let_wait(
    session: Session, stream: Stream, keys: Mapping[int, str], now: datetime, visible_at: datetime
) -> None:
    """Let mails about new notices wait, each in the rhythm of its person; two statements.

    `keys` names each person's notice. A digest is one row for a person, a stream and a period.
    """
    rhythms = queries.rhythms_for(session, stream, list(keys))
    parcels = [
        _parcel(stream, person, rhythms[person], key, visible_at)
        for person, key in keys.items()
        if rhythms[person] is not Rhythm.OFF
    ]
    outbox.enqueue_all(session, parcels, now)


def tell_anew(session: Session, stream: Stream, keys: Mapping[int, str], now: datetime) -> None:
    """Let mails about notices that were withdrawn and hold again wait; three statements at most."""
    if not keys:
        return
    session.execute(
        update(Notice)
        .where(Notice.key.in_(keys.values()))
        .values(mailed_in=None)
        .execution_options(synchronize_session=False)
    )
    let_wait(session, stream, keys, now, now)


def tell_once_more(
    session: Session, stream: Stream, about: str, people: Sequence[int], now: datetime
) -> None:
    """Let unread notices that have grown be mailed again; four statements at most.

    They are in the next digest too. Who wants mail at once gets another one half an hour after the
    last at the earliest, which tells whatever has come by then; one that waits is the only one.
    """
    rhythms = queries.rhythms_for(session, stream, people) if people else {}
    wanted = {person: each for person, each in rhythms.items() if each is not Rhythm.OFF}
    if not wanted:
        return
    mailed = queries.mailed(session, about, list(wanted))
    session.execute(
        update(Notice)
        .where(Notice.about == about, Notice.person_id.in_(wanted), Notice.read_at.is_(None))
        .values(mailed_in=None)
        .execution_options(synchronize_session=False)
    )
    parcels = [
        _parcel(stream, person, rhythm, "", now)
        for person, rhythm in wanted.items()
        if rhythm is not Rhythm.AT_ONCE
    ] + [
        _parcel(stream, each.person_id, Rhythm.AT_ONCE, each.key, again_at(each.at, now))
        for each in mailed
        if wanted[each.person_id] is Rhythm.AT_ONCE
    ]
    outbox.enqueue_all(session, parcels, now)


def _parcel(
    stream: Stream, person_id: int, rhythm: Rhythm, notice_key: str, visible_at: datetime
) -> Parcel:
    due_at = leaves_at(rhythm, visible_at)
    payload = {"person_id": person_id, "stream": stream.value}
    if rhythm is Rhythm.AT_ONCE:
        key = f"notice-{notice_key}-{visible_at:%Y%m%d%H%M%S%f}"
        return Parcel(key, KIND, {**payload, "notice": notice_key}, due_at)
    return Parcel(f"digest-{stream.value}-{person_id}-{due_at:%Y%m%d%H%M}", KIND, payload, due_at)


def gather(session: Session, delivery: Delivery, now: datetime) -> Letter | None:
    """Return what a delivery tells now, or None when there is nothing or nobody to tell it to.

    Notices belong to the first delivery that gathers them, so that a second try sends the same
    mail and no other one tells them again. What was read, withdrawn or undone meanwhile is left
    out. Nobody gets mail who is deleted, has an unconfirmed address or turned the stream off.
    """
    person = session.get(Person, delivery.person_id)
    if person is None or person.erased_at or not person.confirmed_at or not person.email:
        return None
    rhythm = queries.rhythms_for(session, delivery.stream, [person.id])[person.id]
    if rhythm is Rhythm.OFF:
        return None
    if delivery.notice_key and rhythm is not Rhythm.AT_ONCE:
        let_wait(session, delivery.stream, {person.id: delivery.notice_key}, now, now)
        return None
    told = _told_by(session, delivery, now)
    if not told:
        return None
    return Letter(person.id, person.email, delivery.stream, rhythm, told, person.language)


def _told_by(session: Session, delivery: Delivery, now: datetime) -> tuple[Telling, ...]:
    """Take what is to be told for this delivery, and return it as it is now.

    Four statements; a second try takes nothing more.
    """
    still = [
        Notice.person_id == delivery.person_id,
        Notice.stream == delivery.stream.value,
        Notice.read_at.is_(None),
        Notice.withdrawn_at.is_(None),
        Notice.visible_at <= now,
    ]
    if session.scalar(select(Notice.id).where(Notice.mailed_in == delivery.key).limit(1)) is None:
        taking = update(Notice).where(*still, Notice.mailed_in.is_(None))
        if delivery.notice_key:
            taking = taking.where(Notice.key == delivery.notice_key)
        session.execute(
            taking.values(mailed_in=delivery.key).execution_options(synchronize_session=False)
        )
    notices = session.scalars(
        select(Notice).where(*still, Notice.mailed_in == delivery.key).order_by(Notice.id)
    ).all()
    comment_ids = [n for each in notices if (n := comment_of(each.about))]
    said = queries.said_now(session, delivery.person_id, comment_ids)
    return tuple(told for each in notices if (told := _as_it_is(each, said)))


def _as_it_is(notice: Notice, said: Mapping[int, queries.SaidNow]) -> Telling | None:
    """Return a notice with today's words; None when the comment cannot be read any more."""
    comment_id = comment_of(notice.about)
    if comment_id is None:
        title = title_of(notice.kind, notice.title, notice.number)
        return Telling(title, notice.body, notice.path, is_quote=False)
    now = said.get(comment_id)
    if now is None:
        return None
    title = TITLES[notice.kind].format(name=now.name)
    return Telling(title, extract(now.text), notice.path, is_quote=True)


def choose(session: Session, actor: Actor, rhythms: Mapping[Stream, Rhythm], now: datetime) -> None:
    """Keep how often somebody wants mail of some streams; the others stay as they are."""
    for stream, rhythm in rhythms.items():
        _keep(session, actor.id, stream, rhythm, now)


def stop(session: Session, person_id: int, stream: Stream, now: datetime) -> None:
    """Send no more mails of one stream; twice is no fault, and a deleted account gets none."""
    person = session.get(Person, person_id)
    if person is not None and person.erased_at is None:
        _keep(session, person_id, stream, Rhythm.OFF, now)


def _keep(session: Session, person_id: int, stream: Stream, rhythm: Rhythm, now: datetime) -> None:
    if queries.rhythms_for(session, stream, [person_id])[person_id] is Rhythm.OFF:
        _leave_out(session, person_id, stream)
    row = {"person_id": person_id, "stream": stream.value}
    values = {"rhythm": rhythm.value, "changed_at": now}
    add_missing(session, MailPreference, [{**row, **values}])
    session.execute(update(MailPreference).filter_by(**row).values(**values))


def _leave_out(session: Session, person_id: int, stream: Stream) -> None:
    """Let no mail tell what came while somebody wanted none; it stays on the site."""
    session.execute(
        update(Notice)
        .where(
            Notice.person_id == person_id,
            Notice.stream == stream.value,
            Notice.mailed_in.is_(None),
        )
        .values(mailed_in=UNWANTED)
        .execution_options(synchronize_session=False)
    )
