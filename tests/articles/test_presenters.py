"""What an article's page is given."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from discuss.articles import actions, presenters, queries
from discuss.articles.actions.commands import Revise
from discuss.articles.rules.draft import prepare
from tests.makers.articles import EDITOR, a_text, an_article

LATER = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HEADLINE = "The bridge and its painters"


def card(session: Session, text: str | None = None) -> presenters.ArticleCard:
    article = an_article(session, text, headline=HEADLINE)
    return presenters.page(queries.published(session, article.slug))


def test_a_page_has_contents_boxes_answers_and_a_prompt(session: Session) -> None:
    page = card(session)
    assert [entry.text for entry in page.toc] == ["What is known", "FAQ"]
    assert {entry.key for entry in page.toc} <= {block.key for block in page.blocks}
    assert [b.kind for b in page.blocks] == [
        "paragraph",
        "heading",
        "paragraph",
        "callout",
        "faq",
        "paragraph",
    ]
    assert page.faq == (("Is it good paint?", "It is the best that money can buy."),)
    assert page.prompt
    assert page.prompt.question == "Will the bridge be painted green?"
    assert page.minutes == 1
    assert page.change_count == 0
    assert page.changed_at == page.published_at
    assert page.description.startswith("The council has bought forty buckets")


def test_a_page_says_how_often_and_when_it_was_changed(session: Session) -> None:
    article = an_article(session, headline=HEADLINE)
    draft = prepare(a_text(HEADLINE).replace("forty", "fifty"))
    actions.revise(session, EDITOR, Revise(article.id, draft, "Fifty."), LATER)
    page = presenters.page(queries.published(session, article.slug))
    assert (page.change_count, page.changed_at) == (1, LATER)


def test_answers_without_a_heading_stand_together(session: Session) -> None:
    text = "An interview\nShe was asked.\nQ: Why?\nA: Because.\nQ: When?\nA: Soon, she says.\n"
    page = card(session, text)
    (faq,) = [block for block in page.blocks if block.kind == "faq"]
    assert [pair.question for pair in faq.pairs] == ["Why?", "When?"]
    assert page.toc == ()


def test_a_page_in_hebrew_runs_from_right_to_left(session: Session) -> None:
    text = "---\nlang: he\nslug: hebrew\n---\n# \u05d2\u05e9\u05e8\n\n\u05d4\u05d2\u05e9\u05e8.\n"
    assert card(session, text).direction == "rtl"


def test_a_preview_shows_what_is_not_saved(session: Session, now: datetime) -> None:
    page = presenters.preview(prepare(a_text(HEADLINE)), None, now)
    assert page.headline == HEADLINE
    assert not page.is_published
    assert page.prompt
    assert not queries.has_any(session)
