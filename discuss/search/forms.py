"""What readers ask of the search."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from discuss.kit.command import Asked
from discuss.search.rules import Narrowing

ATTACHED = {"with": True, "without": False, "": None}


class Wanted(Asked):
    """What is looked for, where, and in which order; its words are understood by `kit.search`."""

    sentences: ClassVar = {
        "kind": "Choose comments or articles, or leave it out.",
        "staff": "Choose 1 for the site's own people, or leave it out.",
        "forecast": "Choose with or without, or leave it out.",
        "order": "Choose relevance or newest.",
        "article": "Name one article by its number or its address.",
        "by": "Name one person as their name stands above their comments.",
    }

    q: str = ""
    article: Annotated[str, Field(max_length=200)] = ""
    by: Annotated[str, Field(max_length=200)] = ""
    kind: Literal["", "comments", "articles"] = ""
    staff: bool = False
    forecast: Literal["", "with", "without"] = ""
    order: Literal["relevance", "newest"] = "relevance"
    after: Annotated[str, Field(max_length=200)] = ""

    def narrowing(self) -> Narrowing:
        """Return where to look."""
        return Narrowing(
            article=self.article,
            author=self.by.removeprefix("@"),
            kind=self.kind,
            staff_only=self.staff,
            has_forecast=ATTACHED[self.forecast],
        )
