"""Groups of questions, made as the site makes them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from discuss.articles.models import Prompt
from discuss.kit import clock
from discuss.predictions import actions, queries
from discuss.predictions.actions import MakeGroup, Template
from discuss.predictions.models import Question, QuestionGroup
from discuss.predictions.rules.grouping import Row
from discuss.predictions.rules.wellformed import Kind
from tests.makers.articles import an_article
from tests.makers.predictions import EDITOR, SCALES, a_wording

__all__ = ["DAYS", "a_group", "a_group_command", "members_of"]

DAYS = {"March": 30, "June": 120, "December": 300}
"""Labels, and after how many days each is due."""


def a_group_command(prompt: Prompt, kind: str = "binary", **changed: Any) -> MakeGroup:
    """Return what makes a group of three dates, open while the test runs, whatever the day."""
    now = clock.now()
    midnight = datetime.combine(now.date(), datetime.min.time(), UTC)
    rows = [Row(label, midnight + timedelta(days=days)) for label, days in DAYS.items()]
    words: dict[str, Any] = {
        "title": "Will the bridge be green by {label}?",
        "short_title": "Green by {label}",
        "open_at": now - timedelta(days=1),
        "close_at": now + timedelta(days=10),
        "resolve_by": now + timedelta(days=17),
        "min_show": 1,
    }
    if kind == "choice":
        words["options"] = ("Red", "Blue", "None of these")
    if kind in SCALES:
        words["scale"] = SCALES[kind]
    said: dict[str, Any] = {
        "name": changed.pop("name", "When will the bridge be green?"),
        "intro": changed.pop("intro", "Three dates."),
        "rows": changed.pop("rows", rows),
        "is_nested": changed.pop("is_nested", kind == "binary"),
    }
    is_published = changed.pop("is_published", True)
    wording = a_wording(**{**words, **changed})
    kept = {"title": wording.title}
    template = Template(Kind(kind), wording, kept, is_published=is_published)
    return MakeGroup(prompt.id, template=template, **said)


def a_group(
    session: Session, prompt: Prompt | None = None, kind: str = "binary", **changed: Any
) -> QuestionGroup:
    """Return a group of three questions, committed: dates that include one another, if binary."""
    prompt = prompt or an_article(session, now=clock.now()).prompt
    assert prompt is not None
    command = a_group_command(prompt, kind, **changed)
    group = actions.make_group(session, EDITOR, command, clock.now() - timedelta(hours=1))
    session.commit()
    return group


def members_of(session: Session, group: QuestionGroup) -> list[Question]:
    """Return the questions of a group, in order."""
    return [session.get_one(Question, number) for number in queries.group(session, group.id).ids]
