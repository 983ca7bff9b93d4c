"""Comments hold on to the paragraph that they answer, as long as the article has it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.articles.actions.events import Revised
from discuss.articles.models import Article, Prompt
from discuss.comments import queries
from discuss.comments.models import Anchor, Comment
from discuss.kit.errors import Conflict, Invalid

TOP_ONLY = "A reply belongs to the comment that it answers. Leave the paragraph out."
NO_PARAGRAPH = (
    "The paragraph that you answer is not in the article any more: it was removed or rewritten. "
    "Your words are kept; you can post them to the whole discussion."
)


def keep_still(session: Session, prompt_id: int) -> None:
    """Let editors wait until this deed is done, since it names a paragraph of the article.

    Articles are locked before discussions, never the other way round: a comment that is to be
    found refers to its article, which a revision holds.
    """
    article = select(Article.id).join(Prompt, Prompt.article_id == Article.id)
    session.execute(article.where(Prompt.id == prompt_id).with_for_update(read=True, of=Article))


def quote_of(session: Session, prompt_id: int, parent_id: int | None, about: str) -> str:
    """Return the first words of the paragraph that is answered, '' when none is.

    Raises `Invalid` for a reply, `Conflict` for a paragraph that the article does not have.
    """
    if not about:
        return ""
    if parent_id is not None:
        raise Invalid(TOP_ONLY, {"about": TOP_ONLY})
    passages = queries.passages_of(session, prompt_id)
    if about not in passages:
        raise Conflict(NO_PARAGRAPH)
    return passages[about]


def hold_on(session: Session, comment: Comment, block: str, quote: str) -> None:
    """Let a new comment hold on to the paragraph that it answers."""
    session.add(
        Anchor(comment_id=comment.id, prompt_id=comment.prompt_id, block=block, quote=quote)
    )


def on_revision(session: Session, event: Revised) -> None:
    """Note which paragraphs that were answered are gone from the article, or back in it."""
    prompt_id = session.scalar(select(Prompt.id).where(Prompt.article_id == event.article_id))
    if prompt_id is None:
        return
    there = list(queries.passages_of(session, prompt_id))
    session.execute(
        update(Anchor)
        .where(Anchor.prompt_id == prompt_id)
        .values(is_gone=Anchor.block.not_in(there))
        .execution_options(synchronize_session=False)
    )
