"""The links in a comment, as its readers could follow them."""

from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from urllib.parse import urlsplit

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


def is_newcomer(approved: int, below: int) -> bool:
    """Tell whether somebody with so many approved comments is new here."""
    return approved < below


def domain_of(link: str) -> str:
    """Return the host to which a link leads, as the network writes it; empty where it has none."""
    try:
        host = (urlsplit(link).hostname or "").rstrip(".")
        return host.encode("idna").decode()
    except ValueError:
        return ""


def typed_domain(text: str) -> str:
    """Return the domain that somebody typed, or the one of the address or page that they did."""
    text = text.strip().casefold()
    if "://" not in text:
        text = "//" + text.rpartition("@")[2]
    return domain_of(text).removeprefix("www.")


def is_domain(text: str) -> bool:
    """Tell whether `text` can be a domain: two parts at least, of letters, figures and hyphens."""
    parts = text.split(".")
    return len(parts) > 1 and all(
        part and part.replace("-", "").isalnum() and len(part) < 64  # noqa: PLR2004 - by the standard
        for part in parts
    )


def listed(domain: str, domains: Iterable[str]) -> str:
    """Return the domain of a list that holds `domain`, itself or above it; empty when none does."""
    return next((each for each in domains if f".{domain}".endswith(f".{each}")), "")


def untrusted(links: Sequence[str], trusted: Sequence[str]) -> list[str]:
    """Return the links that lead elsewhere than to domains that moderators trust."""
    return [link for link in links if not listed(domain_of(link), trusted)]
