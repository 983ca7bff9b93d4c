"""Whether somebody holds the second factor of an account: an app, or codes on paper."""

from flask import current_app

from discuss.accounts import actions, queries
from discuss.accounts.models import Person
from discuss.accounts.rules import SECOND_STEP_WINDOW
from discuss.kit import clock
from discuss.kit.codes import bare, step_of
from discuss.kit.errors import Invalid, Missing
from discuss.kit.ids import digest
from discuss.kit.sealing import seal, unseal
from discuss.web.limits import keep_pace
from discuss.web.tokens import sign, unsign
from discuss.web.transaction import reading, transaction

PURPOSE = "second-factor"
HALF_WAY = "second-step"
NO_FIT = "This code does not fit. Enter the one that your app shows now, or a recovery code."
TRIES = "There were many codes. Wait a quarter of an hour and try again."
LATE = "That took a while. Enter your password again."


def sealed(secret: str) -> str:
    """Return an app's secret as it is stored."""
    return seal(current_app.config["DISCUSS"].secret_key, PURPOSE, secret)


def prove_code(person: Person, code: str) -> None:
    """Use up a code of a person's app or paper; raises `Invalid` at `code`, or `TooSoon`.

    A wrong code, an old one and a used one get the same answer. Tries count for the account,
    wherever they come from; who makes one knows its password already.
    """
    _keep_pace(person.id)
    now, step = clock.now(), step_shown(person.id, code)
    with transaction() as session:
        fits = step is not None and actions.use_step(session, person.id, step)
        fits = fits or actions.use_recovery_code(session, person.id, digest(bare(code)), now)
    if not fits:
        raise Invalid(NO_FIT, {"code": NO_FIT})


def first_step(person_id: int, code: str) -> int:
    """Return the step of the first code of a fresh secret; raises `Invalid` or `TooSoon`."""
    _keep_pace(person_id)
    step = step_shown(person_id, code)
    if step is None:
        raise Invalid(NO_FIT, {"code": NO_FIT})
    return step


def step_shown(person_id: int, code: str) -> int | None:
    """Return the step of a code that a person's app shows now, None for any other."""
    factor = queries.factor_of(reading(), person_id)
    key = current_app.config["DISCUSS"].secret_key
    secret = unseal(key, PURPOSE, factor.sealed) if factor else None
    if factor is None or secret is None:
        return None
    return step_of(secret, code, clock.now(), factor.last_step)


def half_way(person: Person) -> str:
    """Return the signed text that says: this person's password was right a moment ago."""
    value = [person.id, int(clock.now().timestamp()), _fingerprint(person)]
    return sign(current_app.config["DISCUSS"], HALF_WAY, value)


def who_is_half_way(token: str) -> Person:
    """Return whose password was right; raises `Invalid` when that was too long ago."""
    try:
        number, at, fingerprint = unsign(current_app.config["DISCUSS"], HALF_WAY, token)
        person = queries.by_id(reading(), number)
    except Missing:
        raise Invalid(LATE) from None
    is_late = clock.now().timestamp() - at > SECOND_STEP_WINDOW.total_seconds()
    if is_late or fingerprint != _fingerprint(person):
        raise Invalid(LATE)
    return person


def _keep_pace(person_id: int) -> None:
    for rule in ("8 per 15 minutes", "30 per day"):
        keep_pace(rule, str(person_id), sentence=TRIES, deed="second factor")


def _fingerprint(person: Person) -> str:
    """Return what changes with the password, so that a new one ends every half-way sign-in."""
    return digest(person.password_hash or "")[:16]
