"""Articles, made as the site makes them."""

from datetime import UTC, datetime
from itertools import count

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import actions
from discuss.articles.actions.commands import EditPrompt, Import
from discuss.articles.models import Article
from discuss.articles.rules.draft import prepare

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
EDITOR = Actor(person_id=None, name="An editor", role="editor")

_numbers = count(1)


def a_text(headline: str | None = None, prompt: str = "Will the bridge be painted green?") -> str:
    """Return a short article; without a prompt when `prompt` is empty."""
    headline = headline or f"The bridge and its painters, part {next(_numbers)}"
    asks = f"Your turn: {prompt} Tell other readers why in the comments.\n" if prompt else ""
    return (
        f"{headline}\n"
        "The council has bought forty buckets of paint, and nobody knows for which bridge. "
        "It met on Tuesday, and it meets again in a week.\n"
        "What is known\n"
        "The buckets are green. They stand in the yard behind the town hall, under a sheet.\n"
        "Key takeaway: Somebody ordered green paint.\n"
        "FAQ\n"
        "Q: Is it good paint?\n"
        "A: It is the best that money can buy.\n"
        "The council meets again in a week, and the sheet will have to come off by then.\n"
        f"{asks}"
    )


def an_article(
    session: Session,
    text: str | None = None,
    *,
    headline: str | None = None,
    slug: str | None = None,
    prompt: str = "Will the bridge be painted green?",
    published: bool = True,
    now: datetime = NOW,
) -> Article:
    """Return an article, public unless said otherwise, committed; its prompt is loaded."""
    draft = prepare(text or a_text(headline, prompt))
    article = actions.import_article(session, EDITOR, Import(draft, slug=slug), now)
    if text and prompt and article.prompt is None:
        actions.edit_prompt(session, EDITOR, EditPrompt(article.id, prompt), now)
    if published:
        article = actions.publish(session, EDITOR, article.id, now)
    session.refresh(article, ["prompt"])
    session.commit()
    return article
