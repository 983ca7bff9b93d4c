"""What happened to a comment, as its case shows it."""

from dataclasses import dataclass
from datetime import datetime

from discuss.moderation.presenters.desk import COVERED, DONE, UNCOVERED
from discuss.moderation.presenters.findings import LABELS
from discuss.moderation.presenters.why import concern_of
from discuss.moderation.queries import CaseFile
from discuss.moderation.rules.clauses import cited
from discuss.moderation.rules.reasons import BY_CODE as REASONS


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to the comment."""

    sentence: str
    at: datetime
    by: str


def trail(file: CaseFile) -> list[Step]:
    """Return what happened to the comment, newest first."""
    steps = [Step("Posted", file.comment.created_at, file.author.name)]
    if file.comment.edited_at:
        steps.append(Step("Edited", file.comment.edited_at, file.author.name))
    steps += [
        Step(f"Held: {LABELS.get(h.reason, h.reason).lower()}", h.created_at, "")
        for h in file.holds
    ]
    steps += [Step(f"Reported: {concern_of(r)}", r.at, "") for r in file.reports]
    for decision, name, is_undone in file.decisions:
        undone = " (taken back)" if is_undone else ""
        done = said(decision.outcome, decision.clause, decision.reason)
        steps.append(Step(f"{done}{undone}", decision.created_at, name))
    for is_hidden, at, name, is_undone in file.measures:
        undone = " (taken back)" if is_undone else ""
        steps.append(Step(f"{COVERED if is_hidden else UNCOVERED}{undone}", at, name))
    for asked, answer in file.objections:
        steps.append(Step("The author objected", asked.created_at, ""))
        if answer is not None:
            steps.append(Step(f"Objection answered: {answer.outcome}", answer.created_at, ""))
    return sorted(steps, key=lambda step: step.at)[::-1]


def said(outcome: str, clause: str, reason: str = "") -> str:
    """Return what was decided, in a few words."""
    parts = [DONE[outcome]]
    if reason in REASONS:
        parts.append(REASONS[reason].title.lower())
    if found := cited(clause):
        parts.append(f"rule {found.key}")
    return ", ".join(parts)
