"""Cards of questions and groups for other pages: as a document in a frame, and as a picture."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from discuss.accounts.rules import STRANGER
from discuss.kit import clock
from discuss.predictions import presenters
from discuss.predictions.presenters import Embedded, EmbeddedGroup
from discuss.predictions.views.blueprint import bp, faced
from discuss.predictions.views.groups import grouped
from discuss.web.headers import FRAMED

HTML, SVG = "text/html", "image/svg+xml"


@bp.get("/embed/questions/<int:question_id>")
def embed(question_id: int) -> ResponseReturnValue:
    """Show a question in a frame of another site: as a stranger sees it, whoever asks."""
    return _framed(_question(question_id), "predictions/embed.html", HTML)


@bp.get("/embed/questions/<int:question_id>.svg")
def embed_picture(question_id: int) -> ResponseReturnValue:
    """Show a question as a picture: as a stranger sees it, whoever asks."""
    return _framed(_question(question_id), "predictions/embed.svg", SVG)


@bp.get("/embed/groups/<int:group_id>")
def embed_group(group_id: int) -> ResponseReturnValue:
    """Show a group of questions in a frame of another site, as a stranger sees it."""
    return _framed(_group(group_id), "predictions/embed_group.html", HTML)


@bp.get("/embed/groups/<int:group_id>.svg")
def embed_group_picture(group_id: int) -> ResponseReturnValue:
    """Show a group of questions as a picture, as a stranger sees it."""
    return _framed(_group(group_id), "predictions/embed_group.svg", SVG)


def _question(question_id: int) -> Embedded:
    return presenters.embedded(presenters.card(faced(question_id, STRANGER, clock.now())))


def _group(group_id: int) -> EmbeddedGroup:
    seen, faces = grouped(group_id, STRANGER, clock.now())
    return presenters.embedded_group(presenters.group_card(seen, faces, STRANGER))


def _framed(card: Embedded | EmbeddedGroup, template: str, media_type: str) -> ResponseReturnValue:
    answer = Response(render_template(template, card=card), mimetype=media_type)
    answer.headers["Content-Security-Policy"] = FRAMED
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = "public, max-age=60"
    answer.add_etag()
    return answer.make_conditional(request)
