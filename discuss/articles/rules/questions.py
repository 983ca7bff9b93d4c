"""The FAQ: questions that the article asks and answers itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from discuss.articles.rules import prompt, sentences
from discuss.articles.rules.markdown_source import plain
from discuss.articles.rules.structure import (
    Block,
    Callout,
    Faq,
    Heading,
    Listing,
    Paragraph,
    content,
)

TITLE = re.compile(
    r"^(?:the |your |our )?(?:frequently asked questions|faqs?|f\.a\.q\.?s?|q ?(?:&|and|\+) ?as?"
    r"|questions (?:&|and) answers|(?:common|popular|key|quick) questions(?: answered)?"
    r"|questions (?:people|readers) (?:also )?ask|people also ask|questions,? answered"
    r"|readers?'?s? questions(?:,? answered)?)\b",
    re.IGNORECASE,
)
TITLE_LAST = re.compile(
    r"[:\u2013\u2014-] *(?:faqs?|frequently asked questions|q ?& ?a)\W*$", re.IGNORECASE
)
Q_MARK = re.compile(
    r"^[*_]{0,3}(?:Q|Question)\s?\d{0,2}\s?(?:[:.)][*_]{0,3}|[*_]{1,3}:?|[*_]{0,3}\s[\u2013\u2014-])\s+(?=\S)",
    re.IGNORECASE,
)
A_MARK = re.compile(
    r"^[*_]{0,3}(?:A|Answer)\s?\d{0,2}\s?(?:[:.)][*_]{0,3}|[*_]{1,3}:?|[*_]{0,3}\s[\u2013\u2014-])\s+(?=\S)",
    re.IGNORECASE,
)
A_INSIDE = re.compile(r"[?*_]\s+(?=[*_]{0,3}(?:A|Answer)\s?\d{0,2}[*_]{0,3}[:.][*_]{0,3}\s)")
BOLD_FIRST = re.compile(
    r"^(?P<q>(\*\*|__)(?:(?!\2).){1,250}\?\2|(\*\*|__)(?:(?!\3).){1,250}\3\?)"
    r"\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
LONGEST_QUESTION = 250  # characters


@dataclass(slots=True)
class _Pair:
    """A question being answered: where it began, and the blocks of its answer so far."""

    opener: Block
    question: str
    answer: list[Block]

    @property
    def text(self) -> str:
        """Return the answer as one text, paragraphs parted by blank lines."""
        return "\n\n".join(content(b) for b in self.answer)


def is_title(text: str) -> bool:
    """Tell whether a heading opens an FAQ."""
    text = text.strip(" *_:#").replace("\u2019", "'")
    return bool(TITLE.match(text) or TITLE_LAST.search(text))


def is_marked(text: str) -> bool:
    """Tell whether a paragraph begins with Q: or A:, or with a number such as Q1."""
    return bool(Q_MARK.match(text) or A_MARK.match(text))


def recognise(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with every answered question made an `Faq`, in the same order."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Heading) and is_title(block.text):
            found.append(Heading(block.text, block.level, is_faq=True))
            end = _zone_end(blocks, at + 1, block.level)
            found.extend(_pairs(blocks[at + 1 : end], is_closed=end < len(blocks)))
        elif _opens_interview(blocks, at):
            end = _next_heading(blocks, at)
            found.extend(_pairs(blocks[at:end], is_closed=end < len(blocks)))
        else:
            found.append(block)
            end = at + 1
        at = end
    return found


def _zone_end(blocks: Sequence[Block], at: int, level: int) -> int:
    """Return where an FAQ ends: at a heading as high as its own that asks nothing."""
    for end in range(at, len(blocks)):
        block = blocks[end]
        if isinstance(block, Heading) and block.level <= level:
            is_question = sentences.is_question(block.text) and not prompt.HEADING.match(block.text)
            has_begun = any(not isinstance(b, Heading) for b in blocks[at:end])
            same_style = isinstance(blocks[at], Heading) or not has_begun
            if not (is_question and same_style):
                return end
    return len(blocks)


def _next_heading(blocks: Sequence[Block], at: int) -> int:
    """Return the index of the next heading, or the number of blocks."""
    return next((i for i in range(at, len(blocks)) if isinstance(blocks[i], Heading)), len(blocks))


def _opens_interview(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether marked questions and answers begin here without an FAQ's heading."""
    block = blocks[at]
    if not isinstance(block, Paragraph) or not Q_MARK.match(block.text):
        return False
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    answered = isinstance(following, Paragraph) and A_MARK.match(following.text)
    return bool(answered or A_INSIDE.search(block.text))


def _pairs(zone: Sequence[Block], *, is_closed: bool) -> list[Block]:
    """Return the zone with its pairs made `Faq`; what belongs to none of them stays."""
    zone = [part for block in zone for part in _unlisted(block)]
    is_q_marked = any(isinstance(b, Paragraph) and Q_MARK.match(b.text) for b in zone)
    before: list[Block] = []
    pairs: list[_Pair] = []
    for at, block in enumerate(zone):
        following = zone[at + 1] if at + 1 < len(zone) else None
        opened = _opened(block, following, is_q_marked=is_q_marked)
        if opened:
            pairs.append(opened)
        elif pairs:
            pairs[-1].answer.append(block)
        else:
            before.append(block)
    most = max((len(p.answer) for p in pairs[:-1]), default=1)
    after = _concluding(pairs[-1], most, is_closed=is_closed) if pairs else []
    return [*before, *(b for pair in pairs for b in _finished(pair)), *after]


def _unlisted(block: Block) -> list[Block]:
    """Return the items of a list of questions as paragraphs; any other block as it is."""
    if isinstance(block, Listing) and all(map(sentences.is_question, block.items)):
        return [Paragraph(item) for item in block.items]
    return [block]


def _opened(block: Block, following: Block | None, *, is_q_marked: bool) -> _Pair | None:
    """Return the pair that a block opens, with what of its answer stands in the same block."""
    if isinstance(block, Heading):
        return _Pair(block, Q_MARK.sub("", block.text), [])
    if not isinstance(block, Paragraph):
        return None
    marked = Q_MARK.sub("", block.text) if Q_MARK.match(block.text) else None
    inside = A_INSIDE.search(marked) if marked else None
    if marked and inside:
        cut = inside.start() + 1
        return _Pair(block, _bare(marked[:cut]), [Paragraph(_unmarked(marked[cut:].strip()))])
    if marked:
        return _split_question(block, marked) or _Pair(block, _bare(marked), [])
    bold = BOLD_FIRST.match(block.text)
    if bold and not is_q_marked and not prompt.asks_readers(bold["rest"]):
        return _Pair(block, plain(bold["q"]), [Paragraph(_unmarked(bold["rest"]))])
    is_asked = not is_q_marked and _is_question_line(block.text) and not _is_invited(following)
    return _Pair(block, plain(block.text), []) if is_asked else None


def _split_question(block: Paragraph, marked: str) -> _Pair | None:
    """Return the pair of "Q: **Why?** Because." or "Q: Why? Because.", answered unmarked."""
    parts = sentences.split(marked)
    asked = next((i for i, s in enumerate(parts) if sentences.is_question(s)), None)
    if asked is None or asked == len(parts) - 1:
        return None
    answer = " ".join(parts[asked + 1 :])
    if any(map(sentences.is_question, parts[asked + 1 :])):
        return None
    return _Pair(block, _bare(" ".join(parts[: asked + 1])), [Paragraph(_unmarked(answer))])


def _is_question_line(text: str) -> bool:
    """Tell whether a paragraph is nothing but one question."""
    return (
        len(text) <= LONGEST_QUESTION
        and sentences.is_question(text)
        and len(sentences.spans(text)) == 1
    )


def _is_invited(following: Block | None) -> bool:
    """Tell whether an invitation to readers follows, so that the question is theirs."""
    return isinstance(following, Paragraph) and any(
        map(prompt.invites, sentences.split(following.text)[:1])
    )


def _concluding(last: _Pair, most: int, *, is_closed: bool) -> list[Block]:
    """Take from the last answer what is none, and return it.

    The end of the last answer is not marked. Where a heading follows, all up to it belongs to
    the answer; else as much as the longest answer before it had, the conclusion aside.
    """
    blocks = last.answer
    asks = (
        i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and prompt.asks_readers(b.text)
    )
    limit = min(next(asks, len(blocks)), len(blocks) if is_closed else len(blocks) - 1)
    keep = max(1, limit if is_closed else min(limit, most))
    while keep < limit and blocks[keep - 1 : keep] and content(blocks[keep - 1]).endswith(":"):
        keep += 1
    last.answer = blocks[:keep]
    return blocks[keep:]


def _finished(pair: _Pair) -> list[Block]:
    """Return the pair as an `Faq`, or as it stood when nothing answers it; boxes follow it."""
    boxes: list[Block] = [b for b in pair.answer if isinstance(b, Callout)]
    pair.answer = [b for b in pair.answer if not isinstance(b, Callout)]
    if not pair.answer:
        return [pair.opener, *boxes]
    first = pair.answer[0]
    if isinstance(first, Paragraph):
        pair.answer[0] = Paragraph(_unmarked(first.text))
    return [Faq(pair.question, pair.text), *boxes]


def _unmarked(text: str) -> str:
    """Return an answer without its A: and without emphasis that the mark had opened."""
    return A_MARK.sub("", text).strip()


def _bare(text: str) -> str:
    """Return a question without marks of emphasis, half-open ones too."""
    return plain(text).strip("*_ ")
