"""Whether what can be found is what can be read."""

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from discuss.kit.folding import words
from discuss.kit.fulltext import agrees
from discuss.search.models import Document
from discuss.search.queries.sources import entries


def disagreeing(session: Session) -> int:
    """Return how many documents are missing, say something else, or should say nothing.

    Reads everything that is public. Three statements.
    """
    stored = dict(session.execute(select(Document.id, cast(Document.words, Text))).all())
    wrong = 0
    for entry in entries(session):
        said = stored.pop(entry.document_id, None) if entry.document_id else None
        wrong += said is None or not agrees(said, words(entry.text))
    return wrong + sum(bool(left) for left in stored.values())
