"""What was recognised in an article, as lines to print."""

from discuss.articles.rules import reading
from discuss.articles.rules.structure import Paragraph, ParsedArticle, content
from discuss.kit.text import clip

WIDTH = 72  # characters of a quoted line


def lines(article: ParsedArticle) -> list[str]:
    """Return the summary, one line a finding; a prompt that was not found is said so."""
    words = reading.word_count(content(b) for b in article.blocks)
    paragraphs = sum(isinstance(b, Paragraph) for b in article.blocks)
    found = [
        f"Headline    {clip(article.headline, WIDTH)}",
        f"Standfirst  {clip(article.standfirst or 'none', WIDTH)}",
        f"Text        {words:,} words, {paragraphs} paragraphs, {reading.minutes(words)} min",
        *_counted("Sections", [clip(name, WIDTH) for name in article.sections]),
        *_counted("Callouts", [f"{c.label} ({c.kind})" for c in article.callouts]),
        *_counted("FAQ", [clip(pair.question, WIDTH) for pair in article.faq]),
    ]
    if article.prompt is None:
        return [*found, "Prompt      none: an editor can add one"]
    return [
        *found,
        f"Prompt      {clip(article.prompt.question, WIDTH)}",
        f"Invitation  {clip(article.prompt.invitation or 'none', WIDTH)}",
    ]


def _counted(name: str, things: list[str]) -> list[str]:
    """Return a line with the number of things, then each on its own."""
    return [f"{name:<12}{len(things) or 'none'}", *(f"            - {thing}" for thing in things)]
