"""Statements of reasons in the shape of the EU's transparency database, from codes alone.

Source of the fields and their values: the database's page "API and Schema" of July 2025, after
Regulation (EU) 2022/2065, Article 24(5). Nothing that a person typed goes in, so no personal data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discuss.moderation.rules.clauses import cited
from discuss.moderation.rules.outcomes import ILLEGAL, REMOVES
from discuss.moderation.rules.phrases import MACHINE, STARTED
from discuss.moderation.rules.reasons import BY_CODE as REASONS
from discuss.moderation.rules.sanctions import BY_KIND

OTHER = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
SPEECH = "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"
CATEGORIES = {
    "ABUSIVE": SPEECH,
    "OFFENSIVE": SPEECH,
    "HATE": SPEECH,
    "ILLEGAL": SPEECH,
    "HARASSMENT": "STATEMENT_CATEGORY_CYBER_VIOLENCE",
    "MISINFORMATION": "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
    "PERSONAL_DATA": "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    "SELF_HARM": "STATEMENT_CATEGORY_SELF_HARM",
    "IMPERSONATION": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
}
"""The category of a reason; `OTHER` for what breaks house rules alone."""

SOURCES = {"notice": "SOURCE_ARTICLE_16", "reports": "SOURCE_TYPE_OTHER_NOTIFICATION"}
"""What brought a decision; `SOURCE_VOLUNTARY` where nobody outside did."""

TERRITORY = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"),
    *("IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
)
"""The European Economic Area: a restriction holds wherever the site can be read."""

HIDDEN = "hidden"
"""The measure of a comment that is hidden until somebody has decided about it."""

COVERED = {
    "reports": "Several readers reported a comment, and software hid it by itself until a person "
    "has decided about it.",
    "own": "A moderator hid a comment until it is decided about.",
}
BROKEN = "The comment breaks this law, as people found who read it."
AGAIN = "Its author had objected to an earlier decision, which stands for another reason."
SHOWN_LESS = {
    "premoderation": "Each comment of this account waits until a moderator has read it.",
    "exclusion": "Forecasts of this account are not counted in what readers together say.",
}
"""What is done to what an account says, without suspending it."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """What was restricted, in codes: a comment, or an account."""

    number: int
    measure: str
    """`reject`, `remove_illegal`, `hidden`, or the kind of a sanction."""
    was_public: bool
    """Whether readers saw the comment before."""
    reason: str
    clause: str
    law: str
    """Which one it breaks, as the site's own people named it; empty for what breaks a rule."""
    takes_two: bool
    source: str
    by_software: bool
    """Whether software found it; a person decides always, except about what is hidden."""
    language: str
    content_at: datetime
    """When the comment was written; for an account, when it was decided about."""
    begins_at: datetime
    ends_at: datetime | None

    @property
    def is_of_comment(self) -> bool:
        """Whether it is about a comment, and not about an account."""
        return self.measure in REMOVES or self.is_hiding

    @property
    def is_hiding(self) -> bool:
        """Whether the comment is hidden for the time being."""
        return self.measure == HIDDEN

    @property
    def puid(self) -> str:
        """The number under which the database knows it, the same at each export."""
        kind = "decision" if self.is_of_comment else "sanction"
        kind = "hiding" if self.is_hiding else kind
        return f"{kind}-{self.number}"


def statement(restriction: Restriction, site_url: str) -> dict[str, Any]:
    """Return the statement of reasons about a restriction, field by field."""
    found = {
        **_decision(restriction),
        **_ground(restriction),
        "decision_ground_reference_url": f"{site_url}/rules",
        "category": SPEECH if restriction.law else CATEGORIES.get(restriction.reason, OTHER),
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_date": f"{restriction.content_at:%Y-%m-%d}",
        "territorial_scope": list(TERRITORY),
        "application_date": f"{restriction.begins_at:%Y-%m-%d}",
        "decision_facts": _facts(restriction),
        "source_type": SOURCES.get(restriction.source, "SOURCE_VOLUNTARY"),
        "automated_detection": "Yes" if restriction.by_software else "No",
        "automated_decision": f"AUTOMATED_DECISION_{_automated(restriction)}",
        "puid": restriction.puid,
    }
    language = restriction.language[:2].upper()
    return found | ({"content_language": language} if language else {})


def _automated(restriction: Restriction) -> str:
    """Return whether software decided: only that a comment is hidden until a person does."""
    return "FULLY" if restriction.is_hiding and restriction.by_software else "NOT_AUTOMATED"


def _ground(restriction: Restriction) -> Mapping[str, str]:
    """Return which law or which house rule was broken."""
    if restriction.measure == ILLEGAL:
        return {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": restriction.law,
            "illegal_content_explanation": BROKEN,
        }
    clause = cited(restriction.clause)
    rule = f"House rule {clause.key}, “{clause.title}”, version {clause.version}" if clause else ""
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": rule or "The house rules",
        "incompatible_content_explanation": clause.text if clause else _title(restriction),
        "incompatible_content_illegal": "Yes" if restriction.reason == "ILLEGAL" else "No",
    }


def _decision(restriction: Restriction) -> Mapping[str, Any]:
    """Return what was restricted, and until when if that is known."""
    ends = f"{restriction.ends_at:%Y-%m-%d}" if restriction.ends_at else None
    if restriction.is_of_comment:
        removed = restriction.was_public and not restriction.is_hiding
        act = "REMOVED" if removed else "DISABLED"
        done: dict[str, Any] = {"decision_visibility": [f"DECISION_VISIBILITY_CONTENT_{act}"]}
        return done | ({"end_date_visibility_restriction": ends} if ends else {})
    if restriction.measure in SHOWN_LESS:
        done = {"decision_visibility": ["DECISION_VISIBILITY_OTHER"]}
        done["decision_visibility_other"] = SHOWN_LESS[restriction.measure]
        return done | ({"end_date_visibility_restriction": ends} if ends else {})
    done = {"decision_account": "DECISION_ACCOUNT_SUSPENDED"}
    return done | ({"end_date_account_restriction": ends} if ends else {})


def _facts(restriction: Restriction) -> str:
    if restriction.is_hiding:
        return COVERED[restriction.source]
    people = "Two moderators" if restriction.takes_two else "A moderator"
    if restriction.is_of_comment:
        started = AGAIN if restriction.source == "objection" else STARTED[restriction.source]
        how = f"{started} {MACHINE[restriction.source]}"
        second = f" {people} decided." if restriction.takes_two else ""
        return f"A comment was removed: {_title(restriction)}. {how}{second}"
    looked = "looking at what the account had forecast"
    if restriction.measure != "exclusion":
        looked = "reading what the account had written"
    return f"{_title(restriction)}. {people} decided after {looked}."


def _title(restriction: Restriction) -> str:
    if restriction.measure == ILLEGAL:
        return "Against the law"
    if restriction.is_hiding:
        return "Hidden until a person has decided whether it breaks a rule"
    if restriction.is_of_comment:
        return REASONS[restriction.reason].title
    return BY_KIND[restriction.measure].title
