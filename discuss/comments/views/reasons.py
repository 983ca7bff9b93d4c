"""Why somebody forecasts what they do, as the beginning of a comment."""

from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor
from discuss.articles.models import Prompt
from discuss.comments import actions, queries
from discuss.comments.rules import below_draft
from discuss.comments.views.frame import bp, composer
from discuss.kit.errors import Missing
from discuss.predictions import queries as predictions
from discuss.predictions.models import Question
from discuss.web.respond import page
from discuss.web.transaction import reading


@bp.get("/questions/<int:question_id>/comment")
def from_reason(question_id: int) -> ResponseReturnValue:
    """Show the composer with the reader's own line below what they had begun to write."""
    session, actor = reading(), current_actor()
    question = session.get(Question, question_id)
    if question is None or not predictions.is_public(session, question):
        raise Missing(predictions.NOT_HERE)
    own = predictions.own_events(session, question_id, actor.person_id) if actor.person_id else ()
    prompt = session.get_one(Prompt, question.prompt_id)
    _, slug, headline = queries.home_of(session, prompt.id)
    draft = queries.draft(session, actor.person_id, actions.place_of(prompt.id, None))
    body = below_draft(draft, predictions.reason_of(own))
    made = composer(session, actor, prompt, f"/articles/{slug}", body=body)
    return page("comments/write.html", composer=made, headline=headline, answered=None)
