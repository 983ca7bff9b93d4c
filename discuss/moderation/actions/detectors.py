"""The detectors: each looks at one thing about new words and says one verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from discuss.comments.rules.knobs import HOURLY
from discuss.kit.knobs import Chosen
from discuss.kit.stopwatch import Stopwatch
from discuss.moderation.queries import Facts, Likeness
from discuss.moderation.rules import knobs, manners
from discuss.moderation.rules.intake import Finding, failed, timed
from discuss.moderation.rules.links import (
    domain_of,
    is_newcomer,
    links_in,
    listed,
    untrusted,
)
from discuss.moderation.rules.words import matcher_of

MOST_SPANS = 100

SAID_AGAIN = "You wrote the same words a few minutes ago."
HOT_BRANCH = (
    "Readers reported comments above yours, and moderators look at them. "
    "See whether your words can be read as part of the quarrel."
)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that detectors look at; they read nothing else."""

    text: str
    html: str
    facts: Facts
    lists: Mapping[str, Sequence[str]]
    """Rules in force by their kind."""
    chosen: Chosen
    """What the site's people set."""
    alike: Sequence[Likeness] = ()


def look_all(look: Look, holding: Sequence[str]) -> list[Finding]:
    """Return what every detector says; those in `holding` hold words when they fail."""
    return [
        _looked(name, detect, look, holds=name in holding) for name, detect in DETECTORS.items()
    ]


def _looked(name: str, detect: Callable[[Look], Finding], look: Look, *, holds: bool) -> Finding:
    watch = Stopwatch()
    try:
        found = detect(look)
    except Exception as error:  # noqa: BLE001 - whatever fails, the others still look
        return failed(name, type(error).__name__, watch.ms, holds=holds)
    return timed(found, watch.ms, holds=holds)


def _suspect_words(look: Look) -> Finding:
    finds = matcher_of(tuple(look.lists.get("word", ()))).finds(look.text)
    phrases = dict.fromkeys(find.phrase for find in finds)
    spans = [[find.start, find.end] for find in finds[:MOST_SPANS]]
    return Finding("suspect_word", "hold" if finds else "allow", ", ".join(phrases), spans=spans)


def _first_links(look: Look) -> Finding:
    count = len(untrusted(links_in(look.html), look.lists.get("trusted", ())))
    if not count or not is_newcomer(look.facts.approved, look.chosen.number(knobs.NEWCOMER)):
        return Finding("link")
    return Finding("link", "hold", "1 link" if count == 1 else f"{count} links")


def _many_links(look: Look) -> Finding:
    count = len(untrusted(links_in(look.html), look.lists.get("trusted", ())))
    most = look.chosen.number(knobs.LINKS)
    score = min(1.0, count / (2 * most)) if most else float(count > 0)
    if count <= most:
        return Finding("link_count", score=score)
    return Finding("link_count", "hold", f"{count} links", score=score)


def _listed_links(look: Look) -> Finding:
    rules = look.lists.get("domain", ())
    found = [listed(domain_of(link), rules) for link in links_in(look.html)]
    named = ", ".join(dict.fromkeys(each for each in found if each))
    return Finding("link_domain", "hold" if named else "allow", named)


def _address(look: Look) -> Finding:
    domain = listed(look.facts.domain, look.lists.get("address", ()))
    return Finding("email_domain", "hold" if domain else "allow", domain)


def _history(look: Look) -> Finding:
    decided, rejected = look.facts.decided, look.facts.rejected
    score = rejected / decided if decided else 0.0
    least = look.chosen.number(knobs.LEAST_DECIDED)
    share = look.chosen.number(knobs.REJECTED_SHARE) / 100
    if not manners.is_often_rejected(rejected, decided, least, share):
        return Finding("history", score=score)
    detail = f"{rejected} of {decided} comments decided in 30 days were rejected."
    return Finding("history", "hold", detail, score=score)


def _newcomer(look: Look) -> Finding:
    """Record how new the author is; the detector of links reads it."""
    below = look.chosen.number(knobs.NEWCOMER)
    approved = min(look.facts.approved, below)
    return Finding("newcomer", score=1 - approved / below if below else 0.0)


def _pace(look: Look) -> Finding:
    """Record how near the author is to the hourly limit, past which nothing can be sent."""
    return Finding("pace", score=min(1.0, look.facts.last_hour / look.chosen.number(HOURLY)))


def _heat(look: Look) -> Finding:
    above, hot = look.facts.reports_above, look.chosen.number(knobs.ADVISED)
    score = min(1.0, above / (2 * hot))
    if above < hot:
        return Finding("heat", score=score)
    return Finding("heat", "advise", f"{above} reports wait above it.", HOT_BRANCH, score)


def _shape(look: Look) -> Finding:
    share, runs = manners.shouting(look.text), manners.long_runs(look.text)
    if manners.is_shouted(share):
        return Finding("shape", "advise", "Mostly capitals.", manners.SHOUTING, share)
    if runs:
        return Finding(
            "shape", "advise", "One sign many times.", manners.RUNNING, share, runs[:MOST_SPANS]
        )
    return Finding("shape", score=share)


def _repeat(look: Look) -> Finding:
    alike = [each for each in look.alike if each.bits or not each.is_rejected]
    others = [each for each in alike if not each.is_own]
    if others:
        nearest = min(others, key=lambda each: each.bits)
        what = "Nearly the same words" if nearest.bits else "The same words"
        detail = f"{what} came from another account within a day: comment {nearest.comment_id}."
        return Finding("repeat", "hold", detail, score=1 - nearest.bits / 66)
    if any(each.is_own for each in alike):
        return Finding("repeat", "advise", "The same words within six minutes.", SAID_AGAIN, 1.0)
    return Finding("repeat", score=0.0)


def _rejected_before(look: Look) -> Finding:
    known = next((each for each in look.alike if each.is_rejected and not each.bits), None)
    if known is None:
        return Finding("rejected_before")
    detail = f"A moderator rejected the same words: comment {known.comment_id}."
    return Finding("rejected_before", "reject", detail, score=1.0)


def _site_reads_first(look: Look) -> Finding:
    if look.chosen.text(knobs.MODE) != knobs.PRE:
        return Finding("premod_site")
    return Finding("premod_site", "hold", "Every comment on the site is read first.")


def _section_reads_first(look: Look) -> Finding:
    section = look.facts.section
    if not section or look.chosen.text(knobs.section_mode(section)) != knobs.PRE:
        return Finding("premod_section")
    return Finding("premod_section", "hold", f"Every comment in {section} is read first.")


def _article_reads_first(look: Look) -> Finding:
    if not look.facts.is_read_first:
        return Finding("premod_article")
    return Finding("premod_article", "hold", "Every comment on this article is read first.")


def _premoderation(look: Look) -> Finding:
    if not look.facts.is_premoderated:
        return Finding("premoderation")
    detail = "A moderator reads each comment of this person first."
    return Finding("premoderation", "hold", detail)


DETECTORS: Mapping[str, Callable[[Look], Finding]] = {
    "suspect_word": _suspect_words,
    "link": _first_links,
    "link_count": _many_links,
    "link_domain": _listed_links,
    "email_domain": _address,
    "history": _history,
    "newcomer": _newcomer,
    "pace": _pace,
    "heat": _heat,
    "shape": _shape,
    "repeat": _repeat,
    "rejected_before": _rejected_before,
    "premod_site": _site_reads_first,
    "premod_section": _section_reads_first,
    "premod_article": _article_reads_first,
    "premoderation": _premoderation,
}
