"""An article as its own page and its preview show it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discuss.articles.models import Article
from discuss.articles.presenters.addresses import changed_at, path
from discuss.articles.presenters.cards import (
    ArticleCard,
    BlockCard,
    PairCard,
    PromptCard,
    TocEntry,
)
from discuss.articles.queries import ArticlePage
from discuss.articles.rules import reading
from discuss.articles.rules.draft import Draft

RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}
ICONS = {
    "key_takeaway": "book",
    "did_you_know": "info",
    "expert_insight": "user",
    "pro_tip": "bulb",
    "other": "info",
}
DEEPEST_IN_CONTENTS = 2


def page(found: ArticlePage) -> ArticleCard:
    """Return the card of an article's own page."""
    article, revision = found.article, found.revision
    blocks = _cards(revision.blocks)
    return ArticleCard(
        id=article.id,
        slug=article.slug,
        path=path(article),
        headline=revision.headline,
        standfirst=revision.standfirst,
        byline=article.byline,
        section=article.section,
        language=article.language,
        direction=_direction(article.language),
        published_at=article.published_at,
        changed_at=changed_at(article, revision),
        change_count=max(0, revision.n - article.first_public_n) if article.published_at else 0,
        minutes=reading.minutes(revision.words),
        words=revision.words,
        description=_description(revision.standfirst, blocks),
        toc=_contents(blocks),
        blocks=blocks,
        prompt=_prompt(found),
        revision_n=revision.n,
    )


def preview(draft: Draft, article: Article | None, now: datetime) -> ArticleCard:
    """Return the card of a text that is not saved."""
    blocks = _cards([b.keyed(f"b{n}") for n, b in enumerate(draft.blocks, 1)])
    language = draft.metadata.language or (article.language if article else "en")
    prompt = draft.prompt
    return ArticleCard(
        id=article.id if article else 0,
        slug=draft.slug,
        path=f"/articles/{article.slug if article else draft.slug}",
        headline=draft.headline,
        standfirst=draft.standfirst,
        byline=draft.metadata.byline or (article.byline if article else ""),
        section=draft.metadata.section or (article.section if article else ""),
        language=language,
        direction=_direction(language),
        published_at=article.published_at if article else None,
        changed_at=now,
        change_count=0,
        minutes=reading.minutes(draft.words),
        words=draft.words,
        description=_description(draft.standfirst, blocks),
        toc=_contents(blocks),
        blocks=blocks,
        prompt=PromptCard(0, prompt.question, prompt.invitation or "") if prompt else None,
        revision_n=0,
    )


def _direction(language: str) -> str:
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else "ltr"


def _description(standfirst: str, blocks: Sequence[BlockCard]) -> str:
    return reading.excerpt(standfirst, (b.text for b in blocks if b.kind == "paragraph"))


def _prompt(found: ArticlePage) -> PromptCard | None:
    prompt = found.prompt
    return PromptCard(prompt.id, prompt.question, prompt.invitation) if prompt else None


def _contents(blocks: Sequence[BlockCard]) -> tuple[TocEntry, ...]:
    """Return the headings that open a section, the FAQ's among them."""
    return tuple(
        TocEntry(b.key, b.text)
        for b in blocks
        if b.text and b.kind in {"heading", "faq"} and b.level <= DEEPEST_IN_CONTENTS
    )


def _cards(blocks: Sequence[dict[str, Any]]) -> tuple[BlockCard, ...]:
    """Return the body's cards; neighbouring answered questions join, under their heading."""
    found: list[BlockCard] = []
    for block in blocks:
        if block["kind"] != "faq":
            found.append(_card(block))
            continue
        pair = PairCard(block["key"], block["question"], block["html"], block["text"])
        last = found[-1] if found else None
        if last and last.kind == "faq":
            found[-1] = _faq(last, (*last.pairs, pair))
        elif last and last.kind == "heading" and last.box == "faq":
            found[-1] = _faq(last, (pair,))
        else:
            found.append(BlockCard(f"{block['key']}-faq", "faq", level=2, pairs=(pair,)))
    return tuple(found)


def _faq(above: BlockCard, pairs: tuple[PairCard, ...]) -> BlockCard:
    return BlockCard(above.key, "faq", text=above.text, level=above.level, pairs=pairs)


def _card(block: dict[str, Any]) -> BlockCard:
    box = "faq" if block["is_faq"] else block["box"]
    return BlockCard(
        key=block["key"],
        kind=block["kind"],
        html=block["html"],
        text=block["text"],
        level=block["level"],
        label=block["label"],
        box=box,
        icon=ICONS.get(box, "info"),
    )
