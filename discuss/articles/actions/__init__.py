"""What happens to articles: the deeds, one a function."""

from discuss.articles.actions.bundled import bundled
from discuss.articles.actions.importing import import_article
from discuss.articles.actions.prompting import edit_prompt
from discuss.articles.actions.publishing import publish
from discuss.articles.actions.revising import revise

__all__ = ["bundled", "edit_prompt", "import_article", "publish", "revise"]
