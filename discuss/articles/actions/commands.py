"""What somebody wants done, checked and ready."""

from dataclasses import dataclass

from discuss.articles.rules.draft import Draft


@dataclass(frozen=True, slots=True)
class Import:
    """Take a file in: a new article, or a revision of the one at its address.

    `slug` overrides the address that the file asks for. With `is_new` an address that is taken
    is refused.
    """

    draft: Draft
    slug: str | None = None
    change_note: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Revise:
    """Let an article say something else from now on; `revision_n` is what the editor saw."""

    article_id: int
    draft: Draft
    change_note: str
    revision_n: int | None = None


@dataclass(frozen=True, slots=True)
class EditPrompt:
    """Ask readers something else, or in other words; the editor saw `revision_n`, 0 for none."""

    article_id: int
    question: str
    invitation: str = ""
    revision_n: int | None = None
