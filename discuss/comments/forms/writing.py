"""What readers write."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictInt, StrictStr, field_validator

from discuss.accounts.forms import Address, Name
from discuss.comments.actions.commands import AskAsGuest, Edit, Post
from discuss.comments.forms.fields import ABOUT, WRITE, About, Body, Id, Key, People
from discuss.comments.rules import LONGEST_DRAFT
from discuss.comments.rules.forecasts import FORECAST, by_question, named
from discuss.kit.command import LONGEST_ID, Asked, Form
from discuss.kit.errors import Invalid
from discuss.kit.ids import public_id
from discuss.kit.richtext import render
from discuss.predictions.actions.commands import Answer
from discuss.predictions.forms import SHARE, NewForecast
from discuss.predictions.forms import gathered as together

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
