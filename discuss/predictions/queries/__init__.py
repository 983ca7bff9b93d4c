"""What is read of questions and forecasts."""

from discuss.predictions.queries.cases import case_of
from discuss.predictions.queries.crowds import (
    Adjusted,
    adjusted_now,
    crowd_now,
    figures_of,
    formula_of,
    histories,
)
from discuss.predictions.queries.face import Face, Told, all_options, live_options, state_of
from discuss.predictions.queries.people import (
    Lead,
    OwnStanding,
    Scored,
    Sight,
    Unanswered,
    lead_probability,
    own_standings,
    record_of,
    sight,
    standings_of,
    unanswered,
)
from discuss.predictions.queries.questions import (
    board,
    desk,
    face,
    has_passed,
    is_public,
    locked,
    own_events,
    revisions,
    siblings,
)
from discuss.predictions.queries.replay import Drift, replay

__all__ = [
    "Adjusted",
    "Drift",
    "Face",
    "Lead",
    "OwnStanding",
    "Scored",
    "Sight",
    "Told",
    "Unanswered",
    "adjusted_now",
    "all_options",
    "board",
    "case_of",
    "crowd_now",
    "desk",
    "face",
    "figures_of",
    "formula_of",
    "has_passed",
    "histories",
    "is_public",
    "lead_probability",
    "live_options",
    "locked",
    "own_events",
    "own_standings",
    "record_of",
    "replay",
    "revisions",
    "siblings",
    "sight",
    "standings_of",
    "state_of",
    "unanswered",
]
