"""The search for programs."""

from flask import Blueprint, Response, current_app, request

from discuss.search import presenters
from discuss.search.forms import Wanted
from discuss.search.views import look
from discuss.web.openapi import documented
from discuss.web.respond import json

bp = Blueprint("search_api", __name__, url_prefix="/api/v1")


@bp.get("/search")
@documented(query=Wanted, answers={200: presenters.SearchOut}, tags=["search"])
def search() -> Response:
    """Return up to 20 published comments and articles that say what is looked for."""
    asked = Wanted.parse(request.args)
    looked = look(asked)
    site_url = current_app.config["DISCUSS"].site_url
    return json(presenters.as_json(looked.hits, looked.words, asked.order, site_url))
