"""What detectors said about a wording, as the desk tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

from discuss.moderation.models import DetectorResult

LABELS = {
    "suspect_word": "Word list",
    "link": "First links",
    "link_count": "Many links",
    "link_domain": "Listed domain",
    "email_domain": "Listed address",
    "history": "Earlier rejections",
    "newcomer": "Newcomer",
    "pace": "Pace",
    "heat": "Branch heat",
    "shape": "Shape",
    "repeat": "Repeated",
    "rejected_before": "Rejected before",
    "premod_site": "Site reads first",
    "premod_section": "Section reads first",
    "premod_article": "Article reads first",
    "premoderation": "Person read first",
    "scorer": "Scorer",
    "akismet": "Spam service",
    "webhook": "Webhook",
}
SENTENCES = {
    "suspect_word": "“{}” is on the list, which holds and never removes.",
    "link": "{} by somebody with few approved comments.",
    "link_count": "{}, more than a comment needs.",
    "link_domain": "It links to {}, which is on the list.",
    "email_domain": "Its author’s address is at {}, which is on the list.",
}
VERDICTS = {
    "allow": "nothing found",
    "advise": "author was advised",
    "hold": "held",
    "reject": "held, most urgently",
}


@dataclass(frozen=True, slots=True)
class Looked:
    """One line of the table of everything that looked."""

    label: str
    verdict: str
    score: str
    error: str
    """What went wrong, or nothing."""


def sentence_of(result: DetectorResult) -> str:
    """Return what a detector found, as a sentence."""
    noted = "" if result.is_applied else " Noted only: the author works here."
    if result.error and result.verdict != "allow":
        return f"{result.detail}{noted}"
    return SENTENCES.get(result.detector, "{}").format(result.detail) + noted


def looked(results: Sequence[DetectorResult]) -> list[Looked]:
    """Return everything that looked at a wording, whether or not it found something."""
    return [
        Looked(
            LABELS.get(each.detector, each.detector),
            VERDICTS[each.verdict] if not each.error else "could not look",
            "" if each.score is None else f"{each.score:.2f}",
            each.error,
        )
        for each in results
    ]
