"""The programs' door to all questions of the site."""

from flask import Response, request

from discuss.accounts.acting import current_actor
from discuss.kit import clock
from discuss.kit.paging import Cursor
from discuss.predictions import forms, presenters, queries
from discuss.predictions.api.blueprint import bp
from discuss.web.openapi import documented
from discuss.web.respond import json
from discuss.web.transaction import reading


@bp.get("/questions")
@documented(query=forms.QuestionsOf, answers={200: presenters.QuestionPageOut}, tags=["questions"])
def all_questions() -> Response:
    """List all questions, newest first; the crowd of each is null until one has answered."""
    text, session = forms.QuestionsOf.parse(request.args).after, reading()
    after = Cursor.decode(text, order=queries.NEWEST, length=1) if text else None
    found = queries.newest(session, after)
    faces = queries.several(session, found.rows, current_actor().person_id, clock.now())
    faces.sort(key=lambda each: each.question.id, reverse=True)
    listed = [presenters.question_out(each) for each in faces]
    onward = found.after.encode() if found.after else None
    return json(presenters.QuestionPageOut(questions=listed, after=onward))
