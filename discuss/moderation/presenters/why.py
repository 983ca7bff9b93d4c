"""Why a case is here: notices, reports, and what software found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from discuss.kit.text import counted
from discuss.moderation.presenters.findings import LABELS, sentence_of
from discuss.moderation.queries import CaseFile, Sent
from discuss.moderation.rules.reporting import BY_CODE as CONCERNS


@dataclass(frozen=True, slots=True)
class Why:
    """One reason why a case is here."""

    label: str
    kind: str
    sentence: str
    details: Sequence[str] = ()
    notice_id: int | None = None
    """The legal notice that it is."""


def reasons_of(file: CaseFile) -> list[Why]:
    """Return legal notices, then readers' reports, then what software found."""
    found = [_noticed(each) for each in file.reports if each.is_notice]
    if readers := [each for each in file.reports if not each.is_notice]:
        upheld, judged = file.reporters_record
        lately = "The latest of many: " if file.has_more_reports else ""
        record = f" Moderators agreed with {upheld} of {judged} reports by them." if judged else ""
        found.append(
            Why(
                "Reports",
                "bad",
                f"{lately}{counted(len(readers), 'reader', 'readers')}: "
                f"{_concerns(readers)}.{record}",
                [each.note for each in readers if each.note],
            )
        )
    found += [
        Why(LABELS.get(each.detector, "Held"), "warn", sentence_of(each))
        for each in file.detectors
        if each.verdict != "allow"
    ]
    return found


def _concerns(readers: Sequence[Sent]) -> str:
    """Return what readers say is wrong, each once, with how many say so where they differ."""
    times = Counter(concern_of(each) for each in readers)
    if len(times) == 1:
        return next(iter(times))
    return ", ".join(f"{concern} ({many})" for concern, many in times.most_common())


def _noticed(notice: Sent) -> Why:
    """Return a legal notice: what it says, never from whom it comes."""
    law = f"It names {notice.law}. " if notice.law else ""
    older = "It is about an earlier wording. " if notice.is_older_wording else ""
    sentence = f"{law}{older}Whoever sent it is told what you decide, and why it is kept."
    return Why("Legal notice", "bad", sentence, [notice.note], notice_id=notice.id)


def concern_of(report: Sent) -> str:
    """Return what a report is about, in a few words."""
    concern = CONCERNS.get(report.reason)
    title = (concern.title if concern else report.reason).lower()
    return f"{title} (earlier wording)" if report.is_older_wording else title
