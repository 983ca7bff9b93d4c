"""Who sees to what: the sections of the site, and those who moderate some of them or all."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from discuss.accounts import queries as accounts
from discuss.accounts.models import Person
from discuss.accounts.queries import NOBODY
from discuss.accounts.rules import Actor
from discuss.articles.models import Article, Prompt
from discuss.comments.models import Comment
from discuss.kit.errors import Missing
from discuss.moderation.models import Case
from discuss.predictions.models import Exclusion, Question


def sections(session: Session) -> Sequence[str]:
    """Return the sections that articles name, in the order of the alphabet; one statement."""
    named = select(Article.section).where(Article.section != "").distinct()
    return session.scalars(named.order_by(Article.section)).all()


def moderators(session: Session) -> Sequence[Person]:
    """Return everybody with the role of a moderator, by name; one statement."""
    desk = select(Person).where(Person.role == "moderator")
    return session.scalars(desk.order_by(Person.name, Person.id)).all()


def at_the_desk(session: Session, case_id: int) -> dict[int, str]:
    """Return everybody who sees to a case, with their roles; one statement.

    They are admins, and its section's moderators.
    """
    rows = session.execute(
        select(Person.id, Person.role, Person.sections, Case.section)
        .join(Case, Case.id == case_id)
        .where(Person.role.in_(("moderator", "admin")))
        .order_by(Person.id)
    )
    return {each: role for each, role, limits, where in rows if not limits or where in limits}


def is_in_reach(session: Session, actor: Actor, person_id: int) -> bool:
    """Tell whether a person is a moderator's to see to: who has written in their sections.

    Or whose forecasts were left out there. One statement for who is limited to sections, none for
    anybody else.
    """
    if not actor.sections:
        return True
    found = select(Person.id).where(Person.id == person_id, is_near(actor.sections, Person.id))
    return session.scalar(found) is not None


def in_reach(session: Session, actor: Actor, handle: str) -> Person:
    """Return a person for the desk; raise `Missing` (404) for nobody and for whom it is not about.

    One statement, one more for who is limited to sections.
    """
    person = accounts.by_handle(session, handle)
    if not is_in_reach(session, actor, person.id):
        raise Missing(NOBODY)
    return person


def is_near(named: Collection[str], person_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return whether somebody wrote in these sections, or their forecasts were left out there."""
    left_out = (
        exists(Exclusion.id)
        .where(Exclusion.person_id == person_id, Question.id == Exclusion.question_id)
        .where(Prompt.id == Question.prompt_id, Article.id == Prompt.article_id)
        .where(Article.section.in_(sorted(named)))
    )
    return wrote_in(named, person_id) | left_out


def wrote_in(named: Collection[str], person_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return whether somebody has written below articles of these sections."""
    return (
        exists(Comment.id)
        .where(Comment.author_id == person_id)
        .where(Prompt.id == Comment.prompt_id, Article.id == Prompt.article_id)
        .where(Article.section.in_(sorted(named)))
    )
