"""Detectors look at new words; one function says what follows from all that they found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

STRENGTH: Final = ("allow", "advise", "hold", "reject")
"""Verdicts, weakest first. Nothing removes words by itself: `reject` holds them, most urgently."""

READ_FIRST: Final = frozenset({"premod_site", "premod_section", "premod_article", "premoderation"})
"""What lets a person read words first whatever they are: no software finds anything in them."""

PATIENCE_MS: Final = 2_000
"""How long one detector may take before it counts as having failed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one detector says about a wording."""

    detector: str
    verdict: str = "allow"
    detail: str = ""
    """For moderators: what was found."""
    advice: str = ""
    """For the author, who is asked once to look again; only with `advise`."""
    score: float | None = None
    """How much of it there is, from 0 to 1, where that can be said."""
    spans: Sequence[Sequence[int]] = ()
    version: str = "1"
    ms: int = 0
    error: str = ""
    """`timeout`, or the name of what went wrong."""


def fold(findings: Iterable[Finding]) -> str:
    """Return the strongest verdict: reject before hold before advise before allow."""
    return max((each.verdict for each in findings), key=STRENGTH.index, default="allow")


def at_least(findings: Iterable[Finding], verdict: str) -> list[Finding]:
    """Return the findings that say `verdict` or more, in their order."""
    least = STRENGTH.index(verdict)
    return [each for each in findings if STRENGTH.index(each.verdict) >= least]


def failed(detector: str, error: str, ms: int, *, holds: bool) -> Finding:
    """Return the finding of a detector that could not say anything: a failure is a result."""
    if holds:
        return Finding(detector, "hold", "This check could not be made.", ms=ms, error=error)
    return Finding(detector, ms=ms, error=error)


def timed(finding: Finding, ms: int, *, holds: bool) -> Finding:
    """Return a finding with the time that it took; whoever took too long failed, too."""
    if ms <= PATIENCE_MS:
        return replace(finding, ms=ms)
    late = failed(finding.detector, "timeout", ms, holds=holds)
    if STRENGTH.index(finding.verdict) >= STRENGTH.index(late.verdict):
        return replace(finding, ms=ms, error="timeout")
    return late


def named(text: str) -> list[str]:
    """Return the names in a list with commas, such as those of detectors that hold on failing."""
    return [name.strip() for name in text.split(",") if name.strip()]
