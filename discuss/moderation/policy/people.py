"""Who may take, end, read, confirm and object to steps towards people."""

from collections.abc import Collection
from datetime import datetime, timedelta

from discuss.accounts.rules import Actor
from discuss.kit.text import counted
from discuss.kit.verdict import YES, Verdict, no
from discuss.moderation.models import Sanction
from discuss.moderation.policy.comments import may_open_desk
from discuss.moderation.rules.clauses import cited
from discuss.moderation.rules.sanctions import (
    BANS_AT_ONCE,
    NOTHING_ELSE,
    SHORTENED,
    Touches,
    awaits_answer,
    in_force,
    lasts_within,
    may_be_objected_to,
)
from discuss.moderation.rules.statement import objection_ends

CONCERNED = "You have forecast on what this is about. Somebody else decides whose count."
ELSEWHERE = (
    "This is also about questions of sections that are not yours to moderate. Somebody who sees "
    "to all of them decides."
)


def may_sanction(actor: Actor, kind: str, person_id: int, role: str) -> Verdict:
    """Say whether somebody may take this step towards a person of that role."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if actor.id == person_id:
        return no("This account is yours. Somebody else decides about it.")
    about = {"reader", "guest"} if kind == "exclusion" else {"reader"}
    if role not in about and kind != "note":
        return no("This person works here. An admin takes the role away first.")
    return YES


def may_choose(actor: Actor) -> Verdict:
    """Say whether somebody may read and set what the desk goes by: admins."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    return YES if actor.is_admin else no("Admins set what the desk goes by. Ask one of them.")


def may_suspend_until(
    actor: Actor,
    ends_at: datetime,
    now: datetime,
    alone: timedelta,
    longest: timedelta,
) -> Verdict:
    """Say whether somebody who may suspend may do so for as long."""
    if not lasts_within(longest, now, ends_at):
        most = counted(longest.days, "day", "days")
        return no(f"A suspension lasts {most} at most. Choose an earlier day, or propose a ban.")
    if actor.is_admin or lasts_within(alone, now, ends_at):
        return YES
    most = counted(alone.days, "day", "days")
    return no(f"Moderators suspend for {most} at most. Choose an earlier day, or ask an admin.")


def may_ban(clause_key: str, *, is_warned: bool) -> Verdict:
    """Say whether somebody may be banned: warned before, unless what they did is grave enough.

    Source: Regulation (EU) 2022/2065, Article 23(1).
    """
    if is_warned or clause_key in BANS_AT_ONCE:
        return YES
    return no(
        "A ban takes an earlier warning that stands. Warn this account first; only what falls "
        "under rule 5 (safety and the law) or 6 (advertising and pretending) takes none."
    )


def may_confirm(
    actor: Actor, sanction: Sanction, steps: Collection[str], *, is_warned: bool
) -> Verdict:
    """Say whether somebody may make a proposed ban count: another person, and one an admin.

    The warning that it takes still has to stand.
    """
    if not (verdict := may_open_desk(actor)):
        return verdict
    if sanction.kind != "ban" or {"confirmed", "lifted"} & set(steps):
        return no("There is nothing to confirm here.")
    if actor.id == sanction.moderator_id:
        return no("You proposed this ban. Somebody else confirms it.")
    if actor.id == sanction.person_id:
        return no("This account is yours. Somebody else decides about it.")
    if not actor.is_admin and sanction.role != "admin":
        return no("One of the two people has to be an admin.")
    clause = cited(sanction.clause)
    return may_ban(clause.key if clause else "", is_warned=is_warned)


def may_lift(  # noqa: PLR0913, PLR0917 - who ends which sanction, after what, and when
    actor: Actor,
    sanction: Sanction,
    steps: Collection[str],
    now: datetime,
    alone: timedelta,
    touches: Touches = NOTHING_ELSE,
    shortened_to: datetime | None = None,
) -> Verdict:
    """Say whether somebody may end a sanction before its time, or drop a proposed ban.

    Forecasts are let back in by who may decide on each of the questions.
    """
    if not (verdict := may_open_desk(actor)):
        return verdict
    if not (verdict := _may_settle(actor, touches)):
        return verdict
    proposed = sanction.kind == "ban" and not {"confirmed", "lifted", "reversed"} & set(steps)
    # Forecasts are let back in for the time that is over too: their figures go on.
    ends_at = None if sanction.kind == "exclusion" else shortened_to or sanction.ends_at
    if not proposed and not in_force(sanction.kind, steps, ends_at, now):
        return no("There is nothing to lift here.")
    short = lasts_within(alone, sanction.created_at, sanction.ends_at)
    grave = sanction.kind == "ban" or (sanction.kind == "suspension" and not short)
    if grave and not proposed and not actor.is_admin:
        most = counted(alone.days, "day", "days")
        return no(f"Admins lift bans, and suspensions of more than {most}.")
    return YES


def may_read_sanction(
    actor: Actor, sanction: Sanction, steps: Collection[str], *, is_in_reach: bool
) -> Verdict:
    """Say whether somebody may read what a person was told: the desk, and that person."""
    if actor.may_moderate and is_in_reach:
        return YES
    told = sanction.kind != "note" and (sanction.kind != "ban" or "confirmed" in steps)
    if told and actor.person_id == sanction.person_id:
        return YES
    return no("This message was written to somebody else.")


def may_acknowledge(actor: Actor, sanction: Sanction, steps: Collection[str]) -> Verdict:
    """Say whether somebody may confirm that they have read a warning: whom it was written to."""
    if actor.person_id != sanction.person_id:
        return no("This message was written to somebody else.")
    if sanction.kind != "warning" or {"acknowledged", "lifted", "reversed"} & set(steps):
        return no("There is nothing to confirm here.")
    return YES


def may_object_to_sanction(
    actor: Actor, sanction: Sanction, steps: Collection[str], now: datetime
) -> Verdict:
    """Say whether somebody may ask for another look at what was done to them."""
    if actor.person_id != sanction.person_id:
        return no("Only the person whom it concerns can object.")
    if "objected" in steps:
        return no("You have objected already. Somebody else is looking at it.")
    if not may_be_objected_to(sanction.kind, steps):
        return no("There is nothing to object to here.")
    if now > objection_ends(sanction.created_at):
        return no("The six months in which you could object are over.")
    return YES


def may_answer_sanction(
    actor: Actor,
    sanction: Sanction,
    steps: Collection[str],
    involved: Collection[int],
    touches: Touches = NOTHING_ELSE,
) -> Verdict:
    """Say whether somebody may answer such an objection: nobody who had a part in the decision.

    About forecasts that are left out, who may decide on each of the questions.
    """
    if not (verdict := may_open_desk(actor)):
        return verdict
    if not (verdict := _may_settle(actor, touches)):
        return verdict
    if not awaits_answer(steps):
        return no("No objection waits here.")
    if actor.id in {sanction.moderator_id, sanction.person_id, *involved}:
        return no("You had a part in this decision. Somebody else answers the objection.")
    return YES


def may_shorten(
    kind: str, ends_at: datetime | None, until: datetime | None, now: datetime
) -> Verdict:
    """Say whether an answer may let something end on another day: earlier, and still to come."""
    if kind not in SHORTENED:
        return no("This has no end that could come earlier. It stands, or it ends.")
    if until is None:
        return no("Choose the day on which it ends.")
    if until <= now:
        return no("This day is over. Choose a later one, or end it.")
    if ends_at is not None and until >= ends_at:
        return no("It ends before that already. Choose an earlier day, or let it stand.")
    return YES


def _may_settle(actor: Actor, touches: Touches) -> Verdict:
    """Say whether somebody may decide on every question that a step is about."""
    if actor.id in touches.forecasters:
        return no(CONCERNED)
    return YES if all(map(actor.covers, touches.sections)) else no(ELSEWHERE)
