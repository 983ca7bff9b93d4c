"""Which bare lines of a plain text are headings: short, capitalised, unpunctuated, followed."""

import re
from collections.abc import Sequence

from discuss.articles.rules import callouts, prompt, questions, sentences
from discuss.articles.rules.structure import Block, Heading, Listing, Paragraph, content

LONGEST = 110  # characters
MOST_WORDS = 16
ENDS_SENTENCE = re.compile(r"[.!,;:\u2026][\"'\u2019\u201d\u00bb)\]]*$")
CREDIT = re.compile(
    r"^(?:photo|picture|image|credit|caption|graphic|chart|video|source|sources|read more|related"
    r"|see also|advertisement|tags?|share this|image credit|photo credit)s?\b\s*(?:[:/|]|$)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:https?://|www\.|@\w)", re.IGNORECASE)
NUMBERED = re.compile(r"^[^\W\d_]")
LONGEST_RUN = 2  # neighbouring short lines; more of them are a list without marks, or verse
LEAST_BODY = 8  # words under a heading that asks a question


def promote(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a plain text with its headings found, all of level 2."""
    short = [isinstance(b, Paragraph) and is_heading_like(b.text) for b in blocks]
    found: list[Block] = []
    in_faq = False
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        text = _line(block, following)
        is_faq = text is not None and following is not None and questions.is_title(text)
        is_asked = text is not None and sentences.is_question(text)
        if text is None or following is None:
            found.append(block)
        elif is_faq or _is_heading(short, at, text, following, in_faq=in_faq and is_asked):
            found.append(Heading(text.rstrip(":") if is_faq else text))
            in_faq = is_faq
        else:
            found.append(block)
    return found


def is_heading_like(text: str) -> bool:
    """Tell whether a line by itself looks like a heading."""
    first = text.lstrip("\"'\u2018\u201c\u00ab(\u00bf")[:1]
    return (
        len(text) <= LONGEST
        and len(text.split()) <= MOST_WORDS
        and bool(first)
        and (first.isdigit() or (first.isalpha() and not first.islower()))
        and not ENDS_SENTENCE.search(text)
        and not CREDIT.match(text)
        and not ADDRESS.search(text)
        and not callouts.begins(text)
        and not questions.is_marked(text)
        and len(sentences.spans(text)) == 1
    )


def _line(block: Block, following: Block | None) -> str | None:
    """Return the text of a block that may be a heading: one line, or a lone numbered one."""
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Listing) and block.is_ordered and len(block.items) == 1:
        lone = block.items[0]
        is_title = is_heading_like(lone) and len(content(following or block)) > len(lone)
        return lone if is_title and not sentences.is_question(lone) else None
    return None


def _is_heading(
    short: Sequence[bool], at: int, text: str, following: Block, *, in_faq: bool
) -> bool:
    """Tell whether a line is a heading where it stands."""
    is_made = bool(prompt.HEADING.match(text.replace("\u2019", "'")))
    if in_faq or not (is_heading_like(text) or (is_made and text.endswith(":"))):
        return False
    run = 1
    while at + run < len(short) and short[at + run]:
        run += 1
    behind = 0
    while at - behind > 0 and short[at - behind - 1]:
        behind += 1
    if run + behind > LONGEST_RUN:
        return False
    if not sentences.is_question(text) or is_made:
        return True
    return _has_body(following)


def _has_body(following: Block) -> bool:
    """Tell whether running text follows a question, and no invitation to answer it."""
    if not isinstance(following, Paragraph) or is_heading_like(following.text):
        return isinstance(following, Listing)
    first = sentences.split(following.text)[:1]
    return len(following.text.split()) >= LEAST_BODY and not any(map(prompt.invites, first))
