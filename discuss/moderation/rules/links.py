"""The links in a comment, as its readers could follow them."""

from html.parser import HTMLParser

NEWCOMER_BELOW = 3
"""Somebody with fewer approved comments is new here."""

OWN_PAGE = "/"
"""How links to pages of the site begin; in a comment, only those to people."""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the target of every link that leaves the site; a name called by `@` does not."""
        if tag == "a":
            targets = [value for name, value in attrs if name == "href" and value]
            self.found.extend(each for each in targets if not each.startswith(OWN_PAGE))


def links_in(html: str) -> list[str]:
    """Return where the links in cleaned HTML lead off the site, in order; linear in its length."""
    reader = _Links()
    reader.feed(html)
    reader.close()
    return reader.found


def is_newcomer(approved: int) -> bool:
    """Tell whether somebody with so many approved comments is new here."""
    return approved < NEWCOMER_BELOW
