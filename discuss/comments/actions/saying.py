"""A changed mind with a word about it: the forecast, what moved it and the reply, in one act."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments.actions.commands import Post
from discuss.comments.actions.minds import change_mind
from discuss.comments.actions.stamps import carry
from discuss.comments.actions.words import post
from discuss.comments.models import Comment
from discuss.predictions.actions.commands import Answer


def change_mind_saying(  # noqa: PLR0913, PLR0917 - who was moved by what to which number and words
    session: Session, actor: Actor, comment_id: int, answer: Answer, words: Post, now: datetime
) -> Comment:
    """Save a forecast that a comment moved, and a reply to it that carries the forecast.

    Sent twice, it is one change and one reply. Raises whatever changing one's mind or posting
    raises: then neither is saved.
    """
    change_mind(session, actor, comment_id, answer, now)
    reply = post(session, actor, words, now)
    carry(session, reply, answer.question_id, now)
    return reply
