"""Articles, their revisions, and the closing prompt to which words and numbers belong."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discuss.kit.orm import Base, RowId


class Article(Base):
    """An address under which revisions of one article appear."""

    __tablename__ = "article"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(unique=True)
    section: Mapped[str] = mapped_column(default="")
    byline: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """None while it is a draft that only editors see."""
    revision_n: Mapped[int] = mapped_column(default=0)
    """The number of the revision that readers see."""
    first_public_n: Mapped[int] = mapped_column(default=0)
    """The first revision that readers saw; what was written before it stays with the editors."""
    next_block: Mapped[int] = mapped_column(default=1)
    """The number of the next new paragraph's key, so that no key is ever used twice."""

    prompt: Mapped["Prompt | None"] = relationship(
        init=False, lazy="raise", back_populates="article"
    )


class ArticleRevision(Base):
    """What an article said from one moment on, and why it was changed."""

    __tablename__ = "article_revision"
    __table_args__ = (UniqueConstraint("article_id", "n"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    n: Mapped[int]
    headline: Mapped[str]
    standfirst: Mapped[str] = mapped_column(default="")
    source: Mapped[str]
    """The text as it was imported or typed."""
    blocks: Mapped[list[Any]]
    """In reading order: `rules.draft.Rendered` as a dict, with its `key`, such as "p3"."""
    renderer: Mapped[int]
    """The version of the renderer that made the blocks' HTML from their source."""
    words: Mapped[int]
    change_note: Mapped[str] = mapped_column(default="")
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class Authorship(Base):
    """An account belongs to somebody who wrote an article."""

    __tablename__ = "authorship"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    tied_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    tied_at: Mapped[datetime]


class Prompt(Base):
    """The question with which an article ends; comments and forecast questions belong to it."""

    __tablename__ = "prompt"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), unique=True)
    question: Mapped[str]
    invitation: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    article: Mapped[Article] = relationship(init=False, lazy="raise", back_populates="prompt")


class PromptRevision(Base):
    """What a prompt asked from one moment on."""

    __tablename__ = "prompt_revision"
    __table_args__ = (UniqueConstraint("prompt_id", "n"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"))
    n: Mapped[int]
    question: Mapped[str]
    invitation: Mapped[str]
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
