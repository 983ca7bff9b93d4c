"""A deleted account takes its words from moderation; that and why it was decided stays."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Erased
from discuss.comments.models import Comment
from discuss.moderation.models import (
    Case,
    CaseNote,
    Escalation,
    EscalationAnswer,
    Handover,
    HidingStatement,
    LegalNotice,
    Objection,
    Report,
    Sanction,
    SanctionStep,
    Statement,
    WordPrint,
)


def on_erased(session: Session, event: Erased) -> None:
    """Empty statements, objections, reports and sanctions of what is personal; twelve in all."""
    person_id = event.person_id
    session.execute(delete(WordPrint).where(WordPrint.author_id == person_id))
    session.execute(update(Statement).where(Statement.person_id == person_id).values(text=""))
    session.execute(
        update(HidingStatement).where(HidingStatement.person_id == person_id).values(text="")
    )
    session.execute(update(Objection).where(Objection.person_id == person_id).values(words=""))
    session.execute(update(Report).where(Report.reporter_id == person_id).values(note=""))
    session.execute(
        update(LegalNotice).where(LegalNotice.person_id == person_id).values(name="", email="")
    )
    own = select(Sanction.id).where(Sanction.person_id == person_id)
    session.execute(update(SanctionStep).where(SanctionStep.sanction_id.in_(own)).values(words=""))
    session.execute(
        update(Sanction).where(Sanction.person_id == person_id).values(words="", statement="")
    )
    cases = (
        select(Case.id)
        .join(Comment, Comment.id == Case.comment_id)
        .where(Comment.author_id == person_id)
    )
    session.execute(update(CaseNote).where(CaseNote.case_id.in_(cases)).values(words=""))
    session.execute(update(Report).where(Report.case_id.in_(cases)).values(reported_text=""))
    raised = select(Escalation.id).where(Escalation.case_id.in_(cases))
    session.execute(
        update(EscalationAnswer).where(EscalationAnswer.escalation_id.in_(raised)).values(words="")
    )
    session.execute(update(Escalation).where(Escalation.case_id.in_(cases)).values(words=""))
    session.execute(update(Handover).where(Handover.moderator_id == person_id).values(words=""))
