"""Tables of moderation: rows that are added and never edited."""

from discuss.moderation.models.batches import Batch, BatchedCase, BatchStep
from discuss.moderation.models.cases import (
    Case,
    CaseNote,
    Claim,
    Decision,
    Objection,
    ObjectionAnswer,
    Report,
    Reversal,
    Sanction,
    SanctionExclusion,
    SanctionStep,
    Statement,
)
from discuss.moderation.models.escalations import Escalation, EscalationAnswer
from discuss.moderation.models.hidings import Hiding, HidingStatement
from discuss.moderation.models.intake import (
    DetectorResult,
    ScorerModel,
    WordPrint,
    WordRetirement,
    WordRule,
)
from discuss.moderation.models.measures import Measure, MeasureReversal
from discuss.moderation.models.notices import LegalNotice, NoticeObjection
from discuss.moderation.models.numbers import PublishedMonth
from discuss.moderation.models.shifts import Handover, HandoverTaking

__all__ = [
    "Batch",
    "BatchStep",
    "BatchedCase",
    "Case",
    "CaseNote",
    "Claim",
    "Decision",
    "DetectorResult",
    "Escalation",
    "EscalationAnswer",
    "Handover",
    "HandoverTaking",
    "Hiding",
    "HidingStatement",
    "LegalNotice",
    "Measure",
    "MeasureReversal",
    "NoticeObjection",
    "Objection",
    "ObjectionAnswer",
    "PublishedMonth",
    "Report",
    "Reversal",
    "Sanction",
    "SanctionExclusion",
    "SanctionStep",
    "ScorerModel",
    "Statement",
    "WordPrint",
    "WordRetirement",
    "WordRule",
]
