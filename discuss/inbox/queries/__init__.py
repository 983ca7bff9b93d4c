"""Reads of what people were told and want to be told; each says how many statements it takes."""

from discuss.inbox.queries.mailing import (
    Mailed,
    SaidNow,
    mailed,
    rhythms_for,
    rhythms_of,
    said_in,
    said_now,
)
from discuss.inbox.queries.notices import KEY, ORDER, page_of_inbox, unread_among, unread_count
from discuss.inbox.queries.places import Named, Place, names, place, titles
from discuss.inbox.queries.quiet import is_about, is_wanted, quiet_of, rather_called
from discuss.inbox.queries.watching import (
    Places,
    attitude_to,
    audience,
    is_followed,
    listening,
    of_question,
    root_of,
    watched_under,
    watches_of,
)

__all__ = [
    "KEY",
    "ORDER",
    "Mailed",
    "Named",
    "Place",
    "Places",
    "SaidNow",
    "attitude_to",
    "audience",
    "is_about",
    "is_followed",
    "is_wanted",
    "listening",
    "mailed",
    "names",
    "of_question",
    "page_of_inbox",
    "place",
    "quiet_of",
    "rather_called",
    "rhythms_for",
    "rhythms_of",
    "root_of",
    "said_in",
    "said_now",
    "titles",
    "unread_among",
    "unread_count",
    "watched_under",
    "watches_of",
]
