"""What an examination finds: what is well, what deserves a look, and what is wrong."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

from discuss.kit.outbox import Standing
from discuss.settings import Settings

State = Literal["well", "look", "wrong"]

LATE = timedelta(minutes=10)
"""A delivery that has been due for so long shows that nobody delivers."""

MEGABYTE = 1024 * 1024
FULL = 100 * MEGABYTE
NEARLY_FULL = 1024 * MEGABYTE

LOOPBACK = {"127.0.0.1", "localhost", "::1"}

Warned = tuple[State, str, str]

SHARED: Warned = (
    "wrong",
    "The SQLite file is on a disk that several machines share, where its locks do not hold.",
    "Move the file to a disk of this machine, or use PostgreSQL (DISCUSS_DATABASE_URL).",
)
OPEN: Warned = (
    "look",
    "Everybody on this machine may look into the instance folder.",
    "Run chmod 700 on the instance folder: it holds addresses, mails and the secret key.",
)
PLAIN: Warned = (
    "look",
    "Readers come without https, so that passwords travel in the open.",
    "Put a proxy with a certificate before the site and write https:// in DISCUSS_SITE_URL.",
)
UNCOUNTED: Warned = (
    "look",
    "Readers come by https, and no proxy is counted: everybody seems to come from its address.",
    "Set DISCUSS_PROXY_COUNT to the number of proxies before the site.",
)
NO_MAIL: Warned = (
    "look",
    "Mails become files, and nobody receives them.",
    "Set DISCUSS_SMTP_URL to a mail server.",
)
NO_SENDER: Warned = (
    "look",
    "Mails come from localhost, which mail servers refuse.",
    "Set DISCUSS_MAIL_FROM to an address of the site's own.",
)
NO_PACE: Warned = (
    "look",
    "Tries are not counted, so that passwords can be guessed at any speed.",
    "Remove DISCUSS_PACE_LIMITS, or set it to yes.",
)
NO_REDIS: Warned = (
    "look",
    "Each process counts tries by itself, so that several allow several times as many.",
    "Set DISCUSS_REDIS_URL where more than one process serves.",
)
NO_ANSWER: Warned = (
    "look",
    "Redis does not answer, so that each process counts tries by itself.",
    "Look at DISCUSS_REDIS_URL and whether its server runs; nothing in it has to be saved.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one part of the examination found, and how to mend it."""

    part: str
    state: State
    sentence: str
    mend: str = ""


def of_counts(part: str, count: int, well: str, wrong: str, mend: str) -> Finding:
    """Return a finding, well when nothing was counted; `wrong` has a place for the number."""
    if not count:
        return Finding(part, "well", well)
    return Finding(part, "wrong", wrong.format(count=count), mend)


def of_outbox(standing: Standing, now: datetime) -> list[Finding]:
    """Return what the outbox's figures mean."""
    found = []
    if standing.due_since and now - standing.due_since > LATE:
        minutes = int((now - standing.due_since).total_seconds() // 60)
        sentence = f"A delivery has been due for {minutes} minutes, and nobody takes it."
        mend = "Run flask worker, or set DISCUSS_WORKER to inside and start the site again."
        found.append(Finding("outbox", "wrong", sentence, mend))
    if standing.failing:
        sentence = f"Deliveries that failed and will be tried again: {standing.failing}."
        mend = "Look at last_error in the table outgoing, and at DISCUSS_SMTP_URL."
        found.append(Finding("outbox", "look", sentence, mend))
    if standing.given_up:
        sentence = f"Deliveries that were given up: {standing.given_up}."
        mend = "Mend what last_error in the table outgoing says, then set given_up_at to NULL."
        found.append(Finding("outbox", "look", sentence, mend))
    return found or [Finding("outbox", "well", "Everything that is due leaves.")]


def of_disk(free: int) -> Finding:
    """Return what the free bytes beside the data mean."""
    sentence = f"There are {free // MEGABYTE:,} MB free on the disk of the instance folder."
    mend = "Make room: old backups, or the folder mail of the instance folder."
    if free < FULL:
        return Finding("disk", "wrong", sentence, mend)
    if free < NEARLY_FULL:
        return Finding("disk", "look", sentence, mend)
    return Finding("disk", "well", sentence)


def of_migrations(current: str | None, newest: str | None) -> Finding:
    """Return what the revision of the tables means."""
    if current == newest:
        return Finding("migrations", "well", f"The tables are at the newest revision, {newest}.")
    sentence = f"The tables are at revision {current}, and the program wants {newest}."
    mend = "Make a backup and start the site: the start brings the tables up to date."
    return Finding("migrations", "wrong", sentence, mend)


def of_redis(*, answers: bool) -> Finding:
    """Return what it means that shared counters answer, or that they do not."""
    state, sentence, mend = NO_ANSWER
    if answers:
        return Finding("redis", "well", "Processes count tries together.")
    return Finding("redis", state, sentence, mend)


def of_settings(settings: Settings, *, is_shared: bool, is_open: bool) -> list[Finding]:
    """Return which settings do not fit each other, or the machine.

    `is_shared`: the SQLite file is on a disk that several machines share; `is_open`: everybody on
    this machine may look into the instance folder.
    """
    host = urlsplit(settings.site_url).hostname or ""
    is_public = host not in LOOPBACK
    on_sqlite = settings.database_url.startswith("sqlite")
    warnings = (
        (on_sqlite and is_shared, *SHARED),
        (is_open, *OPEN),
        (is_public and not settings.is_secure, *PLAIN),
        (settings.is_secure and not settings.proxy_count, *UNCOUNTED),
        (is_public and not settings.smtp_url, *NO_MAIL),
        (settings.smtp_url and settings.mail_from.endswith("@localhost"), *NO_SENDER),
        (not settings.pace_limits, *NO_PACE),
        (is_public and not on_sqlite and not settings.redis_url, *NO_REDIS),
    )
    found = [Finding("settings", state, *said) for holds, state, *said in warnings if holds]
    return found or [Finding("settings", "well", "The settings fit each other.")]


def is_well(findings: Sequence[Finding]) -> bool:
    """Tell whether nothing is wrong; what deserves a look is not wrong."""
    return all(each.state != "wrong" for each in findings)


def report(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return an examination for programs."""
    return {"well": is_well(findings), "findings": [asdict(each) for each in findings]}
