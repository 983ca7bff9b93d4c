"""What articles tell the slices above them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """An article became public."""

    article_id: int


@dataclass(frozen=True, slots=True)
class Revised:
    """An article says something else; `n` is the number of the new revision."""

    article_id: int
    n: int


@dataclass(frozen=True, slots=True)
class SectionChanged:
    """An article belongs to another section from now on."""

    article_id: int
    section: str


@dataclass(frozen=True, slots=True)
class AuthorsChanged:
    """An account is tied to an article as its author's, or is so no more."""

    article_id: int
    person_id: int
    is_author: bool


@dataclass(frozen=True, slots=True)
class PromptEdited:
    """A prompt asks something else, or for the first time."""

    prompt_id: int
