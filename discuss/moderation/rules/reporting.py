"""What readers report, how much a report weighs, and when a judged comment comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Concern:
    """Why a reader reports a comment."""

    code: str
    title: str
    hint: str = ""
    needs_words: bool = False
    urgency: int = 0
    """Points that it adds in the queue; a hundred are ahead of whatever waited for two weeks."""


CONCERNS = (
    Concern("insult", "It attacks a person", "An insult, a threat, or going after somebody"),
    Concern("hatred", "It is hateful", "It demeans people for who they are", urgency=2),
    Concern(
        "misinformation",
        "It states something false as a fact",
        "Say what is wrong and where we can check it",
        needs_words=True,
    ),
    Concern("off_topic", "It is off the subject"),
    Concern("spam", "It is spam or advertising"),
    Concern(
        "personal_data", "It gives away private details", "An address, a number, a name", urgency=10
    ),
    Concern(
        "self_harm",
        "Somebody may be in danger",
        "If it is urgent, call your local emergency number first",
        urgency=100,
    ),
    Concern(
        "illegal",
        "It breaks the law",
        "Say which law, and why, as far as you know",
        needs_words=True,
        urgency=100,
    ),
    Concern(
        "disagree", "I disagree with it", "A reply says more than a report: we will take you there"
    ),
)

BY_CODE = {concern.code: concern for concern in CONCERNS}
DISAGREE = "disagree"

FULL_VOICE = 1_000
"""Thousandths that a report weighs at least to count for hiding: no newcomer's does at first."""

HIDES = 4_000
"""Thousandths of full voices that hide a comment until a moderator has looked."""

FEWEST = 2
"""People without whom nothing is hidden, however much one of them weighs."""

BRIGADE = 5
"""Light reports within an hour on one comment that moderators are alerted to."""

BRIGADE_WITHIN = timedelta(hours=1)

HEAVIEST = 3_000
"""Thousandths that one person's report weighs at most."""


@dataclass(frozen=True, slots=True)
class Given:
    """A report as the rules see it: its revision, reason and weight in thousandths."""

    id: int
    revision_id: int
    reason: str
    weight: int
    is_notice: bool = False
    """Whether it is a legal notice."""


def weight_of(*, upheld: int, judged: int, is_newcomer: bool) -> int:
    """Return what a report weighs, in thousandths, from how its sender's earlier ones were judged.

    It starts at 1,000, nears 3,000 with reports that moderators agree with and 0 with others
    (three imagined earlier reports, one of them upheld); a newcomer's weighs half.
    """
    weight = HEAVIEST * (1 + min(upheld, judged)) // (3 + judged)
    return weight // 2 if is_newcomer else weight


def hides(waiting: Sequence[Given], revision_id: int, least: int, fewest: int) -> bool:
    """Tell whether reports of one wording hide it until a moderator has looked.

    Each is somebody else's, since one person reports a wording once. Light ones, such as those of
    new accounts, hide nothing together, however many they are.
    """
    voices = [
        report.weight
        for report in waiting
        if report.revision_id == revision_id and report.weight >= FULL_VOICE
    ]
    return len(voices) >= fewest and sum(voices) >= least


def waits(new: Sequence[Given], kept: Sequence[Given], revision_id: int) -> bool:
    """Tell whether reports that came after a comment was kept bring it back to the queue.

    They do when the words have changed since, for a reason that nobody has judged yet, when they
    weigh twice what was judged, or when they speak of the law or of danger.
    """
    here = [report for report in kept if report.revision_id == revision_id]
    if not new or not here:
        return bool(new)
    judged = {report.reason for report in here}
    if any(r.reason not in judged or r.reason in {"illegal", "self_harm"} for r in new):
        return True
    return sum(r.weight for r in new) >= 2 * sum(r.weight for r in here)
