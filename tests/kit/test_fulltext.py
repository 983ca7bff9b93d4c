"""Two databases understand the same searches, and neither is broken by any."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.kit import fulltext
from discuss.kit.errors import Invalid
from discuss.kit.folding import words
from discuss.kit.search import marked, parse
from discuss.search.queries import documents
from tests.makers.comments import a_comment
from tests.search.asking import integrity

TEXTS = [
    "Moscow and a harder US line",
    "Москва слезам не верит",
    "Le café de la gare, le décor",
    "near and far or not",
    "İstanbul'da kahve",
    "it's 'quoted' \\ and | piped & so on",
    "東京都",
    "hard line, harder line",
]
SEARCHES = [
    "moscow", "mosc", "MOSCOW -line", '"harder us"', '"us harder"', "МОСКВА", "cafe", "decor*",
    "near", "NEAR AND OR NOT", "istanbul", "İSTANBUL", "quoted", "京都", '"hard line"', "har* line",
    "hard -harder", "nothing", "it's", "-x line", "l*", "line harder",
]  # fmt: skip
ANYTHING = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\"'*-()&|!:<>\\^{}[]~+ aANDORTNE\x00\u0301東é", max_size=60),
    st.lists(st.text(alphabet="abc東", min_size=1, max_size=4), min_size=18, max_size=20).map(
        " ".join
    ),
)


def said(session: Session, typed: str) -> set[int]:
    match = fulltext.match(session, documents(), parse(typed))
    rows = session.execute(
        select(match.id, match.ranked()).select_from(match.source).where(match.condition)
    ).all()
    one_by_one = select(documents().c.id, match.rank).where(match.says)
    assert set(rows) == set(session.execute(one_by_one).all())
    assert all(type(rank) is int for _, rank in rows)
    return {each for each, _ in rows}


@pytest.fixture
def texts(session: Session) -> dict[int, str]:
    """Comments, each by the number of its document."""
    made = {a_comment(session, body=text).id: text for text in TEXTS}
    of = documents().c
    rows = session.execute(select(of.id, of.comment_id).where(of.comment_id.is_not(None)))
    return {each: made[comment_id] for each, comment_id in rows}


@pytest.mark.parametrize("typed", SEARCHES)
def test_what_is_found_is_what_the_words_say(
    session: Session, texts: dict[int, str], typed: str
) -> None:
    query = parse(typed)

    def says(text: str, term: object) -> bool:
        only = type(query)((term,))  # type: ignore[arg-type]
        return any(each.is_hit for each in marked(text, only))

    expected = {
        number
        for number, text in texts.items()
        if all(says(text, term) for term in query.wanted)
        and not any(says(text, term) for term in query.unwanted)
    }
    assert said(session, typed) & set(texts) == expected


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(typed=ANYTHING)
def test_no_search_breaks_the_database(session: Session, typed: str) -> None:
    try:
        said(session, typed)
    except Invalid as refusal:
        assert refusal.sentence.endswith(".")


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=200))
def test_no_text_breaks_the_index(session: Session, text: str) -> None:
    a_comment(session)
    of = documents().c
    number = session.scalar(select(of.id).where(of.comment_id.is_not(None)).limit(1))
    assert number is not None
    fulltext.replace(session, documents(), number, words(text))
    integrity(session)
    for word in words(text).split()[:3]:
        assert number in said(session, f'"{word}"')


def test_a_long_text_is_found_by_its_last_words(session: Session) -> None:
    a_comment(session)
    number = session.scalar(select(documents().c.id).limit(1))
    assert number is not None
    text = " ".join(f"w{n}" for n in range(20_000)) + " the very end"
    fulltext.replace(session, documents(), number, words(text))
    assert said(session, "w3 w19999 end") == {number}
