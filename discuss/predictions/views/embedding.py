"""A question's card for other pages: as a document in a frame, and as a picture."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from discuss.accounts.rules import STRANGER
from discuss.kit import clock
from discuss.predictions import presenters
from discuss.predictions.views.blueprint import bp, faced
from discuss.web.headers import FRAMED


@bp.get("/embed/questions/<int:question_id>")
def embed(question_id: int) -> ResponseReturnValue:
    """Show a question in a frame of another site: as a stranger sees it, whoever asks."""
    return _framed(question_id, "predictions/embed.html", "text/html")


@bp.get("/embed/questions/<int:question_id>.svg")
def embed_picture(question_id: int) -> ResponseReturnValue:
    """Show a question as a picture: as a stranger sees it, whoever asks."""
    return _framed(question_id, "predictions/embed.svg", "image/svg+xml")


def _framed(question_id: int, template: str, media_type: str) -> ResponseReturnValue:
    card = presenters.card(faced(question_id, STRANGER, clock.now()))
    body = render_template(template, card=presenters.embedded(card))
    answer = Response(body, mimetype=media_type)
    answer.headers["Content-Security-Policy"] = FRAMED
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = "public, max-age=60"
    answer.add_etag()
    return answer.make_conditional(request)
