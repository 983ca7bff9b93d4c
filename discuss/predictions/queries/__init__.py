"""What is read of questions and forecasts."""

from discuss.predictions.queries.crowds import crowd_now, figures_of, histories
from discuss.predictions.queries.face import Face, Told, all_options, live_options, state_of
from discuss.predictions.queries.people import (
    OwnStanding,
    Scored,
    Sight,
    Unanswered,
    count_standing,
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

__all__ = [
    "Face",
    "OwnStanding",
    "Scored",
    "Sight",
    "Told",
    "Unanswered",
    "all_options",
    "board",
    "count_standing",
    "crowd_now",
    "desk",
    "face",
    "figures_of",
    "has_passed",
    "histories",
    "is_public",
    "live_options",
    "locked",
    "own_events",
    "own_standings",
    "record_of",
    "revisions",
    "siblings",
    "sight",
    "standings_of",
    "state_of",
    "unanswered",
]
