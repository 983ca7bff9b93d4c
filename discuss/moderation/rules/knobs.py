"""What may be set about the desk, in the order in which its page shows it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from discuss.comments.rules.knobs import PACE, READ_WITHIN
from discuss.kit.knobs import Chosen, Knob
from discuss.moderation.rules import claims, heat, links, manners, outcomes, reporting, sanctions
from discuss.moderation.rules.statement import UNDO_WINDOW

HOT: Final = 3
"""Reports that wait above an answer before its author is asked to look again."""

REPORTS_AN_HOUR: Final = 10

POST, PRE, SITE = "post", "pre", "site"


def _hours(queue: str) -> int:
    return int(claims.TARGETS[queue].total_seconds()) // 3600


MODE: Final = Knob(
    "mode",
    "When comments are read",
    "It holds for the whole site. Articles and people whose comments are read first stay so. "
    "Comments of the site’s own people do not wait.",
    POST,
    options=(
        (POST, "They appear at once, and moderators look afterwards"),
        (PRE, "Each waits until a moderator has read it"),
    ),
)
NEWCOMER: Final = Knob(
    "newcomer_below",
    "Who is new here",
    "Somebody with fewer approved comments is new: their first links wait for a moderator, and "
    "their reports weigh half.",
    links.NEWCOMER_BELOW,
    "approved comments",
    0,
    50,
)
LINKS: Final = Knob(
    "most_links",
    "Links in one comment",
    "A comment with more links waits for a moderator.",
    manners.MOST_LINKS,
    "links",
    0,
    50,
)
REJECTED_SHARE: Final = Knob(
    "rejected_share",
    "Earlier rejections: share",
    "From this share of rejected comments on, somebody’s new ones wait for a moderator.",
    round(100 * manners.REJECTED_SHARE),
    "percent",
    5,
    100,
)
LEAST_DECIDED: Final = Knob(
    "least_decided",
    "Earlier rejections: at least",
    "The share counts once moderators decided about so many of their comments within 30 days.",
    manners.LEAST_DECIDED,
    "decisions",
    1,
    100,
)
ADVISED: Final = Knob(
    "reports_advise",
    "Reports above a reply",
    "From so many waiting reports above it on, the author of a reply is asked to look again.",
    HOT,
    "reports",
    1,
    50,
)
HIDES: Final = Knob(
    "reports_hide",
    "Reports that hide",
    "A comment is hidden until a moderator looks once its reports weigh as much as so many "
    "average readers.",
    reporting.HIDES // reporting.FULL_VOICE,
    "full voices",
    2,
    50,
)
FEWEST: Final = Knob(
    "people_hide",
    "People who hide",
    "Without so many different people nothing is hidden, however much one of them weighs.",
    reporting.FEWEST,
    "people",
    2,
    50,
)
BRIGADE: Final = Knob(
    "reports_alert",
    "Alert at a brigade",
    "Moderators are alerted to so many reports by newcomers on one comment within an hour.",
    reporting.BRIGADE,
    "reports",
    2,
    100,
)
HOURLY: Final = Knob(
    "reports_an_hour",
    "Reports an hour",
    "So many reports one reader may send within an hour.",
    REPORTS_AN_HOUR,
    "reports",
    1,
    100,
)
HEAT_MINUTES: Final = Knob(
    "heat_minutes",
    "Hot branches: at least",
    "So long somebody waits between two answers in a branch with reports, and one minute more for "
    "each report.",
    heat.LEAST,
    "minutes",
    0,
    60,
)
HEAT_ANCESTORS: Final = Knob(
    "heat_ancestors",
    "Hot branches: comments above",
    "Reports count on so many comments above an answer.",
    heat.ANCESTORS,
    "comments",
    1,
    20,
)
HEAT_DAYS: Final = Knob(
    "heat_days",
    "Hot branches: one’s own removed comments",
    "For so long one’s own comments that were removed after reports count as well.",
    heat.MEMORY.days,
    "days",
    1,
    90,
)
UNDO_SECONDS: Final = Knob(
    "undo_seconds",
    "Time to undo",
    "So long a decision can be taken back before anybody is told.",
    int(UNDO_WINDOW.total_seconds()),
    "seconds",
    5,
    60,
)
CLAIM_MINUTES: Final = Knob(
    "claim_minutes",
    "A case to oneself",
    "So long a case is somebody’s after they last opened it.",
    int(claims.CLAIM.total_seconds()) // 60,
    "minutes",
    1,
    60,
)
ALONE: Final = Knob(
    "bulk_alone",
    "Together without a second person",
    "More cases than these are decided together only once somebody else says yes.",
    outcomes.ALONE,
    "cases",
    1,
    outcomes.TOGETHER,
)
SUSPEND_ALONE: Final = Knob(
    "suspend_alone",
    "Suspensions by moderators",
    "For so long at most a moderator suspends an account; admins do for longer, and lift it.",
    sanctions.MODERATORS_SUSPEND.days,
    "days",
    1,
    90,
)
SUSPEND_LONGEST: Final = Knob(
    "suspend_longest",
    "The longest suspension",
    "Nobody suspends for longer: what shall last is a ban, which takes two people.",
    sanctions.LONGEST_SUSPENSION.days,
    "days",
    1,
    365,
)
NOTICE_WITHIN: Final = Knob(
    "target_notice",
    "Legal notices",
    "By then a legal notice shall be decided.",
    _hours("notice"),
    "hours",
    1,
    168,
)
REPORTED_WITHIN: Final = Knob(
    "target_reported",
    "Reported comments",
    "By then a reported comment shall be decided.",
    _hours("reported"),
    "hours",
    1,
    168,
)
OBJECTION_WITHIN: Final = Knob(
    "target_objection",
    "Objections",
    "By then an objection shall be answered.",
    _hours("objection"),
    "hours",
    1,
    720,
)
TARGETS: Final = {
    "notice": NOTICE_WITHIN,
    "held": READ_WITHIN,
    "reported": REPORTED_WITHIN,
    "objection": OBJECTION_WITHIN,
}
"""By when a case of each queue shall be decided."""

GROUPS: Final = (
    ("Reading first", (MODE,)),
    ("What waits for a moderator", (NEWCOMER, LINKS, REJECTED_SHARE, LEAST_DECIDED, ADVISED)),
    ("Reports", (HIDES, FEWEST, BRIGADE, HOURLY)),
    ("Pace", (*PACE, HEAT_MINUTES, HEAT_ANCESTORS, HEAT_DAYS)),
    ("The desk", (UNDO_SECONDS, CLAIM_MINUTES, ALONE, SUSPEND_ALONE, SUSPEND_LONGEST)),
    ("By when cases are decided", tuple(TARGETS.values())),
)
OF_SECTION: Final = "in-"
"""With what the name of a section's setting begins."""

BY_NAME: Final = {knob.name: knob for _, knobs in GROUPS for knob in knobs}


def section_mode(section: str, *, is_used: bool = True) -> Knob:
    """Return the setting by which comments on the articles of a section are read.

    Its name is made of the section's own, so that it can be told when no article names it.
    """
    about = f"It holds for the articles in the section {section}, beside what holds for the site."
    return Knob(
        OF_SECTION + urlsafe_b64encode(section.encode()).decode().rstrip("="),
        f"When comments are read: {section}",
        about if is_used else f"{about} No article is in it now: was it renamed?",
        SITE,
        options=((SITE, "As on the whole site"), (PRE, "Each waits until a moderator has read it")),
    )


def sections_in(names: Iterable[str]) -> set[str]:
    """Return the sections that these names of settings are made of."""
    packed = (each.removeprefix(OF_SECTION) for each in names if each.startswith(OF_SECTION))
    return {urlsafe_b64decode(each + "=" * (-len(each) % 4)).decode() for each in packed}


def targets(chosen: Chosen) -> Mapping[str, timedelta]:
    """Return by when a case of each queue shall be decided."""
    return {queue: timedelta(**{knob.unit: chosen.number(knob)}) for queue, knob in TARGETS.items()}
