"""The links in a comment, as its readers could follow them."""

from html.parser import HTMLParser

NEWCOMER_BELOW = 3
"""Somebody with fewer approved comments is new here."""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the target of every link."""
        if tag == "a":
            self.found.extend(value for name, value in attrs if name == "href" and value)


def links_in(html: str) -> list[str]:
    """Return the targets of the links in cleaned HTML, in order; linear in its length."""
    reader = _Links()
    reader.feed(html)
    reader.close()
    return reader.found


def is_newcomer(approved: int) -> bool:
    """Tell whether somebody with so many approved comments is new here."""
    return approved < NEWCOMER_BELOW
