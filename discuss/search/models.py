"""What can be found: one row for each article and each comment that was ever public."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.fulltext import Words
from discuss.kit.orm import Base, RowId

WITHOUT_COMMENT = "comment_id IS NULL"


class Document(Base):
    """The folded words of an article or a comment as everybody reads it now.

    Ids follow the order of first appearance. Nobody finds what says nothing: a comment that was
    taken away keeps its row, so that it comes back to its place, and loses its words.
    """

    __tablename__ = "document"
    __table_args__ = (
        Index("ix_document_article_id_id", "article_id", "id"),
        Index("ix_document_author_id_id", "author_id", "id"),
        Index(
            "uq_document_article",
            "article_id",
            unique=True,
            sqlite_where=WITHOUT_COMMENT,
            postgresql_where=WITHOUT_COMMENT,
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    """The article, or the one under which the comment stands."""
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), unique=True)
    """None for the article itself."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_staff: Mapped[bool]
    """Whether the comment's author belonged to the site's own people when they wrote it."""
    has_forecast: Mapped[bool]
    """Whether the comment carries a forecast."""
    words: Mapped[str] = mapped_column(Words, deferred=True)
