"""Programs that moderate take cases, leave notes, and say who sees to which sections."""

from flask import Response

from discuss.accounts import policy as accounts
from discuss.accounts import queries as people
from discuss.accounts.acting import require_actor
from discuss.kit import clock
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.acting import moderator, reported
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import CaseOut, ClaimOut, LimitsOut, NotesOut, ReportsOut
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.put("/cases/<int:case_id>/claim")
@documented(answers={200: ClaimOut}, refusals=(401, 403, 404), tags=TAGS)
def take_over(case_id: int) -> Response:
    """Take a case, from whoever is working on it as well; that is recorded."""
    actor, now = moderator(), clock.now()
    with transaction() as session:
        actions.take_over(session, actor, case_id, now)
        holder = queries.holder(session, case_id, now)
    return json(presenters.claim_out(case_id, holder))


@bp.delete("/cases/<int:case_id>/claim")
@documented(answers={200: ClaimOut}, refusals=(401, 403, 404), tags=TAGS)
def give_back(case_id: int) -> Response:
    """Give a case back that is yours; another's stays theirs."""
    actor, now = moderator(), clock.now()
    with transaction() as session:
        queries.case(session, case_id, actor)
        actions.release(session, actor, case_id)
        holder = queries.holder(session, case_id, now)
    return json(presenters.claim_out(case_id, holder))


@bp.get("/cases/<int:case_id>/notes")
@documented(answers={200: NotesOut}, refusals=(401, 403, 404), tags=TAGS)
def notes(case_id: int) -> Response:
    """List what moderators told each other about a case, newest first."""
    case = queries.case(reading(), case_id, moderator())
    return json(presenters.notes_out(queries.case_notes(reading(), case.id)))


@bp.post("/cases/<int:case_id>/notes")
@documented(body=forms.NewNote, answers={201: NotesOut}, refusals=(404,), tags=TAGS)
def leave_note(case_id: int) -> Response:
    """Tell the next moderator what you know about a case."""
    actor, form = moderator(), forms.NewNote.parse(json_body())
    with transaction() as session:
        actions.leave_note(session, actor, case_id, form.words, clock.now())
        found = queries.case_notes(session, case_id)
    return json(presenters.notes_out(found), 201)


@bp.get("/cases/<int:case_id>/reports")
@documented(answers={200: ReportsOut}, refusals=(401, 403, 404), tags=TAGS)
def all_reports(case_id: int) -> Response:
    """List what was reported about a comment, newest first; `?after=` continues."""
    return json(presenters.reports_out(reported(case_id, moderator())))


@bp.post("/comments/<int:comment_id>/case")
@documented(answers={200: CaseOut}, refusals=(401, 403, 404), tags=TAGS)
def take_up(comment_id: int) -> Response:
    """Open the case of a comment that nobody brought to the desk, or return what there is."""
    actor, now = moderator(), clock.now()
    with transaction() as session:
        case_id = actions.take_up(session, actor, comment_id, now).id
    file = queries.case_file(reading(), case_id, actor, now)
    return json(presenters.case_out(presenters.case_card(file, actor, now)))


@bp.put("/people/<handle>/sections")
@documented(body=forms.Limits, answers={200: LimitsOut}, refusals=(404,), tags=TAGS)
def limit(handle: str) -> Response:
    """Let a moderator see to these sections alone, or with none to the whole site."""
    actor = require_actor()
    accounts.may_limit(actor, "moderator").enforce()
    form = forms.Limits.parse(json_body())
    with transaction() as session:
        person = people.by_handle(session, handle)
        actions.limit(session, actor, person, form.sections, clock.now())
        return json(LimitsOut(handle=handle, sections=person.sections))
