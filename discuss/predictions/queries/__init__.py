"""What is read of questions and forecasts."""

from discuss.predictions.queries.around import (
    alike_now,
    has_passed,
    is_public,
    own_events,
    revisions,
)
from discuss.predictions.queries.boards import Standings, standings
from discuss.predictions.queries.cases import case_of
from discuss.predictions.queries.course import Course, course, due, has_stake, was_disputed
from discuss.predictions.queries.crowds import (
    Adjusted,
    adjusted_now,
    crowd_now,
    figures_of,
    formula_of,
    histories,
)
from discuss.predictions.queries.face import (
    Face,
    Told,
    all_options,
    live_options,
    outcome_label,
    state_of,
)
from discuss.predictions.queries.open_data import entered, forecasts, given_out
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
    locked,
    siblings,
)
from discuss.predictions.queries.receipts import (
    broken,
    content_of,
    ends_before,
    heads,
    last_digest,
    proofs,
)
from discuss.predictions.queries.replay import Drift, replay
from discuss.predictions.queries.suggestions import (
    Suggested,
    same_suggestion,
    suggested,
    suggested_by,
    waiting_suggestions,
)
from discuss.predictions.queries.tracks import Settled, Track, track_of
from discuss.predictions.queries.voices import Early, Earned, early_and_right, earned

__all__ = [
    "Adjusted",
    "Course",
    "Drift",
    "Early",
    "Earned",
    "Face",
    "Lead",
    "OwnStanding",
    "Scored",
    "Settled",
    "Sight",
    "Standings",
    "Suggested",
    "Told",
    "Track",
    "Unanswered",
    "adjusted_now",
    "alike_now",
    "all_options",
    "board",
    "broken",
    "case_of",
    "content_of",
    "course",
    "crowd_now",
    "desk",
    "due",
    "early_and_right",
    "earned",
    "ends_before",
    "entered",
    "face",
    "figures_of",
    "forecasts",
    "formula_of",
    "given_out",
    "has_passed",
    "has_stake",
    "heads",
    "histories",
    "is_public",
    "last_digest",
    "lead_probability",
    "live_options",
    "locked",
    "outcome_label",
    "own_events",
    "own_standings",
    "proofs",
    "record_of",
    "replay",
    "revisions",
    "same_suggestion",
    "siblings",
    "sight",
    "standings",
    "standings_of",
    "state_of",
    "suggested",
    "suggested_by",
    "track_of",
    "unanswered",
    "waiting_suggestions",
    "was_disputed",
]
