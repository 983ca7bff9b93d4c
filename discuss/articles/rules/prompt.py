"""The closing prompt: the question that an article puts to its readers, and its invitation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from discuss.articles.rules import markdown_source, sentences
from discuss.articles.rules.structure import (
    Block,
    Callout,
    Faq,
    Heading,
    Metadata,
    Paragraph,
    Prompt,
    content,
)

LONGEST = 300  # characters, of the question and of the invitation each
ADDRESSED = re.compile(r"\b(?:you|your|yours|readers)\b", re.IGNORECASE)
HEADING = re.compile(
    r"^(?:(?:and )?(?:now )?(?:it(?:'s| is) )?your turn|over to you|have your say|tell us|weigh in"
    r"|join the (?:discussion|conversation|debate)|discuss(?:ion)?(?: questions?| prompt)?"
    r"|what do you think|what(?:'s| is) your (?:take|view|opinion|prediction)|talk to us"
    r"|let(?:'s| us) (?:talk|discuss)|(?:a )?question (?:for|to) (?:readers|you|our readers)"
    r"|reader(?:s'|'s)? question|share your (?:thoughts|views|opinions?|predictions?)"
    r"|we want to hear from you|your (?:thoughts|view|say|predictions?)"
    r"|(?:closing |the )?(?:question|prompt))\W*$",
    re.IGNORECASE,
)
LABEL = re.compile(r"^[*_]*(?P<label>[^\W\d_][^:?.!*_\n]{2,40})(?::[*_]*|[*_]+:?)\s+(?=\S)")
INVITES = re.compile(
    r"^[*_\"'\u201c(]*(?:(?:please|so|and|then|now|go ahead and|feel free to|don't forget to"
    r"|we(?:'d| would)? (?:love|like|want) to|be sure to),? )*"
    r"(?:share|tell|let|leave|drop|post|join|weigh|have|sound|add|write|send|give|comment|hear"
    r"|discuss|vote|cast|make|answer|reply|respond|take part|contribute|say|start|continue)\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:comments?|thoughts?|views?|opinions?|discussion|conversation|debate|below|experiences?"
    r"|predictions?|forecasts?|hear|weigh in|have your say|sound off|let us know|tell us|ideas?"
    r"|take|perspectives?|answers?|readers?|vote)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question that may be the prompt: where it stands, how sure it is, what it would leave."""

    rank: int
    at: int
    prompt: Prompt
    rest: str
    used: int = 1
    drops_heading: bool = False


def recognise(blocks: Sequence[Block], metadata: Metadata) -> tuple[list[Block], Prompt | None]:
    """Return the blocks without the prompt, and the prompt; of equals the last one wins.

    A question counts when it stands under a heading or label made for it, when an invitation
    to answer stands beside it, or when it addresses the readers where the text ends. A prompt
    in the metadata wins over all, and is cut from the text only where the text repeats it.
    """
    found = [c for at in range(len(blocks)) if (c := _candidate(blocks, at))]
    if metadata.prompt:
        found = [c for c in found if _same(c.prompt.question, metadata.prompt)]
    best = max(found, key=lambda c: (c.rank, c.at), default=None)
    left = _cut(blocks, best) if best else list(blocks)
    if not metadata.prompt:
        return left, best.prompt if best else None
    invitation = metadata.invitation or (best.prompt.invitation if best else None)
    return left, Prompt(metadata.prompt, invitation, best.prompt.heading if best else None)


def invites(text: str) -> bool:
    """Tell whether a sentence asks readers to answer, such as: Share your view below."""
    text = text.strip().replace("\u2019", "'")
    return len(text) <= LONGEST and bool(INVITES.match(text) and PLACE.search(text))


def asks_readers(text: str) -> bool:
    """Tell whether a paragraph by itself holds a question to readers."""
    parts = sentences.split(text)
    return any(
        sentences.is_question(s)
        and (ADDRESSED.search(s) or any(map(invites, parts[i + 1 : i + 2])))
        for i, s in enumerate(parts)
    ) or bool(parts and invites(parts[0]) and len(parts) <= 2)  # noqa: PLR2004


def _candidate(blocks: Sequence[Block], at: int) -> _Candidate | None:
    """Return the candidate in one block, if there is one."""
    block = blocks[at]
    if isinstance(block, Heading):
        return _in_heading(blocks, at)
    if not isinstance(block, Paragraph):
        return None
    text, label = _without_label(block.text)
    spans = sentences.spans(text)
    parts = [text[a:b] for a, b in spans]
    run = _last_run(parts)
    if run is None:
        return None
    first, end = run
    invitation = _invitation(blocks, at, parts, first, end)
    question = " ".join(parts[first:end])
    heading = _prompt_heading(blocks, at)
    rank = _rank(blocks, at, question, is_made=bool(label or heading),
                 is_invited=invitation is not None, is_last=end >= len(parts) - 1)  # fmt: skip
    if not rank or len(question) > LONGEST:
        return None
    words, used, taken = invitation or (None, 1, [])
    cut = sorted({*range(first, end), *taken})
    rest = " ".join(p for i, p in enumerate(parts) if i not in cut)
    is_alone = not rest and heading is not None and _is_alone(blocks, at, used)
    return _Candidate(rank, at, Prompt(
        markdown_source.plain(question), words and markdown_source.plain(words), heading or label,
    ), rest, used, drops_heading=is_alone)  # fmt: skip


def _in_heading(blocks: Sequence[Block], at: int) -> _Candidate | None:
    """Return the candidate of a heading that itself is the question to readers."""
    heading = blocks[at]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if not isinstance(heading, Heading) or not sentences.is_question(heading.text):
        return None
    if following is None and ADDRESSED.search(heading.text):
        return _Candidate(2, at, Prompt(heading.text), "")
    if not isinstance(following, Paragraph) or HEADING.match(heading.text.replace("\u2019", "'")):
        return None
    parts = sentences.split(following.text)
    if not parts or not all(map(invites, parts)):
        return None
    invitation = markdown_source.plain(following.text)
    return _Candidate(2, at, Prompt(heading.text, invitation), "", used=2)


def _without_label(text: str) -> tuple[str, str | None]:
    """Return the text behind a label such as "Your turn:", and the label."""
    match = LABEL.match(text)
    if match and HEADING.match(match["label"].strip().replace("\u2019", "'")):
        return text[match.end() :], match["label"].strip()
    return text, None


def _last_run(parts: Sequence[str]) -> tuple[int, int] | None:
    """Return [first, end) of the last run of neighbouring questions."""
    asked = [i for i, part in enumerate(parts) if sentences.is_question(part)]
    if not asked:
        return None
    first = end = asked[-1]
    while first - 1 in asked and sum(map(len, parts[first - 1 : end + 1])) < LONGEST:
        first -= 1
    return first, end + 1


def _invitation(
    blocks: Sequence[Block], at: int, parts: Sequence[str], first: int, end: int
) -> tuple[str, int, list[int]] | None:
    """Return (invitation, blocks used, sentences taken), looking behind, before and below."""
    behind = end
    while behind < len(parts) and invites(parts[behind]):
        behind += 1
    if behind > end:
        return " ".join(parts[end:behind]), 1, list(range(end, behind))
    if end == len(parts) and at + 1 < len(blocks):
        below = blocks[at + 1]
        lines = sentences.split(below.text) if isinstance(below, Paragraph) else []
        if lines and all(map(invites, lines)) and len(content(below)) <= LONGEST:
            return content(below), 2, []
    if first and invites(parts[first - 1]):
        return parts[first - 1], 1, [first - 1]
    return None


def _rank(  # noqa: PLR0913
    blocks: Sequence[Block], at: int, question: str,
    *, is_made: bool, is_invited: bool, is_last: bool,
) -> int:  # fmt: skip
    """Return how sure it is that a question is the prompt; 0 is not at all."""
    if is_made:
        return 3
    if is_invited:
        return 2
    return int(is_last and bool(ADDRESSED.search(question)) and _is_closing(blocks, at))


def _is_closing(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the running text ends here: nothing but the FAQ and boxes may follow."""
    rest = blocks[at + 1 :]
    return all(
        isinstance(b, Faq | Callout) or (isinstance(b, Heading) and b.is_faq) for b in rest
    ) or (bool(rest) and isinstance(rest[0], Heading) and rest[0].is_faq)


def _prompt_heading(blocks: Sequence[Block], at: int) -> str | None:
    """Return the heading above this block when it is made for a prompt."""
    above = next((b for b in reversed(blocks[:at]) if isinstance(b, Heading)), None)
    if above and HEADING.match(above.text.replace("\u2019", "'")):
        return above.text
    return None


def _is_alone(blocks: Sequence[Block], at: int, used: int) -> bool:
    """Tell whether nothing else stands under the heading above."""
    is_first = at > 0 and isinstance(blocks[at - 1], Heading)
    return is_first and (at + used >= len(blocks) or isinstance(blocks[at + used], Heading))


def _cut(blocks: Sequence[Block], found: _Candidate) -> list[Block]:
    """Return the blocks with the prompt taken out; what else its paragraph said stays."""
    before = list(blocks[: found.at - 1 if found.drops_heading else found.at])
    kept: list[Block] = [Paragraph(found.rest)] if found.rest else []
    return [*before, *kept, *blocks[found.at + found.used :]]


def _same(one: str, other: str) -> bool:
    """Tell whether two questions are equal but for quotes, case and spaces."""

    def bare(text: str) -> list[str]:
        return re.findall(r"\w+", text.casefold())

    return bare(one) == bare(other)
