"""Steps towards people, by programs: taken and ended at the desk, read by whom they concern."""

from flask import Response

from discuss.accounts.acting import require_actor
from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.moderation import actions, forms, policy, presenters, queries
from discuss.moderation.acting import moderator
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import SanctionOut, SanctionsOut
from discuss.moderation.queries import Taken
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.get("/sanctions")
@documented(answers={200: SanctionsOut}, refusals=(401, 403), tags=TAGS)
def waiting_sanctions() -> Response:
    """List bans that wait for a second person, and objections that wait for an answer."""
    actor = moderator()
    found = queries.waiting_sanctions(reading(), actor.sections)
    return json(presenters.sanctions_out(presenters.sanction_cards(found, actor, clock.now())))


@bp.get("/people/<handle>/sanctions")
@documented(answers={200: SanctionsOut}, refusals=(401, 403, 404), tags=TAGS)
def sanctions(handle: str) -> Response:
    """List what was done towards somebody; the look itself is recorded."""
    actor, now = moderator(), clock.now()
    with transaction() as session:
        person = queries.in_reach(session, actor, handle)
        actions.look(session, actor, f"person:{person.id}", now)
        found = queries.sanctions_of(session, person.id)
        cards = presenters.sanction_cards(found, actor, now)
    return json(presenters.sanctions_out(cards))


@bp.post("/people/<handle>/sanctions")
@documented(body=forms.NewSanction, answers={201: SanctionOut}, refusals=(404,), tags=TAGS)
def impose(handle: str) -> Response:
    """Take a step towards somebody, from a `note` to a proposed `ban`."""
    actor, form = moderator(), forms.NewSanction.parse(json_body(), handle=handle)
    with transaction() as session:
        row = actions.impose(session, actor, form.command(), clock.now())
    return _one(actor, row.id, 201)


@bp.post("/sanctions/<int:sanction_id>/confirmation")
@documented(answers={200: SanctionOut}, refusals=(401, 403, 404), tags=TAGS)
def confirm_ban(sanction_id: int) -> Response:
    """Be the second person of a ban."""
    actor = moderator()
    with transaction() as session:
        actions.confirm_ban(session, actor, sanction_id, clock.now())
    return _one(actor, sanction_id)


@bp.post("/sanctions/<int:sanction_id>/lifting")
@documented(body=forms.Lifting, answers={200: SanctionOut}, refusals=(404,), tags=TAGS)
def lift(sanction_id: int) -> Response:
    """End a sanction before its time, with a reason."""
    actor, form = moderator(), forms.Lifting.parse(json_body())
    with transaction() as session:
        actions.lift(session, actor, sanction_id, form.words, clock.now())
    return _one(actor, sanction_id)


@bp.post("/sanctions/<int:sanction_id>/objection/answer")
@documented(body=forms.NewSanctionAnswer, answers={200: SanctionOut}, refusals=(404,), tags=TAGS)
def answer_sanction(sanction_id: int) -> Response:
    """Uphold, end (`reversed`) or shorten what somebody else decided about a person."""
    actor = moderator()
    form = forms.NewSanctionAnswer.parse(json_body(), sanction_id=sanction_id)
    with transaction() as session:
        actions.answer_sanction(session, actor, *form.answer(), clock.now(), form.until())
    return _one(actor, sanction_id)


@bp.get("/sanctions/<int:sanction_id>")
@documented(answers={200: SanctionOut}, refusals=(401, 403, 404), tags=TAGS)
def sanction(sanction_id: int) -> Response:
    """Return what was done towards you, and why; the desk's look at it is recorded."""
    actor, taken = require_actor(), queries.sanction(reading(), sanction_id)
    answer = _read(actor, taken)
    if actor.id != taken.sanction.person_id:
        with transaction() as session:
            actions.look(session, actor, f"sanction:{sanction_id}", clock.now())
    return answer


@bp.post("/sanctions/<int:sanction_id>/acknowledgement")
@documented(answers={200: SanctionOut}, refusals=(401, 403, 404), tags=TAGS)
def acknowledge(sanction_id: int) -> Response:
    """Confirm that you have read a warning, and take part again."""
    actor = require_actor()
    with transaction() as session:
        actions.acknowledge(session, actor, sanction_id, clock.now())
    return _one(actor, sanction_id)


@bp.post("/sanctions/<int:sanction_id>/objection")
@documented(body=forms.NewObjection, answers={201: SanctionOut}, refusals=(404,), tags=TAGS)
def object_to_sanction(sanction_id: int) -> Response:
    """Ask for another look at what was done towards you."""
    actor, form = require_actor(), forms.NewObjection.parse(json_body())
    with transaction() as session:
        actions.object_to_sanction(session, actor, sanction_id, form.words, clock.now())
    return _one(actor, sanction_id, 201)


def _one(actor: Actor, sanction_id: int, status: int = 200) -> Response:
    """Answer with a sanction as it stands now."""
    return _read(actor, queries.sanction(reading(), sanction_id), status)


def _read(actor: Actor, taken: Taken, status: int = 200) -> Response:
    """Answer with a sanction as somebody may read it."""
    near = queries.is_in_reach(reading(), actor, taken.person.id)
    policy.may_read_sanction(actor, taken.sanction, taken.kinds, is_in_reach=near).enforce()
    card = presenters.sanction_card(taken, actor, clock.now())
    for_desk = actor.id != taken.sanction.person_id
    return json(presenters.sanction_out(card, for_desk=for_desk), status)
