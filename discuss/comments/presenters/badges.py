"""What stands beside a name: what somebody is to this article and on this site, in two words."""

from typing import Final, NamedTuple

from discuss.comments.queries import Said
from discuss.comments.rules.ranks import AUTHORS

MOST_BADGES: Final = 2


class Badge(NamedTuple):
    """A word in a frame, as the kit draws it; `about` says more to who asks."""

    text: str
    kind: str = ""
    drawing: str = ""
    about: str = ""


YOU: Final = Badge("You")
AUTHOR: Final = Badge("Author", "staff", "pen", "wrote this article")
ROLES: Final = {
    "moderator": Badge("Moderator", "", "shield"),
    "editor": Badge("Staff", "staff"),
    "admin": Badge("Staff", "staff"),
}


def is_author(each: Said) -> bool:
    """Tell whether who wrote a comment wrote the article too."""
    return each.neg_staff <= AUTHORS


def badges(each: Said, *, own: bool) -> tuple[Badge, ...]:
    """Return at most two, what is nearest to the discussion first; readers wear none."""
    worn = [YOU] if own else []
    if is_author(each):
        worn.append(AUTHOR)
    if each.author_role in ROLES:
        worn.append(ROLES[each.author_role])
    if each.author_expertise:
        worn.append(Badge("Expert", "", "book", f"on {each.author_expertise}"))
    return tuple(worn[:MOST_BADGES])
