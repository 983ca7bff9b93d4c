"""What a guest writes waits for a moderator like everybody's words, once the link is followed."""

from sqlalchemy import select

from discuss.comments.models import Comment, Hold
from discuss.moderation.rules import knobs
from tests.comments.test_guests import asks, link
from tests.comments.test_views import Reader
from tests.makers.moderation import a_setting


def test_where_comments_are_read_first_a_guests_words_wait_as_well(reader: Reader) -> None:
    a_setting(reader.session, knobs.MODE, knobs.PRE)
    asks(reader)
    reader.client.post(link(reader), data={"name": "Ada Byron"})
    comment = reader.session.scalars(select(Comment)).one()
    assert comment.state == "held"
    assert reader.session.scalars(select(Hold.reason)).all() == ["premod_site"]
