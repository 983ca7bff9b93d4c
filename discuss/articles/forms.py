"""What editors send, from a form or as JSON, checked into commands."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator

from discuss.articles.actions.commands import EditPrompt, Import, Revise
from discuss.articles.rules import Unreadable, front_matter
from discuss.articles.rules.decode import LARGEST_FILE
from discuss.articles.rules.draft import RESERVED, Draft, prepare
from discuss.kit.command import Asked, Form, Whole
from discuss.kit.errors import Invalid

Text = Annotated[str, Field(min_length=1, max_length=LARGEST_FILE)]
Note = Annotated[str, Field(max_length=300)]
SLUG = "Use small letters, digits and hyphens, such as after-the-vote, and at most 80 characters."


class NewArticle(Form):
    """A text that becomes an article; an empty address is made of the headline."""

    sentences: ClassVar = {"text": "Paste the article, or choose a file that holds it."}

    text: Text
    slug: str = ""
    do: Literal["save", "preview"] = "save"

    @field_validator("slug")
    @classmethod
    def _addressable(cls, slug: str) -> str:
        if slug and (
            len(slug) > front_matter.LONGEST_SLUG
            or not re.fullmatch(front_matter.SLUG, slug)
            or slug in RESERVED
        ):
            raise ValueError(SLUG)
        return slug

    def draft(self) -> Draft:
        """Return the text taken apart; raise `Invalid` at its field when it is no article."""
        return _draft(self.text)

    def command(self) -> Import:
        """Return the command to make a new article of it."""
        return Import(self.draft(), slug=self.slug or None, is_new=True)


class NewRevision(Form):
    """A text that an article carries from now on."""

    sentences: ClassVar = {"text": "The article needs a headline and a text."}

    article_id: Whole
    text: Text
    change_note: Note = ""
    revision_n: Whole | None = None
    do: Literal["save", "preview"] = "save"

    def draft(self) -> Draft:
        """Return the text taken apart; raise `Invalid` at its field when it is no article."""
        return _draft(self.text)

    def command(self) -> Revise:
        """Return the command to revise the article."""
        return Revise(self.article_id, self.draft(), self.change_note, self.revision_n)


class PromptWording(Form):
    """What readers are asked at the end of an article."""

    sentences: ClassVar = {"question": "Ask readers one question."}

    article_id: Whole
    question: Annotated[str, Field(min_length=1, max_length=300)]
    invitation: Annotated[str, Field(max_length=300)] = ""
    revision_n: Whole | None = None

    def command(self) -> EditPrompt:
        """Return the command to word the prompt."""
        return EditPrompt(
            self.article_id,
            " ".join(self.question.split()),
            " ".join(self.invitation.split()),
            self.revision_n,
        )


class Author(Form):
    """Whose account is tied to an article."""

    sentences: ClassVar = {"name": "Enter the name as it stands above their comments."}

    name: Annotated[str, Field(min_length=1, max_length=60)]


class Listing(Asked):
    """Where a list of articles goes on."""

    after: Annotated[str, Field(max_length=200)] = ""


def _draft(text: str) -> Draft:
    try:
        return prepare(text)
    except Unreadable as refused:
        raise Invalid(refused.sentence, {"text": refused.sentence}) from None
