"""All questions of the site, page by page."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.articles.models import Article, Prompt
from discuss.kit.paging import Cursor, Page
from discuss.predictions.models import Question

NEWEST = "questions"
"""The order of the list, whose key is a question's number."""
A_PAGE = 20


def newest(session: Session, after: Cursor | None = None) -> Page[int]:
    """Return the numbers of up to 20 questions of public articles, newest first; one statement."""
    statement = (
        select(Question.id)
        .join(Prompt, Prompt.id == Question.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .where(Question.published_at.is_not(None), Article.published_at.is_not(None))
        .order_by(Question.id.desc())
        .limit(A_PAGE + 1)
    )
    if after is not None:
        statement = statement.where(Question.id < after.key[0])
    found = session.scalars(statement).all()
    if len(found) <= A_PAGE:
        return Page(found)
    return Page(found[:A_PAGE], Cursor(NEWEST, (found[A_PAGE - 1],)))
