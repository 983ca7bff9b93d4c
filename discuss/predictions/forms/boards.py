"""What an address asks of the boards, and of the published heads."""

from datetime import date
from typing import Annotated

from pydantic import Field

from discuss.kit.command import Asked
from discuss.predictions.rules.board import Board


class BoardOf(Asked):
    """Which board of forecasters, of which year, and which page of it."""

    board: Board = Board.ALL
    year: Annotated[int, Field(ge=2000, le=9000)] | None = None
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class QuestionsOf(Asked):
    """Where the list of all questions goes on."""

    after: str = ""


class HeadsOf(Asked):
    """Before which day the published heads go on."""

    before: date | None = None
