"""The four questions that come with the bundled article, dated from the first start."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.predictions.actions.asking import ask
from discuss.predictions.actions.commands import Ask, Wording
from discuss.predictions.models import Question
from discuss.predictions.rules.wellformed import Kind

HOUSE = Actor(person_id=None, name="The house", role="editor")
AGENCIES = "Reports of at least two of Reuters, AP and AFP"


@dataclass(frozen=True, slots=True)
class _Bundled:
    """A question whose words name the date on which it closes, so many days from the start."""

    title: str
    short_title: str
    criteria: str
    source_name: str
    source_url: str
    days: int
    options: tuple[str, ...] = ()


QUESTIONS = (
    _Bundled(
        title="Will the presidents of the United States and Russia meet in person before {date}?",
        short_title="Presidents meet",
        criteria=(
            "Decided yes if both presidents are in the same place and talk to each other, for any "
            "length of time, before {date} (00:00 UTC). Telephone and video calls, letters and "
            "meetings of other officials do not count."
        ),
        source_name=AGENCIES,
        source_url="https://www.reuters.com/world/",
        days=90,
    ),
    _Bundled(
        title="Will a ceasefire along the whole front line in Ukraine take effect before {date}?",
        short_title="Ceasefire along the front",
        criteria=(
            "Decided yes if Russia and Ukraine both announce a halt to fighting along the whole "
            "line of contact, on land and in the air, and its start lies before {date} (00:00 "
            "UTC). A pause for a holiday, for a region or for one kind of weapon does not count."
        ),
        source_name=AGENCIES,
        source_url="https://apnews.com/hub/russia-ukraine",
        days=180,
    ),
    _Bundled(
        title="Will the United States put new sanctions on Russia into force before {date}?",
        short_title="New US sanctions",
        criteria=(
            "Decided yes if the US Treasury’s Office of Foreign Assets Control adds at least one "
            "bank, energy company or vessel to its lists under a programme about Russia, with "
            "effect before {date} (00:00 UTC). Extending or renewing earlier listings does not "
            "count."
        ),
        source_name="Recent actions of the Office of Foreign Assets Control",
        source_url="https://ofac.treasury.gov/recent-actions",
        days=60,
    ),
    _Bundled(
        title="Which of these will happen first between the United States and Russia by {date}?",
        short_title="What happens first",
        criteria=(
            "Decided for the answer whose event is reported first before {date} (00:00 UTC). A "
            "meeting of foreign ministers must be in person; a prisoner exchange must include "
            "citizens of both countries; an expulsion must be of at least one accredited "
            "diplomat. If none is reported in time, the last answer is the outcome."
        ),
        source_name=AGENCIES,
        source_url="https://www.reuters.com/world/",
        days=120,
        options=(
            "Their foreign ministers meet",
            "They exchange prisoners",
            "One expels diplomats of the other",
            "None of these in time",
        ),
    ),
)


def bundled(session: Session, prompt: Prompt | None, now: datetime) -> list[Question]:
    """Ask the four questions under a prompt that has none, open at once, and return them."""
    if prompt is None or _has_questions(session, prompt.id):
        return []
    return [_ask(session, prompt.id, each, now) for each in QUESTIONS]


def _ask(session: Session, prompt_id: int, each: _Bundled, now: datetime) -> Question:
    """Ask one; it closes at the first instant of the day that its words name."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    close_at = midnight + timedelta(days=each.days)
    date = f"{close_at.day} {close_at:%B %Y}"
    wording = Wording(
        title=each.title.format(date=date),
        short_title=each.short_title,
        criteria=each.criteria.format(date=date),
        source_name=each.source_name,
        source_url=each.source_url,
        options=each.options,
        open_at=now,
        close_at=close_at,
        resolve_by=close_at + timedelta(days=7),
    )
    kind = Kind.CHOICE if each.options else Kind.BINARY
    return ask(session, HOUSE, Ask(prompt_id, kind, wording, is_published=True), now)


def _has_questions(session: Session, prompt_id: int) -> bool:
    found = session.scalar(select(Question.id).where(Question.prompt_id == prompt_id).limit(1))
    return found is not None
