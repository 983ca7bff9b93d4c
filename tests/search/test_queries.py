"""Readers find what they look for: where, by whom, in which order, page by page."""

import pytest
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.kit.paging import Cursor
from discuss.kit.search import parse
from discuss.search import queries
from discuss.search.rules import Narrowing
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, an_open_question
from tests.search.asking import found


def ids(session: Session, typed: str, **more: object) -> list[int | None]:
    return [hit.comment_id for hit in found(session, typed, **more)]  # type: ignore[arg-type]


def test_accents_and_capitals_make_no_difference(session: Session) -> None:
    cafe = a_comment(session, body="Le Café de la gare")
    moscow = a_comment(session, body="МОСКВА и область")
    istanbul = a_comment(session, body="İstanbul, çarşı")
    for typed in ("cafe", "CAFÉ", "cafe\u0301"):
        assert ids(session, typed) == [cafe.id]
    for typed in ("москва", "Москв"):
        assert ids(session, typed) == [moscow.id]
    for typed in ("istanbul carsi", "İSTANBUL", "ISTANBUL"):
        assert ids(session, typed) == [istanbul.id]


def test_readers_narrow_by_article_author_kind_staff_and_forecast(session: Session) -> None:
    one, other = an_article(session, headline="Paint"), an_article(session, headline="More paint")
    ruth, editor = a_person(session, "Ruth Okafor"), a_person(session, role="editor")
    assert one.prompt
    assert other.prompt
    by_ruth = a_comment(session, ruth, one.prompt, body="Green paint.")
    question = an_open_question(session, other.prompt)
    a_forecast(session, question, editor, at=clock.now())
    by_editor = a_comment(session, editor, other.prompt, body="Red paint.", attach=True)

    assert ids(session, "paint") == [by_editor.id, by_ruth.id, None, None]
    assert ids(session, "paint", article=str(one.id)) == [by_ruth.id, None]
    assert ids(session, "paint", article=other.slug) == [by_editor.id, None]
    for name in ("Ruth Okafor", "ruth okafor", ruth.handle):
        assert ids(session, "paint", author=name) == [by_ruth.id]
    assert ids(session, "paint", kind="comments") == [by_editor.id, by_ruth.id]
    assert ids(session, "paint", kind="articles") == [None, None]
    assert ids(session, "paint", staff_only=True) == [by_editor.id]
    assert ids(session, "paint", has_forecast=True) == [by_editor.id]
    assert ids(session, "paint", has_forecast=False) == [by_ruth.id]
    assert ids(session, "paint", article=str(one.id), author=editor.handle) == []


@pytest.mark.parametrize("named", ["99999999", "9" * 30, "no-such-article", "²", "-1"])
def test_an_article_that_is_not_there_is_said_to_be_missing(session: Session, named: str) -> None:
    with pytest.raises(Missing, match="no such article"):
        queries.scope(session, Narrowing(article=named))


def test_drafts_and_strangers_cannot_be_searched_in(session: Session) -> None:
    draft = an_article(session, published=False)
    with pytest.raises(Missing):
        queries.scope(session, Narrowing(article=draft.slug))
    with pytest.raises(Missing, match="Nobody here"):
        queries.scope(session, Narrowing(author="Nobody Atall"))


def test_the_best_match_comes_first_and_the_newest_where_asked(session: Session) -> None:
    best = a_comment(session, body="Zinc. Zinc, zinc and zinc.")
    newer = a_comment(session, body="A long text that says a lot of other things besides zinc.")
    a_comment(session, body="Nothing of the kind.")
    assert ids(session, "zinc", order="relevance") == [best.id, newer.id]
    assert ids(session, "zinc", order="newest") == [newer.id, best.id]


@pytest.mark.parametrize("order", ["relevance", "newest"])
def test_pages_continue_and_show_everything_once(session: Session, order: str) -> None:
    ruth = a_person(session)
    made = [a_comment(session, ruth, body=f"Zinc {'zinc ' * (n % 5)}").id for n in range(45)]
    where = queries.scope(session, Narrowing())
    after: Cursor | None = None
    seen: list[int | None] = []
    sizes = []
    while True:
        page = queries.found(session, parse("zinc"), where, order, after)
        seen += [hit.comment_id for hit in page.rows]
        sizes.append(len(page.rows))
        if page.after is None:
            break
        length = queries.KEY_LENGTH[order]
        after = Cursor.decode(page.after.encode(), order=order, length=length)
    assert sizes == [20, 20, 5]
    assert sorted(seen, key=str) == sorted(made, key=str)
    if order == "newest":
        assert seen == made[::-1]


@pytest.mark.parametrize("order", ["relevance", "newest"])
@pytest.mark.parametrize("size", [1, 60])
def test_a_search_takes_the_same_statements_at_any_size(
    session: Session, query_budget: Budget, order: str, size: int
) -> None:
    ruth = a_person(session, "Ruth Okafor")
    article = an_article(session)
    for _ in range(size):
        a_comment(session, ruth, article.prompt, body="Zinc.")
    narrowing = Narrowing(article=article.slug, author="Ruth Okafor", kind="comments")
    # The article and the person that are named; the hits; comments and articles among them.
    with query_budget(5):
        where = queries.scope(session, narrowing)
        assert queries.found(session, parse("zinc"), where, order, None).rows


def test_the_index_is_asked_once_however_small_its_table_seems(
    session: Session, query_budget: Budget
) -> None:
    """A planner with old figures once asked it anew for every comment of the site."""
    if session.get_bind().dialect.name != "sqlite":
        return  # PostgreSQL keeps the words in the table itself
    a_comment(session, body="Green paint.")
    with query_budget(9) as seen:
        found(session, "paint", kind="comments")
    asking = next(each for each in seen if "MATCH" in each)
    assert "JOIN document" not in asking
    assert "EXISTS" in asking
