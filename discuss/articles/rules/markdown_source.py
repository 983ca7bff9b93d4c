"""Markdown: the same blocks, read from the marks that the author set."""

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from discuss.articles.rules import callouts
from discuss.articles.rules.structure import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    content,
)

# A page that carries none of these is read as plain text.
SIGNS = re.compile(
    r"^#{1,6}[ \t]+\S|^:::|^```|^(?!\s)[^\n]+\n(?:=+|-{3,})[ \t]*$"
    r"|\*\*\S(?:[^\n]{0,300}?\S)?\*\*|\[[^\]\n]{1,300}\]\((?:https?://|/)[^)\s]+\)",
    re.MULTILINE,
)
FENCE_OPENS = re.compile(
    r"^:::+[ \t]*\{?[ \t]*(?P<name>[A-Za-z][\w.-]*)[ \t]*\}?[ \t]*(?P<title>.*)$"
)
FENCE_CLOSES = re.compile(r"^:::+[ \t]*$")
CODE_FENCE = re.compile(r"^[ ]{0,3}(```|~~~)")
REFERENCE = re.compile(r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
DEEPEST = 12

Environment = dict[str, dict[str, dict[str, str]]]


def is_markdown(text: str) -> bool:
    """Tell whether a text carries marks that only Markdown has."""
    return bool(SIGNS.search(text))


def blocks(text: str) -> list[Block]:
    """Return the blocks of a Markdown text; text inside them stays inline Markdown."""
    found: list[Block] = []
    for name, title, part in _fenced(text.split("\n")):
        inner = _parsed(part)
        if name is None:
            found.extend(inner)
        elif inner:
            found.append(callouts.fenced(name, title, inner))
        else:
            # An empty box is no box, and its opening line is words that somebody typed.
            found.extend(_parsed(f"{name} {title}".strip()))
    return found


def _fenced(lines: list[str]) -> Iterator[tuple[str | None, str, str]]:
    """Yield (name of the ::: fence or None, its title, the text inside) in order."""
    name: str | None = None
    title = ""
    held: list[str] = []
    in_code = False
    for line in lines:
        in_code ^= bool(CODE_FENCE.match(line))
        opens = None if in_code else FENCE_OPENS.match(line)
        if in_code or not (opens or FENCE_CLOSES.match(line)):
            held.append(line)
            continue
        yield name, title, "\n".join(held)
        held = []
        name, title = (opens["name"], opens["title"].strip(" \t:")) if opens else (None, "")
    yield name, title, "\n".join(held)


def _parsed(text: str) -> list[Block]:
    """Return the blocks of a text without fences."""
    environment: Environment = {}
    tokens = _parser().parse(text, environment)
    lines = text.split("\n")
    found: list[Block] = []
    at = 0
    while at < len(tokens):
        end = _end_of(tokens, at)
        block = _block(tokens[at : end + 1], lines, environment)
        if block is not None:
            found.append(block)
        at = end + 1
    return found


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return the one reader of blocks; raw HTML counts as text."""
    return MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")


def _end_of(tokens: list[Token], at: int) -> int:
    """Return the index of the token that closes the one at `at`."""
    level = tokens[at].level
    if tokens[at].nesting != 1:
        return at
    return next(
        (
            i
            for i in range(at + 1, len(tokens))
            if tokens[i].level == level and tokens[i].nesting == -1
        ),
        len(tokens) - 1,
    )


def _block(tokens: list[Token], lines: list[str], environment: Environment) -> Block | None:
    """Return one block from the tokens of one outermost element; None if it holds no words."""
    first = tokens[0]
    texts = [_inline(t.content, environment) for t in tokens if t.type == "inline"]
    whole = "\n".join(lines[slice(*first.map)]) if first.map else ""
    match first.type:
        case "heading_open":
            block: Block = Heading(plain(" ".join(texts)), level=int(first.tag[1]))
        case "bullet_list_open" | "ordered_list_open":
            is_ordered = first.type == "ordered_list_open"
            block = Listing(tuple(filter(None, texts)), is_ordered=is_ordered)
            return block if block.items else None
        case "blockquote_open":
            block = Quote("\n\n".join(filter(None, texts)))
        case "fence" | "code_block":
            block = Preformatted(f"{first.info}\n{first.content}".strip("\n"))
        case "table_open":
            block = Preformatted(whole)
        case _:
            block = Paragraph(" ".join(texts))
    return block if content(block).strip() else None


def _inline(text: str, environment: Environment) -> str:
    """Return inline Markdown on one line, with links by reference written out."""
    known = environment.get("references", {})

    def written_out(match: re.Match[str]) -> str:
        target = known.get(" ".join((match[2] or match[1]).upper().split()))
        return f"[{match[1]}]({target['href']})" if target else match[0]

    return " ".join(REFERENCE.sub(written_out, text).split())


EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)(.{1,300}?)(?<=\S)\1(?![\w*_])")
LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,2000}(?:\s+\"[^\"]*\")?\)")
CODE = re.compile(r"`{1,3}([^`]{1,300})`{1,3}")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """Return inline Markdown as it reads aloud: without marks of emphasis, links and escapes."""
    text = CODE.sub(r"\1", LINK.sub(r"\1", text))
    for _ in range(3):
        text = EMPHASIS.sub(r"\2", text)
    return ESCAPED.sub(r"\1", text).strip()
