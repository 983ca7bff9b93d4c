"""Why a comment cannot be read, or not yet."""

from collections.abc import Sequence

from discuss.comments.queries import Said

TOMBSTONES = {
    "rejected": "Removed by a moderator. Replies stay so the conversation still makes sense.",
    "removed_illegal": "Removed for legal reasons. Replies stay as they are.",
    "withdrawn": "Withdrawn by its author.",
    "erased": "The author deleted their account.",
    "hidden": "Hidden while a moderator looks.",
    "held": "Waiting for a moderator.",
}
HOLDS = {
    "suspect_word": "a word in it is on the list that moderators read first",
    "link": "first links from new readers are read before they appear",
    "link_count": "it has many links",
    "link_domain": "it links to a place that moderators look at first",
    "email_domain": "comments from addresses like yours are read before they appear",
    "history": "moderators rejected several of your comments lately",
    "repeat": "the same words came from somebody else within a day",
    "scorer": "it resembles comments that moderators rejected",
    "akismet": "a spam service takes it for advertising",
    "webhook": "a check outside this site asks that somebody reads it",
    "premod_site": "every comment on this site is read before it appears",
    "premod_section": "every comment in this section is read before it appears",
    "premod_article": "every comment on this article is read before it appears",
    "rejected_before": "moderators rejected the same words before",
}


def why_gone(each: Said) -> str:
    """Return why a comment cannot be read: after a decision, with its reason and rule."""
    if each.state == "rejected" and each.removal_note:
        return f"Removed by a moderator: {each.removal_note}."
    return TOMBSTONES[each.state]


def because(reasons: Sequence[str]) -> str:
    """Return why words are held, as their author is told."""
    known = [HOLDS[reason] for reason in dict.fromkeys(reasons) if reason in HOLDS]
    return "; ".join(known) or "a moderator reads it first"
