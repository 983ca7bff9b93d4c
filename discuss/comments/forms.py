"""What readers send to discussions."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictInt, StrictStr, field_validator

from discuss.accounts.forms import Address, Name
from discuss.comments.actions.commands import Arrange, AskAsGuest, Edit, Post
from discuss.comments.rules import BLOCK, LONGEST_BODY, LONGEST_DRAFT, Order
from discuss.comments.rules.forecasts import FORECAST, by_question, named
from discuss.comments.rules.ranks import Stance
from discuss.kit.command import LARGEST, LONGEST_ID, Asked, Form, Whole
from discuss.kit.errors import Invalid
from discuss.kit.ids import public_id
from discuss.kit.mentions import Called
from discuss.kit.richtext import render
from discuss.predictions.actions.commands import Answer
from discuss.predictions.forms import SHARE, NewForecast
from discuss.predictions.forms import gathered as together

Id = Annotated[int, Field(ge=1, le=LARGEST)]
Body = Annotated[str, Field(min_length=1, max_length=LONGEST_BODY)]
Key = Annotated[str, Field(min_length=1, max_length=64)]
About = Annotated[str, Field(pattern=rf"^(?:{BLOCK})?$")]
"""The key of a paragraph, or nothing."""
People = Mapping[str, Called]
"""Whom the words call, by what the names look like: `queries.people_called`."""

WRITE = "Write something before posting."
ABOUT = "Name a paragraph of the article, such as p3, or leave this out."
NO_QUESTION = "One of these forecasts names no question."


def gathered(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return an HTML form's fields with its filled `forecast-…` fields together, by question."""
    said = {question: together(typed) for question, typed in by_question(source).items()}
    rest = {k: v for k, v in source.items() if not k.startswith(FORECAST)}
    return {**rest, "forecasts": said}


class NewComment(Form):
    """A comment or a reply; `submission_key` makes a second press the same comment.

    `forecasts` are made in the same act, by question id: a percent, or what that question's own
    door takes, such as `{"shares": {"a": 60, "b": 40}}` or `{"low": 3, "guess": 5, "high": 9}`.
    """

    sentences: ClassVar = {"body": WRITE, "about": ABOUT}

    body: Body
    parent_id: Id | None = None
    about: About = ""
    submission_key: Key = Field(default_factory=lambda: public_id(20))
    attach: bool = False
    forecasts: dict[str, StrictStr | StrictInt | dict[str, Any]] = Field(
        default_factory=dict, max_length=20
    )
    insist: bool = False
    """Whether the author was advised already and posts the words as they are."""
    do: Literal["post", "preview"] = "post"
    next: str = ""

    @field_validator("forecasts")
    @classmethod
    def _forecasts(cls, value: dict[str, Any]) -> dict[str, Any]:
        if any(not key.isdecimal() or len(key) > LONGEST_ID for key in value):
            raise ValueError(NO_QUESTION)
        return value

    def command(self, prompt_id: int, people: People) -> Post:
        """Return the deed; renders the words, which takes a moment.

        Raises `Invalid` for a forecast that cannot be read, under the names of its fields.
        """
        return Post(
            prompt_id=prompt_id,
            parent_id=self.parent_id,
            source=self.body,
            rendered=render(self.body, people=people),
            submission_key=self.submission_key,
            attach=self.attach,
            forecasts=answers(self.forecasts),
            about=self.about,
            heeds=not self.insist,
        )


def answers(said: Mapping[str, Any]) -> tuple[Answer, ...]:
    """Return forecasts that came with words, by question; raises `Invalid` under their names."""
    return tuple(_answer(*each) for each in said.items())


def _answer(question: str, said: str | int | dict[str, Any]) -> Answer:
    typed = said if isinstance(said, dict) else {"percent": said}
    try:
        form = NewForecast.parse(typed)
    except Invalid as refusal:
        raise named(refusal, question) from None
    shares = {f"{SHARE}{key}": share for key, share in form.shares.items()}
    return form.command(int(question), "comment", {**typed, **shares})


class GuestComment(NewComment):
    """Words of somebody without an account, and where the link shall go that publishes them."""

    name: Name
    email: Address

    def asking(self, prompt_id: int, site_url: str, site_name: str) -> AskAsGuest:
        """Return the deed; the words are rendered when they are published.

        Raises `Invalid` for a forecast that cannot be read, under the names of its fields.
        """
        return AskAsGuest(
            answers=answers(self.forecasts),
            forecasts=self.forecasts,
            prompt_id=prompt_id,
            parent_id=self.parent_id,
            source=self.body,
            name=self.name,
            email=self.email,
            submission_key=self.submission_key,
            site_url=site_url,
            site_name=site_name,
            about=self.about,
        )


class GuestName(Form):
    """Under which name a guest's words appear, where they have no account yet."""

    name: Name


class ChangedComment(Form):
    """New words for a comment, and which wording they were made from."""

    sentences: ClassVar = {"body": "A comment needs words. To take it back, withdraw it."}

    body: Body
    revision_n: Id

    def command(self, comment_id: int, people: People) -> Edit:
        """Return the deed; renders the words."""
        return Edit(comment_id, self.revision_n, self.body, render(self.body, people=people))


class Arranged(Form):
    """How an editor wants a discussion."""

    sentences: ClassVar = {
        "state": "Choose open or closed.",
        "closes_on": "Enter a date, such as 2026-12-24, or leave it empty.",
        "slow_minutes": "Choose 0, 1, 5, 15 or 60.",
    }

    state: Literal["open", "closed"]
    closes_on: date | Literal[""] | None = ""
    slow_minutes: Annotated[int, Field(ge=0, le=60)] = 0

    def command(self, prompt_id: int) -> Arrange:
        """Return the deed; a discussion closes with the end of its last day, in UTC."""
        on = self.closes_on
        ends = datetime.combine(on, time.max, UTC).replace(microsecond=0) if on else None
        return Arrange(prompt_id, self.state == "open", ends, self.slow_minutes)


class Mark(Form):
    """What a reader thinks of a comment."""

    sentences: ClassVar = {"kind": "Choose good_point, well_sourced or not_useful."}

    kind: Literal["good_point", "well_sourced", "not_useful"]
    next: str = ""


class ChangedMind(NewForecast):
    """A forecast that a comment moved; `body` is a reply to it in one's own words, or empty."""

    body: Annotated[str, Field(max_length=LONGEST_BODY)] = ""

    def words(self, prompt_id: int, comment_id: int, named: str, people: People) -> Post | None:
        """Return the reply, None without words; `named` tells what it is about, pressed twice."""
        if not self.body:
            return None
        return Post(
            prompt_id=prompt_id,
            parent_id=comment_id,
            source=self.body,
            rendered=render(self.body, people=people),
            submission_key=self.submission_key or f"mind-{named}-{self.follows}",
            attach=False,
        )


class NewMind(ChangedMind):
    """A forecast that a comment moved: which question, and where to go afterwards."""

    question_id: Id
    next: str = ""


class OldMind(Form):
    """Which question a comment did not move after all."""

    question_id: Id
    next: str = ""


class Honoured(Form):
    """How a comment is honoured, or not any more."""

    sentences: ClassVar = {"kind": "Choose pin, pick or none."}

    kind: Literal["pin", "pick", "none"]
    next: str = ""


class KeptDraft(Form):
    """Words that are being typed."""

    article_id: Id
    parent_id: Id | None = None
    about: About = ""
    body: Annotated[str, Field(max_length=LONGEST_DRAFT)] = ""


class Words(Form):
    """Words whose look is asked for."""

    sentences: ClassVar = {"body": WRITE}

    body: Body


class Replying(Asked):
    """How a reply begins: empty, or with the answered words as a quote."""

    sentences: ClassVar = {"quote": "Choose 1 to begin with a quote, or leave it out."}

    quote: bool = False


class Beginning(Asked):
    """How somebody's name begins."""

    q: Annotated[str, Field(max_length=60)] = ""


class PageOf(Asked):
    """Which page of a discussion, in which order."""

    sentences: ClassVar = {
        "order": "Choose best, newest, oldest, answered, controversial, staff, forecast, bridging "
        "or saw."
    }

    order: Order | None = None
    """None for the one that suits the discussion."""
    after: Annotated[str, Field(max_length=200)] = ""


class ThreadOf(PageOf):
    """Which page of a discussion, in which order, about which paragraph, and of what kind."""

    sentences: ClassVar = {
        **PageOf.sentences,
        "about": ABOUT,
        "show": "Choose staff, forecast, plain, new or moved, or leave it out.",
        "stance": "Choose low, middle or high, or leave it out.",
        "question": "Name the question by its number.",
        "since": "Say since which version of the discussion, a whole number.",
    }

    about: About = ""
    by: Annotated[str, Field(max_length=40)] = ""
    """The handle of whose comments are wanted."""
    show: Literal["", "staff", "forecast", "plain", "new", "moved"] = ""
    """Of the site's own people, with or without a forecast, new to the reader, or moved `since`."""
    stance: Stance | Literal[""] = ""
    """Where the forecast that they carry stands: under 35 %, over 65 %, or between."""
    question: Id | Literal[""] = ""
    """The yes-or-no question of that forecast; the leading one where it is left out."""
    since: Whole = 0

    @property
    def is_narrowed(self) -> bool:
        """Whether a part of the comments is wanted, for what they have in common."""
        return bool(self.by or self.show or self.stance)


class Since(Asked):
    """The version of a discussion that the asker's page shows."""

    sentences: ClassVar = {"since": "Say which version you have, a whole number."}

    since: Whole
