"""What lists and people's pages show of several slices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.articles import queries as articles
from discuss.articles.models import Article, ArticleRevision, Prompt
from discuss.comments.models import Comment, CommentRevision, Discussion
from discuss.predictions.models import Question

FEED_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Spoken:
    """A comment in a list outside its discussion."""

    id: int
    text: str
    html: str
    created_at: datetime
    edited_at: datetime | None
    headline: str
    slug: str
    good_points: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How much is going on under one prompt."""

    comments: int = 0
    questions: int = 0


def figures(session: Session, prompt_ids: Sequence[int]) -> dict[int, Figures]:
    """Return comments and published questions by prompt; two statements."""
    if not prompt_ids:
        return {}
    comments = dict(
        session.execute(
            select(Discussion.prompt_id, Discussion.comment_count).where(
                Discussion.prompt_id.in_(prompt_ids)
            )
        ).all()
    )
    questions = dict(
        session.execute(
            select(Question.prompt_id, func.count())
            .where(Question.prompt_id.in_(prompt_ids), Question.published_at.is_not(None))
            .group_by(Question.prompt_id)
        ).all()
    )
    return {each: Figures(comments.get(each, 0), questions.get(each, 0)) for each in prompt_ids}


def marks_of(session: Session, person_id: int, most: int = 200) -> Sequence[int]:
    """Return how many marks somebody's best published comments earned; one statement."""
    found = select(Comment.up).where(
        Comment.author_id == person_id, Comment.state == "published", Comment.up > 0
    )
    return session.scalars(found.order_by(Comment.up.desc()).limit(most)).all()


def words_of(session: Session, person_id: int, count: int = 20) -> Sequence[Spoken]:
    """Return somebody's newest published comments; one statement."""
    found = session.execute(
        select(
            Comment.id,
            CommentRevision.text,
            CommentRevision.html,
            Comment.created_at,
            Comment.edited_at,
            ArticleRevision.headline,
            Article.slug,
            Comment.good_point_count.label("good_points"),
        )
        .join(
            CommentRevision,
            (CommentRevision.comment_id == Comment.id) & (CommentRevision.n == Comment.revision_n),
        )
        .join(Prompt, Prompt.id == Comment.prompt_id)
        .join(Article, Article.id == Prompt.article_id)
        .join(ArticleRevision, articles.is_current())
        .where(
            Comment.author_id == person_id,
            Comment.state == "published",
            Article.published_at.is_not(None),
        )
        .order_by(Comment.id.desc())
        .limit(count)
    )
    return [Spoken(**row) for row in found.mappings()]
