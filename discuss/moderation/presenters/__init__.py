"""Moderation as pages, mails and the API show it."""

from discuss.moderation.presenters.bulk import BundledCard, bundled_cards
from discuss.moderation.presenters.case import CaseCard, case_card
from discuss.moderation.presenters.desk import DeskCard, UndoBar, desk_card, undo_bar
from discuss.moderation.presenters.mail import objection_mail, statement_mail
from discuss.moderation.presenters.out import (
    CaseOut,
    DecisionOut,
    LogOut,
    ObjectionOut,
    QueueOut,
    ReportOut,
    RulesOut,
    StatementOut,
    TrialOut,
    WordOut,
    WordsOut,
    case_out,
    decision_out,
    log_out,
    queue_out,
    rules_out,
    statement_out,
    trial_out,
    word_out,
    words_out,
)
from discuss.moderation.presenters.public import LogLine, log_lines
from discuss.moderation.presenters.sanctions import (
    IMPOSED,
    TOLD,
    SanctionCard,
    sanction_card,
    sanction_cards,
    sanction_mail,
)
from discuss.moderation.presenters.statement import StatementCard, statement_card
from discuss.moderation.presenters.text import age, marked

__all__ = [
    "IMPOSED",
    "TOLD",
    "BundledCard",
    "CaseCard",
    "CaseOut",
    "DecisionOut",
    "DeskCard",
    "LogLine",
    "LogOut",
    "ObjectionOut",
    "QueueOut",
    "ReportOut",
    "RulesOut",
    "SanctionCard",
    "StatementCard",
    "StatementOut",
    "TrialOut",
    "UndoBar",
    "WordOut",
    "WordsOut",
    "age",
    "bundled_cards",
    "case_card",
    "case_out",
    "decision_out",
    "desk_card",
    "log_lines",
    "log_out",
    "marked",
    "objection_mail",
    "queue_out",
    "rules_out",
    "sanction_card",
    "sanction_cards",
    "sanction_mail",
    "statement_card",
    "statement_mail",
    "statement_out",
    "trial_out",
    "undo_bar",
    "word_out",
    "words_out",
]
