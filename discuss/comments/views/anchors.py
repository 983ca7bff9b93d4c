"""What the article's page shares with the discussion: what stands in the margin."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from discuss.articles.rules.passages import passages
from discuss.comments import presenters, queries
from discuss.comments.presenters import Passage


def margin(
    session: Session, prompt_id: int, blocks: Iterable[Mapping[str, Any]], about: str
) -> tuple[Mapping[str, Passage], Passage | None]:
    """Return every paragraph with its number of comments, and the one that is asked about.

    One statement, and one more for a paragraph that the article does not have any more.
    """
    counts = queries.counts_by_paragraph(session, prompt_id)
    found = presenters.margin(passages(blocks), counts)
    if not about or about in found:
        return found, found.get(about)
    quote = queries.quote_once(session, prompt_id, about)
    return found, Passage(about, quote, counts.get(about, 0), is_gone=True)
