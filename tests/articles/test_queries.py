"""What is read of articles, and at what cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from discuss.articles import queries
from discuss.kit.errors import Missing
from tests.makers.articles import an_article

Budget = Callable[[int], AbstractContextManager[list[str]]]


def test_a_public_article_is_read_in_one_statement(session: Session, query_budget: Budget) -> None:
    slug = an_article(session).slug
    session.expunge_all()
    with query_budget(1):  # article, current revision and prompt, joined
        found = queries.published(session, slug)
        assert found.prompt
        assert found.revision.blocks


def test_a_draft_is_not_at_its_address_yet(session: Session) -> None:
    draft = an_article(session, published=False)
    with pytest.raises(Missing):
        queries.published(session, draft.slug)
    assert queries.by_id(session, draft.id).article.id == draft.id


def test_the_list_pages_through_all_public_articles_newest_first(
    session: Session, now: datetime, query_budget: Budget
) -> None:
    made = [an_article(session, now=now + timedelta(hours=n // 2)).id for n in range(23)]
    an_article(session, published=False)
    seen: list[int] = []
    after = None
    for _ in range(3):
        with query_budget(1):
            page = queries.index(session, after)
        seen += [row.article.id for row in page.rows]
        after = page.after
        if after is None:
            break
    assert seen == list(reversed(made))
    assert queries.count_published(session) == 23


def test_the_article_of_a_prompt_is_found(session: Session) -> None:
    article = an_article(session)
    assert article.prompt
    assert queries.of_prompt(session, article.prompt.id).article.id == article.id
    with pytest.raises(Missing):
        queries.of_prompt(session, article.prompt.id + 1)
