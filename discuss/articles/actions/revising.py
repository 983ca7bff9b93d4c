"""Let an article say something else, with its paragraphs keeping their keys."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import policy, queries
from discuss.articles.actions.commands import EditPrompt, Revise
from discuss.articles.actions.events import Revised, SectionChanged
from discuss.articles.actions.prompting import edit_prompt
from discuss.articles.models import Article, ArticleRevision, Prompt
from discuss.articles.rules import Unreadable, identity, parse
from discuss.articles.rules.draft import Draft
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict, Invalid

NOTE_NEEDED = (
    "Readers see what was changed and why. Say it in a few words, such as: The date was corrected."
)


def revise(session: Session, actor: Actor, command: Revise, now: datetime) -> Article:
    """Return the article with a new revision, its prompt loaded; nothing when the text is the same.

    Raises `Conflict` when somebody revised it after the editor opened it, `Invalid` when readers
    have seen it and no change note is given.
    """
    policy.may_write(actor).enforce()
    article = queries.locked(session, command.article_id)
    current = queries.current_revision(session, article.id)
    if current is not None and current.source == command.draft.source:
        return article
    if command.revision_n not in (None, article.revision_n):
        raise Conflict(
            "Somebody else has changed this article since you opened it. Your text is kept below; "
            "look at what they changed, then save again."
        )
    if article.published_at is not None and not command.change_note:
        raise Invalid(NOTE_NEEDED, {"change_note": NOTE_NEEDED})
    add_revision(session, actor, article, command.draft, note=command.change_note, now=now)
    section = article.section
    follow(article, command.draft)
    if article.section != section:
        announce(session, SectionChanged(article.id, article.section))
    _propose(session, actor, article, command.draft, before=current, now=now)
    session.flush()
    return article


def add_revision(  # noqa: PLR0913 - a revision is made of these
    session: Session, actor: Actor, article: Article, draft: Draft, *, note: str, now: datetime
) -> None:
    """Add the next revision; unchanged and lightly edited paragraphs keep their keys."""
    current = queries.current_revision(session, article.id)
    old = [(block["key"], block["source"]) for block in current.blocks] if current else []
    texts = [block.source for block in draft.blocks]
    earlier = queries.earlier_blocks(session, article.id, article.revision_n)
    keys = identity.assign(old, texts, article.next_block, earlier)
    article.next_block = keys.next_number
    article.revision_n += 1
    revision = ArticleRevision(
        article_id=article.id,
        n=article.revision_n,
        headline=draft.headline,
        standfirst=draft.standfirst,
        source=draft.source,
        blocks=[block.keyed(key) for key, block in zip(keys.keys, draft.blocks, strict=True)],
        renderer=draft.renderer,
        words=draft.words,
        change_note=note,
        editor_id=actor.person_id,
        created_at=now,
    )
    session.add(revision)
    session.flush()
    if article.published_at is not None:
        announce(session, Revised(article.id, revision.n))


def follow(article: Article, draft: Draft) -> None:
    """Take over what the draft says of itself; what it does not mention stays."""
    article.section = draft.metadata.section or article.section
    article.byline = draft.metadata.byline or article.byline
    article.language = draft.metadata.language or article.language


def _propose(  # noqa: PLR0913 - the wording depends on all of them
    session: Session, actor: Actor, article: Article, draft: Draft,
    *, before: ArticleRevision | None, now: datetime,
) -> None:  # fmt: skip
    """Let the prompt follow the text, unless an editor has worded it differently meanwhile."""
    proposed = draft.prompt
    if proposed is None or not _is_unedited(article.prompt, before):
        return
    wording = EditPrompt(article.id, proposed.question, proposed.invitation or "")
    edit_prompt(session, actor, wording, now)


def _is_unedited(prompt: Prompt | None, before: ArticleRevision | None) -> bool:
    """Tell whether the prompt still says what the text before proposed."""
    if prompt is None:
        return True
    try:
        proposed = parse(before.source).prompt if before else None
    except Unreadable:
        return False
    return proposed is not None and (prompt.question, prompt.invitation) == (
        proposed.question,
        proposed.invitation or "",
    )
