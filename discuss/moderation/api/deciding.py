"""Moderators read the queue and decide."""

from flask import Response, request

from discuss.kit import clock
from discuss.kit.paging import Cursor
from discuss.moderation import actions, forms, policy, presenters, queries
from discuss.moderation.acting import moderator, sought
from discuss.moderation.api.blueprint import TAGS, bp
from discuss.moderation.presenters import (
    CaseOut,
    DecisionOut,
    MeasureOut,
    ObjectionOut,
    QueueOut,
    TrialOut,
    WordOut,
    WordsOut,
)
from discuss.moderation.queries.desk import ORDER
from discuss.moderation.rules.lists import kept
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.get("/cases")
@documented(answers={200: QueueOut}, refusals=(401, 403), tags=TAGS)
def queue() -> Response:
    """List what waits for you, most urgent first, narrowed as at the desk; `?after=` continues."""
    actor, session = moderator(), reading()
    text = request.args.get("after")
    after = Cursor.decode(text, order=ORDER, length=2) if text else None
    found = queries.queue(session, actor.id, sought(actor, request.args), after)
    counts = queries.counts(session, actor.id, clock.now(), actor.sections)
    return json(presenters.queue_out(found, counts))


@bp.get("/cases/<int:case_id>")
@documented(answers={200: CaseOut}, refusals=(401, 403), tags=TAGS)
def case(case_id: int) -> Response:
    """Return a case and what a decision about it has to name."""
    actor = moderator()
    now = clock.now()
    file = queries.case_file(reading(), case_id, actor, now)
    return json(presenters.case_out(presenters.case_card(file, actor, now)))


@bp.post("/cases/<int:case_id>/decisions")
@documented(body=forms.NewDecision, answers={201: DecisionOut}, tags=TAGS)
def decide(case_id: int) -> Response:
    """Approve, reject or restore what you saw; 409 when somebody was faster."""
    actor = moderator()
    form = forms.NewDecision.parse(json_body(), case_id=case_id)
    with transaction() as session:
        decision = actions.decide(session, actor, form.command(), clock.now())
    return json(presenters.decision_out(decision), 201)


@bp.post("/decisions/<int:decision_id>/reversal")
@documented(answers={200: DecisionOut}, refusals=(401, 403, 409), tags=TAGS)
def undo(decision_id: int) -> Response:
    """Take back your decision while it can be undone, before anybody is told."""
    actor = moderator()
    with transaction() as session:
        actions.undo(session, actor, decision_id, clock.now())
        decision = queries.decision(session, decision_id)
    return json(presenters.decision_out(decision, is_undone=True))


@bp.post("/cases/<int:case_id>/measures")
@documented(body=forms.NewMeasure, answers={201: MeasureOut}, tags=TAGS)
def cover(case_id: int) -> Response:
    """Hide what you saw while its case is open (`hide`), or show it again (`show`)."""
    actor = moderator()
    form = forms.NewMeasure.parse(json_body(), case_id=case_id)
    with transaction() as session:
        measure = actions.cover(session, actor, form.command(), clock.now())
    return json(presenters.measure_out(measure), 201)


@bp.post("/measures/<int:measure_id>/reversal")
@documented(answers={200: MeasureOut}, refusals=(401, 403, 404, 409), tags=TAGS)
def uncover(measure_id: int) -> Response:
    """Take back in the first seconds that you hid or showed a comment."""
    actor = moderator()
    with transaction() as session:
        actions.take_back_measure(session, actor, measure_id, clock.now())
        measure = queries.measure(session, measure_id)
    return json(presenters.measure_out(measure, is_undone=True))


@bp.post("/decisions/<int:decision_id>/objection/answer")
@documented(body=forms.NewAnswer, answers={201: ObjectionOut}, tags=TAGS)
def answer(decision_id: int) -> Response:
    """Answer an objection to somebody else's decision."""
    actor = moderator()
    form = forms.NewAnswer.parse(json_body(), decision_id=decision_id)
    with transaction() as session:
        actions.answer_objection(session, actor, form.command(), clock.now())
    return json(ObjectionOut(decision_id=decision_id, message="The author is told."), 201)


@bp.get("/words")
@documented(answers={200: WordsOut}, refusals=(401, 403), tags=TAGS)
def words() -> Response:
    """List the suspect words and the domains in force."""
    moderator()
    return json(presenters.words_out(queries.words(reading())))


@bp.post("/words")
@documented(body=forms.NewWord, answers={200: TrialOut, 201: WordOut}, tags=TAGS)
def add_word() -> Response:
    """Try a word or a domain on the last 30 days (`do=try`), or put it on a list (`do=save`)."""
    actor, now = moderator(), clock.now()
    policy.may_edit_words(actor).enforce()
    form = forms.NewWord.parse(json_body())
    if form.do == "try":
        phrase = kept(form.kind, form.phrase)
        return json(presenters.trial_out(queries.trial(reading(), form.kind, phrase, now)))
    with transaction() as session:
        rule = actions.add_word(session, actor, form.command(), now)
    return json(presenters.word_out(rule), 201)


@bp.post("/words/<int:rule_id>/retirement")
@documented(body=forms.RetiredWord, answers={200: WordsOut}, tags=TAGS)
def retire_word(rule_id: int) -> Response:
    """Take a rule off the list."""
    actor = moderator()
    form = forms.RetiredWord.parse(json_body())
    with transaction() as session:
        actions.retire_word(session, actor, rule_id, form.note, clock.now())
        return json(presenters.words_out(queries.words(session)))
