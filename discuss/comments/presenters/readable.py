"""Who reads the words of a comment."""

from discuss.accounts.rules import Actor
from discuss.comments.models import Comment


def readable(comment: Comment, actor: Actor) -> bool:
    """Say whether somebody may read a comment's words, earlier wordings included."""
    return comment.state == "published" or reads_withheld(comment, actor)


def reads_withheld(comment: Comment, actor: Actor) -> bool:
    """Say whether somebody reads words that were held: their author and moderators."""
    own = actor.person_id is not None and comment.author_id == actor.person_id
    return own or actor.may_moderate


def is_own_removed(comment: Comment, actor: Actor) -> bool:
    """Say whether somebody opens a comment of theirs that moderators took away."""
    return comment.author_id == actor.person_id and comment.state in {"rejected", "removed_illegal"}
