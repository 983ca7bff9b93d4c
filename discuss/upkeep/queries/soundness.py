"""Whether the database is sound: its pages, its references, and what its rows say of each other."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.articles import queries as articles
from discuss.articles.models import Article, ArticleRevision
from discuss.comments import queries as comments
from discuss.comments.models import Comment, CommentRevision
from discuss.kit import chosen
from discuss.predictions import queries as predictions
from discuss.predictions.models import Question, QuestionRevision

UNPROVEN = "SELECT count(*) FROM pg_constraint WHERE NOT convalidated"
UNFIT = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"


def damage(session: Session) -> list[str]:
    """Return what the database says of its own pages and indexes. One statement."""
    if session.get_bind().dialect.name == "sqlite":
        rows = session.connection().exec_driver_sql("PRAGMA integrity_check(20)").all()
        return [str(row[0]) for row in rows if row[0] != "ok"]
    count = session.connection().exec_driver_sql(UNFIT).scalar_one()
    return [f"{count} indexes are not valid"] if count else []


def broken_references(session: Session) -> int:
    """Return how many rows refer to rows that are not there. One statement."""
    if session.get_bind().dialect.name == "sqlite":
        return len(session.connection().exec_driver_sql("PRAGMA foreign_key_check").all())
    return int(session.connection().exec_driver_sql(UNPROVEN).scalar_one())


def drifted(session: Session, now: datetime) -> int:
    """Return how many counters, ranks, published figures and settings a recount denies."""
    questions = [face.question.id for face in predictions.desk(session, now)]
    replayed = sum(len(predictions.replay(session, number)) for number in questions)
    counted = len(comments.recount(session)) + len(comments.misplaced(session))
    return counted + replayed + chosen.drifted(session)


def orphans(session: Session) -> int:
    """Return how many comments, articles and questions lack the wording they say they have."""
    wordless = (
        select(func.count(Comment.id)).where(
            ~select(CommentRevision.id)
            .where(
                CommentRevision.comment_id == Comment.id, CommentRevision.n == Comment.revision_n
            )
            .exists()
        ),
        select(func.count(Article.id)).where(
            ~select(ArticleRevision.id).where(articles.is_current()).exists()
        ),
        select(func.count(Question.id)).where(
            ~select(QuestionRevision.id)
            .where(
                QuestionRevision.question_id == Question.id,
                QuestionRevision.n == Question.revision_n,
            )
            .exists()
        ),
    )
    return sum(session.scalar(statement) or 0 for statement in wordless)
