"""What can be found follows what is published, in the transaction in which that changes."""

from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from discuss.articles.actions.events import PromptEdited, Published, Revised
from discuss.articles.models import Prompt
from discuss.comments.actions.events import Posted, Reappeared, Reworded, Vanished
from discuss.kit import fulltext
from discuss.kit.announce import listen
from discuss.kit.folding import words
from discuss.search import queries
from discuss.search.models import Document
from discuss.search.queries import Entry

BATCH = 200


def connect() -> None:
    """Hear what articles and comments announce."""
    listen(Posted, on_comment)
    listen(Reappeared, on_comment)
    listen(Reworded, on_comment)
    listen(Vanished, on_comment)
    listen(Published, on_article)
    listen(Revised, on_article)
    listen(PromptEdited, on_prompt)


def on_comment(session: Session, event: Posted | Reappeared | Reworded | Vanished) -> None:
    """Let a comment be found by what everybody reads in it now, or not at all."""
    entry = queries.comment_entry(session, event.comment.id)
    _keep(session, queries.document_of_comment(session, event.comment.id), entry)


def on_article(session: Session, event: Published | Revised) -> None:
    """Let an article be found by what it says now."""
    entry = queries.article_entry(session, event.article_id)
    _keep(session, queries.document_of_article(session, event.article_id), entry)


def on_prompt(session: Session, event: PromptEdited) -> None:
    """Let an article be found by what it asks now."""
    article_id = session.scalar(select(Prompt.article_id).where(Prompt.id == event.prompt_id))
    if article_id is not None:
        on_article(session, Published(article_id))


def rebuild(session: Session) -> int:
    """Make everything that can be found anew; return how many documents there are.

    Doing it twice is doing it once.
    """
    session.execute(delete(Document).execution_options(synchronize_session=False))
    count = 0
    waiting: list[dict[str, Any]] = []
    for entry in queries.entries(session):
        waiting.append(_row(entry))
        count += 1
        if len(waiting) == BATCH:
            session.execute(insert(Document), waiting)
            waiting = []
    if waiting:
        session.execute(insert(Document), waiting)
    fulltext.rebuild(session, queries.documents())
    return count


def _keep(session: Session, document: Document | None, entry: Entry | None) -> None:
    """Let a document say what its entry says; without one it says nothing."""
    if document is not None:
        said = words(entry.text) if entry else ""
        fulltext.replace(session, queries.documents(), document.id, said)
    elif entry is not None:
        row = _row(entry)
        document = Document(**row)
        session.add(document)
        session.flush()
        fulltext.enter(session, queries.documents(), document.id, row["words"])


def _row(entry: Entry) -> dict[str, Any]:
    """Return an entry as a row of the table."""
    return {
        "article_id": entry.article_id,
        "comment_id": entry.comment_id,
        "author_id": entry.author_id,
        "is_staff": entry.is_staff,
        "has_forecast": entry.has_forecast,
        "words": words(entry.text),
    }
