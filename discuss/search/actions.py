"""What can be found follows what is published, in the transaction in which that changes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from discuss.articles.actions.events import PromptEdited, Published, Revised
from discuss.articles.models import Prompt
from discuss.comments.actions.events import Posted, Reappeared, Regarded, Reworded, Vanished
from discuss.comments.models import Comment
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
    listen(Regarded, on_regarded)
    listen(Published, on_article)
    listen(Revised, on_article)
    listen(PromptEdited, on_prompt)


def on_comment(session: Session, event: Posted | Reappeared | Reworded | Vanished) -> None:
    """Let a comment be found by what everybody reads in it now, or not at all."""
    entry = queries.comment_entry(session, event.comment.id)
    if entry is not None:
        _say(session, entry)
        return
    document_id = queries.document_of_comment(session, event.comment.id)
    if document_id is not None:
        fulltext.replace(session, queries.documents(), document_id, "")


def on_regarded(session: Session, event: Regarded) -> None:
    """Let somebody's comments be found among the site's own people's, or not any more."""
    documents = queries.documents()
    counts = select(Comment.neg_staff < 0).where(Comment.id == documents.c.comment_id)
    session.execute(
        update(documents)
        .where(
            documents.c.article_id == event.article_id,
            documents.c.author_id == event.person_id,
            documents.c.comment_id.is_not(None),
        )
        .values(is_staff=counts.scalar_subquery())
    )


def on_article(session: Session, event: Published | Revised) -> None:
    """Let an article be found by what it says now."""
    entry = queries.article_entry(session, event.article_id)
    if entry is not None:
        _say(session, entry)


def on_prompt(session: Session, event: PromptEdited) -> None:
    """Let an article be found by what it asks now."""
    article_id = session.scalar(select(Prompt.article_id).where(Prompt.id == event.prompt_id))
    if article_id is not None:
        on_article(session, Published(article_id))


def rebuild(session: Session) -> int:
    """Let everything be found that can be read, and nothing else; return how many documents.

    Doing it twice is doing it once. Documents keep their numbers, so that pages of hits go on;
    who writes meanwhile waits.
    """
    fulltext.hold(session, queries.documents())
    session.execute(update(queries.documents()).values(words=""))
    count = 0
    waiting: list[Entry] = []
    for entry in queries.entries(session):
        waiting.append(entry)
        count += 1
        if len(waiting) == BATCH:
            _write(session, waiting)
            waiting = []
    _write(session, waiting)
    fulltext.rebuild(session, queries.documents())
    return count


def _say(session: Session, entry: Entry) -> None:
    """Let an entry's document say what it says now; make one that is not there yet."""
    row = _row(entry)
    if entry.document_id is not None:
        fulltext.replace(session, queries.documents(), entry.document_id, row["words"])
        return
    document = Document(**row)
    session.add(document)
    session.flush()
    fulltext.enter(session, queries.documents(), document.id, row["words"])


def _write(session: Session, entries: Sequence[Entry]) -> None:
    """Write documents, new ones and known ones, past the index."""
    table = queries.documents()
    new = [_row(entry) for entry in entries if entry.document_id is None]
    known = [_row(entry) | {"number": entry.document_id} for entry in entries if entry.document_id]
    if new:
        session.execute(insert(table), new)
    if known:
        session.execute(update(table).where(table.c.id == bindparam("number")), known)


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
