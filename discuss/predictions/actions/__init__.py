"""What people do to questions."""

from discuss.accounts.actions.events import Claimed, Erased
from discuss.kit.announce import listen
from discuss.predictions.actions.asking import ask, open_now, revise
from discuss.predictions.actions.authors import seal_forecast
from discuss.predictions.actions.batches import (
    ORDER,
    Done,
    RowsRefused,
    answer_group,
    forecast_each,
)
from discuss.predictions.actions.bundled import bundled
from discuss.predictions.actions.claiming import on_claimed
from discuss.predictions.actions.erasing import forget_reasons
from discuss.predictions.actions.excluding import check_leaving_out, leave_out, let_back_in
from discuss.predictions.actions.forecasting import affirm, check, forecast, look, withdraw
from discuss.predictions.actions.group_commands import (
    AddRows,
    AnswerGroup,
    MakeGroup,
    TakeOut,
    Template,
    WordGroup,
)
from discuss.predictions.actions.grouping import (
    Drafted,
    add_rows,
    drafted,
    drafted_rows,
    make_group,
    open_group,
    take_out,
    word_group,
)
from discuss.predictions.actions.lapsing import lapse
from discuss.predictions.actions.objecting import answer, object_to, on_erased
from discuss.predictions.actions.pointing import estimate
from discuss.predictions.actions.previewing import Effects, effects, previewed
from discuss.predictions.actions.proposing import decide, settle, take_back
from discuss.predictions.actions.resolving import outcomes, rule
from discuss.predictions.actions.suggesting import merge, send_back, suggest
from discuss.predictions.actions.suggesting import on_erased as forget_suggestions

__all__ = [
    "ORDER",
    "AddRows",
    "AnswerGroup",
    "Done",
    "Drafted",
    "Effects",
    "MakeGroup",
    "RowsRefused",
    "TakeOut",
    "Template",
    "WordGroup",
    "add_rows",
    "affirm",
    "answer",
    "answer_group",
    "ask",
    "bundled",
    "check",
    "check_leaving_out",
    "connect",
    "decide",
    "drafted",
    "drafted_rows",
    "effects",
    "estimate",
    "forecast",
    "forecast_each",
    "lapse",
    "leave_out",
    "let_back_in",
    "look",
    "make_group",
    "merge",
    "object_to",
    "open_group",
    "open_now",
    "outcomes",
    "previewed",
    "revise",
    "rule",
    "seal_forecast",
    "send_back",
    "settle",
    "suggest",
    "take_back",
    "take_out",
    "withdraw",
    "word_group",
]


def connect() -> None:
    """Hear what the slices below announce."""
    listen(Claimed, on_claimed)
    listen(Erased, on_erased)
    listen(Erased, forget_reasons)
    listen(Erased, forget_suggestions)
