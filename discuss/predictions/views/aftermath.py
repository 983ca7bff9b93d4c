"""What a question's page says of what happened meanwhile, and once it is decided."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import presenters as article_cards
from discuss.articles import queries as articles
from discuss.articles.queries import ArticlePage
from discuss.kit.announce import announce
from discuss.predictions import presenters, queries
from discuss.predictions.actions.events import Recalled, Voice
from discuss.predictions.presenters import (
    AftermathCard,
    CameTrue,
    Happenings,
    QuestionCard,
    Rewording,
)
from discuss.predictions.queries import Face
from discuss.predictions.rules.lifecycle import State


def aftermath_of(
    session: Session, face: Face, article: ArticlePage, actor: Actor, now: datetime
) -> AftermathCard | None:
    """Return who saw it and what the viewer earned; three statements, none while undecided."""
    ruling = face.ruling
    if ruling is None or face.state is not State.RESOLVED:
        return None
    question_id, seq, viewer_id = face.question.id, ruling.seq, actor.person_id
    early = queries.early_and_right(session, question_id, seq)
    own = queries.earned(session, question_id, seq, viewer_id) if viewer_id else []
    decided = queries.sight(session, face.question.prompt_id, viewer_id, now).decided
    is_ordered = decided is not None and decided.question_id == question_id
    path = article_cards.path(article.article)
    talk = f"{path}?order=saw#talk" if is_ordered else ""
    return presenters.aftermath(face, early, own, talk, _best(session, face, viewer_id))


def came_true(session: Session, faces: Sequence[Face], actor: Actor) -> dict[int, CameTrue]:
    """Return by question what an article tells of those that are decided.

    One statement where any is, and two at most for the best comment, which the first one gets.
    """
    decided = [each for each in faces if each.state is State.RESOLVED]
    if not decided:
        return {}
    rulings = {each.question.id: each.ruling.seq for each in decided if each.ruling}
    early = queries.early_on(session, rulings)
    best = {decided[0].question.id: _best(session, decided[0], actor.person_id)}
    return {
        n: presenters.came_true(each, early.get(n, []), best.get(n))
        for n, each in ((each.question.id, each) for each in decided)
    }


def _best(session: Session, face: Face, viewer_id: int | None) -> Voice | None:
    """Return the best of what was said about a decided question, as the slices above keep it."""
    score = presenters.score_card(face)
    if score is None:
        return None
    recalled = Recalled(face.question.id, face.question.prompt_id, viewer_id, score.reference, [])
    announce(session, recalled)
    return next(iter(recalled.voices), None)


def happened_to(
    session: Session,
    face: Face,
    card: QuestionCard,
    article: ArticlePage,
    rewordings: Sequence[Rewording],
) -> Happenings | None:
    """Return what the chart of the crowd is marked with; one statement, none without a chart."""
    charts = card.charts or card.answers
    if charts is None:
        return None
    edits = article_cards.revision_cards(
        article.article, articles.revisions(session, article.article)
    )
    return presenters.happenings(face, charts, edits, rewordings)


def lately_of(session: Session, face: Face) -> str:
    """Return how the crowd moved lately; one statement, none where it is no news or is hidden."""
    span = presenters.span_of_news(face)
    if span is None:
        return ""
    before = queries.point_before(session, face.question, face.now - span)
    return presenters.lately(face, before)
