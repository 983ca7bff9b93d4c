"""Readers see who sees it coming."""

from flask import request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor
from discuss.kit import clock
from discuss.predictions import forms, presenters, queries
from discuss.predictions.queries import Standings
from discuss.predictions.views.blueprint import bp
from discuss.web.respond import page
from discuss.web.transaction import reading


def standings() -> Standings:
    """Return the page of the board that the address asks for."""
    asked = forms.BoardOf.parse(request.args)
    year = asked.year or clock.now().year
    return queries.standings(reading(), asked.board, year, asked.page, current_actor().person_id)


@bp.get("/forecasters")
def forecasters() -> ResponseReturnValue:
    """Show who forecasts well beside the others."""
    card = presenters.board_card(standings(), current_actor().handle, clock.now().year)
    return page("predictions/forecasters.html", board=card, section="/forecasters")


@bp.get("/forecasters/crowd")
def crowd_record() -> ResponseReturnValue:
    """Show how near the readers together came, by every way to add them up."""
    found = presenters.together_card(queries.together(reading(), clock.now()))
    return page("predictions/crowd.html", record=found, section="/forecasters")
