"""Reads of moderation; each says how many statements it takes."""

from discuss.moderation.queries.bulk import MOST, Bundled, bundle
from discuss.moderation.queries.claims import Holder, Noted, case_notes, holder
from discuss.moderation.queries.desk import Counts, Sought, Waiting, counts, next_after, queue
from discuss.moderation.queries.file import CaseFile, Said, Sent, case_file
from discuss.moderation.queries.heat import last_answer_at, own_upheld, reports_above
from discuss.moderation.queries.log import KEY, Logged, log
from discuss.moderation.queries.one import (
    Told,
    case,
    case_of,
    decision,
    decision_by_key,
    has_reported,
    has_reported_case,
    is_reversed,
    last_rejection,
    objection,
    parent_author,
    reports_on,
    standing_decisions,
    told,
)
from discuss.moderation.queries.people import Author, approved_count, author, record_of_reporters
from discuss.moderation.queries.sanctions import (
    Taken,
    is_premoderated,
    sanction,
    sanctions_of,
    waiting_sanctions,
)
from discuss.moderation.queries.words import Listed, Trial, active_phrases, is_listed, trial, words

__all__ = [
    "KEY",
    "MOST",
    "Author",
    "Bundled",
    "CaseFile",
    "Counts",
    "Holder",
    "Listed",
    "Logged",
    "Noted",
    "Said",
    "Sent",
    "Sought",
    "Taken",
    "Told",
    "Trial",
    "Waiting",
    "active_phrases",
    "approved_count",
    "author",
    "bundle",
    "case",
    "case_file",
    "case_notes",
    "case_of",
    "counts",
    "decision",
    "decision_by_key",
    "has_reported",
    "has_reported_case",
    "holder",
    "is_listed",
    "is_premoderated",
    "is_reversed",
    "last_answer_at",
    "last_rejection",
    "log",
    "next_after",
    "objection",
    "own_upheld",
    "parent_author",
    "queue",
    "record_of_reporters",
    "reports_above",
    "reports_on",
    "sanction",
    "sanctions_of",
    "standing_decisions",
    "told",
    "trial",
    "waiting_sanctions",
    "words",
]
