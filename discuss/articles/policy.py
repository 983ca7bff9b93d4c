"""Who may do what with an article."""

from discuss.accounts.rules import Actor
from discuss.articles.models import Article
from discuss.kit.verdict import YES, Verdict, no


def may_write(actor: Actor) -> Verdict:
    """Only editors write, import and change articles and their prompts."""
    return YES if actor.may_edit else no("Only editors write articles. Ask an editor to change it.")


def may_publish(actor: Actor, article: Article) -> Verdict:
    """Editors publish what is not yet public."""
    if article.published_at is not None:
        return no("This article is public already.")
    return may_write(actor)


def may_read(actor: Actor, article: Article) -> Verdict:
    """Everybody reads what is published; editors read drafts too."""
    if article.published_at is not None or actor.may_edit:
        return YES
    return no("This article is not public yet.")
