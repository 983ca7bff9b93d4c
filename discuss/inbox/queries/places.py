"""What can be followed: discussions, threads, questions and groups, and what they are called."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.articles.models import Article, ArticleRevision, Prompt
from discuss.comments import policy
from discuss.comments import queries as comments
from discuss.inbox.models import Watch
from discuss.inbox.rules import Kind
from discuss.kit.errors import Missing
from discuss.predictions import queries as predictions
from discuss.predictions.models import GroupMember, Question, QuestionGroup, QuestionRevision

NOWHERE = "There is nothing to follow at this address."


@dataclass(frozen=True, slots=True)
class Place:
    """Where there is news; `id` is that of the prompt, top comment, question or group."""

    kind: Kind
    id: int
    prompt_id: int


def place(session: Session, actor: Actor, kind: str, number: int) -> Place:
    """Return what an address names: a discussion, a comment's thread, a question or a group.

    Raises `Missing` (404) for what is not there or not to be seen. Three statements at most.
    """
    if kind == Kind.DISCUSSION:
        prompt = comments.prompt_of(session, number)
        return Place(Kind.DISCUSSION, prompt.id, prompt.id)
    if kind == Kind.THREAD:
        comment = comments.by_id(session, number)
        if not policy.may_read(comments.standing(session, actor, comment.prompt_id), comment):
            raise Missing(NOWHERE)
        return Place(Kind.THREAD, comment.root_id or comment.id, comment.prompt_id)
    if kind == Kind.GROUP:
        return _group(session, number)
    question = session.get(Question, number) if kind == Kind.QUESTION else None
    if question is None or not predictions.is_public(session, question):
        raise Missing(NOWHERE)
    return Place(Kind.QUESTION, question.id, question.prompt_id)


def _group(session: Session, number: int) -> Place:
    """Return a group of which readers can see a question."""
    group = session.get(QuestionGroup, number)
    first = select(Question).join(GroupMember, GroupMember.question_id == Question.id)
    seen = first.where(GroupMember.group_id == number, Question.published_at.is_not(None)).limit(1)
    question = session.scalars(seen).one_or_none()
    if group is None or question is None or not predictions.is_public(session, question):
        raise Missing(NOWHERE)
    return Place(Kind.GROUP, group.id, group.prompt_id)


@dataclass(frozen=True, slots=True)
class Named:
    """The article under which a place stands."""

    article_id: int
    slug: str
    headline: str


def names(session: Session, places: Sequence[Place] | Sequence[Watch]) -> dict[int, Named]:
    """Return the articles of some places, by their prompts; one statement."""
    found = session.execute(
        select(Prompt.id, Article.id.label("article_id"), Article.slug, ArticleRevision.headline)
        .join(Article, Article.id == Prompt.article_id)
        .join(ArticleRevision, articles.is_current())
        .where(Prompt.id.in_({each.prompt_id for each in places}))
    ).all()
    return {row.id: Named(row.article_id, row.slug, row.headline) for row in found}


def titles(session: Session, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return what questions and groups are called, by kind and number; two statements at most."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, number in places:
        ids[kind].append(number)
    named = _question_names(session, ids[Kind.QUESTION])
    groups = _group_names(session, ids[Kind.GROUP])
    return {
        **{(Kind.QUESTION.value, number): title for number, title in named.items()},
        **{(Kind.GROUP.value, number): title for number, title in groups.items()},
    }


def _group_names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    if not ids:
        return {}
    wanted = select(QuestionGroup.id, QuestionGroup.name).where(QuestionGroup.id.in_(ids))
    return {row.id: row.name for row in session.execute(wanted)}


def _question_names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return the short titles of questions; one statement, none without questions."""
    if not ids:
        return {}
    found = session.execute(
        select(Question.id, QuestionRevision.short_title)
        .join(
            QuestionRevision,
            (QuestionRevision.question_id == Question.id)
            & (QuestionRevision.n == Question.revision_n),
        )
        .where(Question.id.in_(ids))
    ).all()
    return {row.id: row.short_title for row in found}
