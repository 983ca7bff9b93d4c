"""Legal notices: what they say beyond their report, and who asks for another look."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base


class LegalNotice(Base):
    """What a legal notice says beyond its report; whoever sent it needs no account."""

    __tablename__ = "legal_notice"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Who was signed in when it was sent, so that nobody decides about their own notice."""
    submission_key: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str]
    law: Mapped[str]
    territory: Mapped[str]
    protects_children: Mapped[bool]
    """Whether it is about sexual offences against children, and so needs no name."""
    name: Mapped[str]
    email: Mapped[str]


class NoticeObjection(Base):
    """Whoever sent a notice asks somebody else to look again; a later decision answers it."""

    __tablename__ = "legal_notice_objection"

    report_id: Mapped[int] = mapped_column(ForeignKey("legal_notice.report_id"), primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    words: Mapped[str]
    created_at: Mapped[datetime]
