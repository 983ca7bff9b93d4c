"""Readers find what they look for: where, by whom, in which order, page by page."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.kit.paging import Cursor
from discuss.kit.search import parse
from discuss.search import queries
from discuss.search.queries import picking
from discuss.search.rules import Narrowing
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, a_regular
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, an_open_question
from tests.search.asking import found

Walk: TypeAlias = tuple[list[int | None], list[int], list[int | None]]


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


def walked(session: Session, order: str, meanwhile: Callable[[], object] = bool) -> Walk:
    """Follow all pages of a search for zinc, and let something happen after each."""
    where = queries.scope(session, Narrowing())
    after: Cursor | None = None
    pages, among = [], []
    while True:
        found = queries.found(session, parse("zinc"), where, order, after)
        pages.append([hit.comment_id for hit in found.page.rows])
        among.append(found.ranked_among)
        if found.page.after is None:
            return [each for page in pages for each in page], [len(page) for page in pages], among
        length = queries.KEY_LENGTH[order]
        after = Cursor.decode(found.page.after.encode(), order=order, length=length)
        meanwhile()


def zinc(session: Session, count: int) -> list[int | None]:
    """Make comments that say zinc more or less often; return their numbers."""
    ruth = a_regular(session)
    return [a_comment(session, ruth, body=f"Zinc {'zinc ' * (n % 5)}").id for n in range(count)]


@pytest.mark.parametrize("window", [500, 10])
@pytest.mark.parametrize("order", ["relevance", "newest"])
def test_pages_continue_and_show_everything_once(
    session: Session, order: str, window: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found among the newest documents and found by the index, it is the same."""
    monkeypatch.setattr(picking, "WINDOW", window)
    made = zinc(session, 45)
    seen, sizes, among = walked(session, order)
    assert sizes == [20, 20, 5]
    assert sorted(seen, key=str) == sorted(made, key=str)
    assert among == [None] * 3
    if order == "newest":
        assert seen == made[::-1]


def test_where_very_much_is_found_the_newest_are_ranked_and_none_is_lost_on_the_way(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picking, "WINDOW", 30)
    monkeypatch.setattr(picking, "ENOUGH", 25)
    made = zinc(session, 45)
    seen, sizes, among = walked(session, "relevance", lambda: zinc(session, 3))
    assert sizes == [20, 10]
    assert among == [30, 30]
    assert sorted(seen, key=str) == sorted(made[-30:], key=str)
    everything, *_ = walked(session, "newest")
    assert set(made) <= set(everything)


def test_what_the_newest_do_not_say_the_index_finds_up_to_a_thousand(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picking, "WINDOW", 5)
    monkeypatch.setattr(picking, "MOST_RANKED", 30)
    made = zinc(session, 45)
    for _ in range(5):
        a_comment(session, body="Nothing of the kind.")
    seen, sizes, among = walked(session, "relevance", lambda: zinc(session, 3))
    assert sizes == [20, 10]
    assert among == [30, 30]
    assert sorted(seen, key=str) == sorted(made[-30:], key=str)


@pytest.mark.parametrize("narrowed", [{"kind": "articles"}, {"author": "Ruth Okafor"}])
def test_the_newest_are_counted_where_readers_look(
    session: Session, narrowed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picking, "WINDOW", 3)
    article = an_article(session, headline="Zinc")
    comment = a_comment(session, a_person(session, "Ruth Okafor"), article.prompt, body="Zinc.")
    zinc(session, 5)
    expected = [None] if "kind" in narrowed else [comment.id]
    assert ids(session, "zinc", order="relevance", **narrowed) == expected
    assert ids(session, "zinc", order="newest", **narrowed) == expected


@pytest.mark.parametrize("order", ["relevance", "newest"])
@pytest.mark.parametrize("size", [1, 60])
def test_a_search_takes_the_same_statements_at_any_size(
    session: Session, query_budget: Budget, order: str, size: int
) -> None:
    ruth = a_regular(session, "Ruth Okafor")
    article = an_article(session)
    for _ in range(size):
        a_comment(session, ruth, article.prompt, body="Zinc.")
    narrowing = Narrowing(article=article.slug, author="Ruth Okafor", kind="comments")
    # The article and the person that are named; the newest documents; the hits among them;
    # comments and articles among those.
    with query_budget(6):
        where = queries.scope(session, narrowing)
        assert queries.found(session, parse("zinc"), where, order, None).page.rows


def test_the_index_is_asked_once_however_small_its_table_seems(
    session: Session, query_budget: Budget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A planner with old figures once asked it anew for every comment of the site."""
    if session.get_bind().dialect.name != "sqlite":
        return  # PostgreSQL keeps the words in the table itself
    monkeypatch.setattr(picking, "WINDOW", 1)
    a_comment(session, body="Green paint.")
    a_comment(session, body="Nothing of the kind.")
    with query_budget(9) as seen:
        found(session, "paint", kind="comments")
    asking = next(each for each in seen if "MATCH" in each)
    assert "JOIN document" not in asking
    assert "EXISTS" in asking
