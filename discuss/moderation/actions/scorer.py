"""The site's own scorer looks at new words, where it is switched on and has learned something."""

from sqlalchemy.orm import Session

from discuss.moderation import queries
from discuss.moderation.rules import scoring
from discuss.moderation.rules.intake import Finding

NAME = "scorer"
ADVICE = (
    "Comments like this one were often rejected here. "
    "See whether it can be said so that everybody can answer it."
)


def score(session: Session, text: str, mode: str) -> Finding | None:
    """Return what the scorer says about a wording, None where it is off or absent; one statement.

    `mode` is the most that follows: `note` the score only, `advise`, or `hold`.
    """
    if mode == "off" or not scoring.is_installed():
        return None
    model = queries.newest_model(session, with_weights=True)
    if model is None or model.version != scoring.VERSION:
        return None
    found = scoring.scores(queries.weights_of(model), [text])[0]
    if mode == "note" or found < model.threshold:
        return Finding(NAME, score=found, version=model.version)
    detail = f"Like comments that were rejected here: {round(100 * found)} in 100."
    return Finding(NAME, mode, detail, ADVICE, found, version=model.version)
