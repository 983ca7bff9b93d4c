"""Editors import, revise, publish and ask."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.rules import STRANGER, Actor
from discuss.articles import actions, queries
from discuss.articles.actions.commands import EditPrompt, Import, Revise
from discuss.articles.models import ArticleRevision, PromptRevision
from discuss.articles.rules.draft import prepare
from discuss.kit.errors import Conflict, Invalid, Missing, Refused
from tests.makers.articles import EDITOR, a_text, an_article

READER = Actor(person_id=None, role="reader")
MODERATOR = Actor(person_id=None, role="moderator")
LATER = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HEADLINE = "The bridge and its painters"


def revise(
    session: Session, article_id: int, text: str, note: str = "Corrected.", **more: int
) -> None:
    actions.revise(session, EDITOR, Revise(article_id, prepare(text), note, **more), LATER)


def keys_of(session: Session, article_id: int) -> list[str]:
    current = queries.current_revision(session, article_id)
    assert current
    return [block["key"] for block in current.blocks]


def test_an_imported_article_is_a_draft_with_its_prompt(session: Session, now: datetime) -> None:
    article = actions.import_article(session, EDITOR, Import(prepare(a_text(HEADLINE))), now)
    assert article.slug == "the-bridge-and-its-painters"
    assert article.published_at is None
    assert article.revision_n == 1
    assert article.prompt
    assert article.prompt.question == "Will the bridge be painted green?"
    assert article.prompt.invitation == "Tell other readers why in the comments."
    with pytest.raises(Missing):
        queries.published(session, article.slug)


def test_the_same_file_again_changes_nothing(session: Session, now: datetime) -> None:
    article = an_article(session, headline=HEADLINE)
    again = actions.import_article(session, EDITOR, Import(prepare(a_text(HEADLINE))), now)
    assert again.id == article.id
    assert session.scalar(select(func.count()).select_from(ArticleRevision)) == 1


def test_a_changed_file_is_a_revision_whose_paragraphs_keep_their_keys(session: Session) -> None:
    article = an_article(session, headline=HEADLINE)
    before = keys_of(session, article.id)
    text = a_text(HEADLINE).replace("forty buckets", "fifty buckets")
    text = text.replace("What is known\n", "What is known\nA sentence that is entirely new here.\n")
    command = Import(prepare(text), change_note="The number of buckets was corrected.")
    actions.import_article(session, EDITOR, command, LATER)
    after = keys_of(session, article.id)
    assert [key for key in after if key in before] == before
    assert len(after) == len(before) + 1
    assert article.revision_n == 2


def test_no_key_is_used_again_after_a_paragraph_went(session: Session) -> None:
    article = an_article(session, headline=HEADLINE)
    whole = a_text(HEADLINE)
    gone = "Key takeaway: Somebody ordered green paint.\n"
    revise(session, article.id, whole.replace(gone, ""))
    before = set(keys_of(session, article.id))
    revise(
        session, article.id, whole.replace(gone, "A wholly different paragraph about weather.\n")
    )
    (new,) = set(keys_of(session, article.id)) - before
    assert int(new[1:]) > max(int(key[1:]) for key in before)


def test_readers_are_told_why_a_public_article_changed(session: Session) -> None:
    article = an_article(session, headline=HEADLINE)
    with pytest.raises(Invalid) as refused:
        revise(session, article.id, a_text(HEADLINE) + "One more paragraph of the text.\n", note="")
    assert "change_note" in refused.value.fields


def test_a_draft_may_change_without_a_word(session: Session) -> None:
    article = an_article(session, headline=HEADLINE, published=False)
    revise(session, article.id, a_text(HEADLINE) + "One more paragraph of the text.\n", note="")
    assert article.revision_n == 2


def test_an_editor_with_a_stale_page_changes_nothing(session: Session) -> None:
    article = an_article(session, headline=HEADLINE)
    text = a_text(HEADLINE).replace("forty", "fifty")
    revise(session, article.id, text, revision_n=1)
    with pytest.raises(Conflict):
        revise(session, article.id, text.replace("fifty", "sixty"), revision_n=1)
    assert article.revision_n == 2


def test_the_same_text_sent_twice_is_one_revision(session: Session) -> None:
    article = an_article(session, headline=HEADLINE)
    text = a_text(HEADLINE).replace("forty", "fifty")
    revise(session, article.id, text, revision_n=1)
    revise(session, article.id, text, revision_n=1)
    assert article.revision_n == 2


def test_the_prompt_follows_the_text_until_an_editor_words_it(
    session: Session, now: datetime
) -> None:
    article = an_article(session, headline=HEADLINE)
    asks = "Will the bridge be painted green?"
    revise(session, article.id, a_text(HEADLINE, "Will it be painted at all?"))
    assert article.prompt
    prompt_id = article.prompt.id
    assert article.prompt.question == "Will it be painted at all?"
    actions.edit_prompt(session, EDITOR, EditPrompt(article.id, "Green or red?"), now)
    revise(session, article.id, a_text(HEADLINE, asks))
    assert (article.prompt.id, article.prompt.question) == (prompt_id, "Green or red?")


def test_every_wording_of_a_prompt_is_kept(session: Session, now: datetime) -> None:
    article = an_article(session)
    for question in ("One?", "Two?", "Two?"):
        actions.edit_prompt(session, EDITOR, EditPrompt(article.id, question), now)
    rows = session.scalars(select(PromptRevision.question).order_by(PromptRevision.n)).all()
    assert rows == ["Will the bridge be painted green?", "One?", "Two?"]


def test_a_stale_wording_of_a_prompt_is_refused(session: Session, now: datetime) -> None:
    article = an_article(session)
    actions.edit_prompt(session, EDITOR, EditPrompt(article.id, "One?", revision_n=1), now)
    with pytest.raises(Conflict):
        actions.edit_prompt(session, EDITOR, EditPrompt(article.id, "Two?", revision_n=1), now)


def test_an_article_without_a_question_can_be_given_one(session: Session, now: datetime) -> None:
    article = an_article(session, prompt="")
    assert article.prompt is None
    actions.edit_prompt(session, EDITOR, EditPrompt(article.id, "Why?", revision_n=0), now)
    assert queries.by_id(session, article.id).prompt is not None


def test_publishing_twice_is_publishing_once(session: Session, now: datetime) -> None:
    article = an_article(session, published=False)
    actions.publish(session, EDITOR, article.id, now)
    actions.publish(session, EDITOR, article.id, LATER)
    assert article.published_at == now


def test_a_day_in_the_file_is_the_articles_date_unless_it_is_to_come(
    session: Session, now: datetime
) -> None:
    text = "---\ndate: {}\n---\n# Painted {}\n\nSome text stands here."
    past = an_article(session, text.format("2025-07-16", "before"), now=now)
    future = an_article(session, text.format("2031-07-16", "after"), now=now)
    assert past.published_at == datetime(2025, 7, 16, tzinfo=UTC)
    assert future.published_at == now


def test_what_was_written_before_publication_stays_with_the_editors(session: Session) -> None:
    article = an_article(session, headline=HEADLINE, published=False)
    revise(session, article.id, a_text(HEADLINE).replace("forty", "fifty"))
    actions.publish(session, EDITOR, article.id, LATER)
    revise(session, article.id, a_text(HEADLINE).replace("forty", "sixty"))
    assert [row.n for row in queries.revisions(session, article)] == [3, 2]
    with pytest.raises(Missing):
        queries.two_revisions(session, article, 2)


def test_a_new_article_does_not_overwrite_another_at_its_address(
    session: Session, now: datetime
) -> None:
    an_article(session, headline=HEADLINE)
    other = Import(prepare(f"{HEADLINE}\nAnother text altogether."), is_new=True)
    with pytest.raises(Invalid) as refused:
        actions.import_article(session, EDITOR, other, now)
    assert "slug" in refused.value.fields


@pytest.mark.parametrize("actor", [STRANGER, READER, MODERATOR])
def test_only_editors_write(session: Session, now: datetime, actor: Actor) -> None:
    article = an_article(session, published=False)
    draft = prepare(a_text("Another one"))
    with pytest.raises(Refused):
        actions.import_article(session, actor, Import(draft), now)
    with pytest.raises(Refused):
        actions.revise(session, actor, Revise(article.id, draft, "Why not."), now)
    with pytest.raises(Refused):
        actions.publish(session, actor, article.id, now)
    with pytest.raises(Refused):
        actions.edit_prompt(session, actor, EditPrompt(article.id, "Why?"), now)


def test_a_fresh_site_has_one_public_article_and_only_once(session: Session, now: datetime) -> None:
    article = actions.bundled(session, now)
    assert article
    assert article.prompt
    assert article.published_at == now
    assert actions.bundled(session, now + timedelta(days=1)) is None
