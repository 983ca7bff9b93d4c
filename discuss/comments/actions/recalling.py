"""Months later: a decided question is shown with the best of what was said about it."""

import textwrap

from sqlalchemy.orm import Session

from discuss.comments import queries
from discuss.predictions.actions.events import Recalled, Voice

LONGEST = 280


def on_recalled(session: Session, event: Recalled) -> None:
    """Add the best comment on a question, if readers marked any; nothing is written."""
    found = queries.best_of(
        session,
        event.prompt_id,
        event.question_id,
        round(event.reference * 1_000_000),
        event.viewer_id,
    )
    if found is None:
        return
    comment_id, at, text, name, handle, is_near = found
    words = textwrap.shorten(text, LONGEST, placeholder=" …")
    path = f"/comments/{comment_id}#c{comment_id}"
    event.voices.append(Voice(name, handle, path, words, at, is_near))
