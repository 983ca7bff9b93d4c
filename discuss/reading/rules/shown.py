"""Of which tables the pages that strangers read show nothing; every other table is shown.

Pages for strangers are stored, and each write to a table that is not named here lets them be
drawn anew. A new table needs no line: it counts as shown until somebody finds that it is not.
"""

NEVER_SHOWN = frozenset(
    {
        # Where people are signed in, by which links they come, whom they do not want to read.
        "sign_in",
        "one_time_link",
        "ignoring",
        # What readers have not published, and how far they read.
        "draft",
        "guest_comment",
        "visit",
        # What one person is told.
        "notice",
        "mail_preference",
        "quiet",
        "watch",
        # What moderators know; a decision shows in the comment.
        "report",
        "case_claim",
        "case_note",
        "escalation",
        "escalation_answer",
        "handover",
        "handover_taking",
        "section_grant",
        "published_month",
        # The house's own books.
        "outgoing",
        "audit_row",
        "audit_head",
        "page_version",
        "alembic_version",
        # The index of the search, with what both databases keep for it.
        "document",
        "document_fts",
        # Proofs of forecasts.
        "receipt",
        "daily_head",
    }
)
