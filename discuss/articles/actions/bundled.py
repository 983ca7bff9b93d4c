"""The article that comes with a fresh site."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import queries
from discuss.articles.actions.commands import Import
from discuss.articles.actions.importing import import_article
from discuss.articles.actions.publishing import publish
from discuss.articles.models import Article
from discuss.articles.rules import decode
from discuss.articles.rules.draft import prepare

FILE = Path(__file__).parents[1] / "bundled" / "moscow-and-a-harder-us-line.txt"
HOUSE = Actor(person_id=None, name="The house", role="editor")


def bundled(session: Session, now: datetime) -> Article | None:
    """Import and publish the bundled article on a site without any; None when there are some."""
    if queries.has_any(session):
        return None
    draft = prepare(decode(FILE.read_bytes()))
    article = import_article(session, HOUSE, Import(draft), now)
    return publish(session, HOUSE, article.id, now)
