"""What happens to articles: the deeds, one a function."""

from discuss.accounts.actions.events import Erased
from discuss.articles.actions.authors import on_erased, tie, untie
from discuss.articles.actions.bundled import bundled
from discuss.articles.actions.importing import import_article
from discuss.articles.actions.prompting import edit_prompt
from discuss.articles.actions.publishing import publish
from discuss.articles.actions.revising import revise
from discuss.kit.announce import listen

__all__ = [
    "bundled",
    "connect",
    "edit_prompt",
    "import_article",
    "publish",
    "revise",
    "tie",
    "untie",
]


def connect() -> None:
    """Hear what accounts announce."""
    listen(Erased, on_erased)
