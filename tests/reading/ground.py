"""An article under which somebody has written, for tests of stored pages."""

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles.models import Article
from discuss.comments.models import Comment
from discuss.kit import clock
from tests.makers.accounts import a_person, actor_of
from tests.makers.articles import an_article
from tests.makers.comments import a_comment


@dataclass
class Ground:
    """An article under which somebody has written."""

    session: Session
    article: Article
    author: Person
    comment: Comment
    path: str

    @property
    def admin(self) -> Actor:
        return actor_of(a_person(self.session, role="admin"))


@pytest.fixture
def ground(session: Session) -> Ground:
    article = an_article(session)
    author = a_person(session, "Ruth Okafor")
    comment = a_comment(session, author, article.prompt, at=clock.now())
    return Ground(session, article, author, comment, f"/articles/{article.slug}")
