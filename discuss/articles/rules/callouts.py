"""Boxes beside the text: Key takeaway, Did you know?, Expert insight, Pro tip, and others."""

import re
from collections.abc import Sequence

from discuss.articles.rules.structure import (
    Block,
    Callout,
    CalloutKind,
    Heading,
    Listing,
    Paragraph,
    Quote,
    content,
)

LABELS = {
    CalloutKind.KEY_TAKEAWAY: (
        "key takeaway|key takeaways|takeaway|takeaways|main takeaway|main takeaways"
        "|key point|key points"
    ),
    CalloutKind.DID_YOU_KNOW: "did you know",
    CalloutKind.EXPERT_INSIGHT: (
        "expert insight|expert insights|expert view|expert opinion|expert take|analyst insight"
        "|analyst view|analyst's view"
    ),
    CalloutKind.PRO_TIP: "pro tip|pro tips|expert tip|quick tip|top tip|tip|tips",
    CalloutKind.OTHER: (
        "at a glance|background|big picture|bottom line|by the numbers|caution|clarification"
        "|context|correction|definition|disclaimer|disclosure|fact box|factbox|go deeper|important"
        "|in brief|in short|myth|note|reality check|remember|summary|the big picture"
        "|the bottom line|tl;dr|update|warning|what it means|why it matters|worth knowing"
    ),
}
KIND_OF = {label: kind for kind, labels in LABELS.items() for label in labels.split("|")}
# "Editor's note", "Fun fact", "Security tip": a modifier and one of these nouns.
NOUN = re.compile(
    "advice|example|facts?|figures?|findings?|insights?|notes?|numbers?|reminder|statistics?"
    "|stats?|takeaways?|terms?|tips?|warning"
)
MODIFIER = re.compile(
    "analyst's|author's|data|editor's|editors'|editorial|expert|fast|fun|handy|health|helpful"
    "|historical|history|important|industry|insider|interesting|key|language|legal|main|market"
    "|money|practical|publisher's|quick|reader's|research|safety|security|surprising|technical"
    "|translator's|travel|useful|writer's"
)
LABEL = re.compile(
    r"^(?P<lead>[^\w\"'\u2018\u201c(\[]*)(?P<label>\w[\w' \u2019;-]{1,38}?)[*_]{0,3}"
    r"(?P<mark>\?[*_:]{0,4}|[:\uff1a][*_]{0,3}|[*_]{0,3}\s+[\u2013\u2014-](?=\s))(?P<rest>\s.*|)$",
    re.DOTALL,
)
BOLD_LABEL = re.compile(
    r"^(?P<lead>[^\w\"'\u2018\u201c(\[]*)(?:\*\*|__)(?P<label>[^*_:?\n]{2,40})"
    r"(?P<mark>[:?]?(?:\*\*|__)[:?]?)(?P<rest>\s.*|)$",
    re.DOTALL,
)
ALERT = re.compile(r"^\[!(?P<label>[A-Za-z]+)\]\s*(?P<rest>.*)$", re.DOTALL)


def begins(text: str) -> bool:
    """Tell whether a text begins with the label of a box."""
    return _labelled(text) is not None


def recognise(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with every labelled paragraph, quotation or list made a box."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        box, used = _box(blocks, at)
        found.append(box or blocks[at])
        at += used
    return found


PLAIN_KINDS = {"aside", "box", "callout", "caution", "danger", "important", "info", "warning"}


def fenced(name: str, title: str, inner: Sequence[Block]) -> Callout:
    """Return the box of a ::: fence, labelled by its title or else by its name.

    A name that is no kind of box is a word that somebody typed: it stands before the title.
    """
    said = " ".join(re.split(r"[-_.]+", name)).strip().capitalize()
    own = title.strip(" \"'*_")
    is_kind = normal(said) in KIND_OF or said.casefold() in PLAIN_KINDS
    label = own if own and is_kind else f"{said} {own}".strip()
    return Callout(_kind(label, name), label, "\n\n".join(content(b) for b in inner))


def _box(blocks: Sequence[Block], at: int) -> tuple[Callout | None, int]:
    """Return the box that begins here, if one does, and the number of blocks used."""
    block = blocks[at]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    label, rest = "", ""
    if isinstance(block, Heading) and isinstance(following, Listing):
        label = block.text.rstrip(": ") if normal(block.text) in KIND_OF else ""
    elif isinstance(block, Paragraph | Quote):
        label, rest = _labelled(block.text, is_quote=isinstance(block, Quote)) or ("", "")
    if label and rest:
        return Callout(_kind(label), label, rest), 1
    if label and isinstance(following, Paragraph | Listing) and not begins(content(following)):
        return Callout(_kind(label), label, content(following)), 2
    return None, 1


def _labelled(text: str, *, is_quote: bool = False) -> tuple[str, str] | None:
    """Return (label, rest) of a text with a known label, or in a quotation with any bold one."""
    if is_quote and (alert := ALERT.match(text)):
        return alert["label"].capitalize(), alert["rest"].strip()
    match = LABEL.match(text)
    if match and _is_known(match["label"], match["mark"]):
        return _printed(match)
    bold = BOLD_LABEL.match(text)
    if bold and (
        _is_known(bold["label"], bold["mark"]) or (is_quote and re.search("[:?]", bold["mark"]))
    ):
        return _printed(bold)
    return None


def _printed(match: re.Match[str]) -> tuple[str, str]:
    """Return the label as printed and the text behind it."""
    question = "?" if "?" in match["mark"] else ""
    return match["label"].strip() + question, match["rest"].strip()


def _is_known(label: str, mark: str) -> bool:
    """Tell whether a label with its mark opens a box."""
    name = normal(label)
    if "?" in mark:
        return KIND_OF.get(name) is CalloutKind.DID_YOU_KNOW
    if name in KIND_OF:
        return True
    modifier, _, noun = name.partition(" ")
    return ":" in mark and bool(MODIFIER.fullmatch(modifier) and NOUN.fullmatch(noun))


def _kind(*names: str) -> CalloutKind:
    """Return the kind of the first name that has one."""
    return next((KIND_OF[n] for n in map(normal, names) if n in KIND_OF), CalloutKind.OTHER)


def normal(label: str) -> str:
    """Return a label as our lists write it."""
    text = label.casefold().replace("\u2019", "'")
    return " ".join(re.sub(r"[-_]+", " ", text).split()).strip(" :?.*")
