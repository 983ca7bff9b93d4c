"""The orders of a discussion as readers are told of them, and why one is in force."""

from collections.abc import Sequence

from discuss.comments.rules import Order
from discuss.predictions.queries import Lead, Sight

NAMES = {
    Order.BEST: "Best",
    Order.NEWEST: "Newest",
    Order.OLDEST: "Oldest",
    Order.ANSWERED: "Most answered",
    Order.CONTROVERSIAL: "Disputed",
    Order.STAFF: "Staff first",
    Order.UNREAD: "Unread first",
    Order.FORECAST: "By forecast",
    Order.BRIDGING: "Bridging",
    Order.SAW: "Who saw it",
}
WHY = {
    Order.BEST: "Best first: by marks of good points and good sources; "
    "little evidence counts little.",
    Order.NEWEST: "Newest first.",
    Order.OLDEST: "Oldest first.",
    Order.ANSWERED: "Most direct replies first.",
    Order.CONTROVERSIAL: "Where readers' marks disagree most comes first.",
    Order.STAFF: "The site's own people first, then by marks.",
    Order.UNREAD: "What was answered or begun last comes first, with its latest replies; what you "
    "have read already follows.",
    Order.FORECAST: "The best comment of each fifth of the scale in turn, by what its author "
    "forecast on “{title}”. Comments without that forecast follow, best first.",
    Order.BRIDGING: "First what both sides accept: readers under 35% and over 65% on “{title}”. "
    "Where one side has marked too little, marks alone count.",
    Order.SAW: "Who saw it: the closer the author's forecast on “{title}” was when they wrote, the "
    "higher. Comments without one in time follow, best first.",
}
BY_TIME = tuple((order.value, NAMES[order]) for order in (Order.NEWEST, Order.OLDEST))
"""The orders of a part of a discussion."""
STORED = tuple(
    (order.value, NAMES[order])
    for order in (
        Order.BEST,
        Order.NEWEST,
        Order.OLDEST,
        Order.ANSWERED,
        Order.CONTROVERSIAL,
        Order.STAFF,
    )
)
"""The orders in which everybody finds every comment, whatever they have answered."""
TOO_SMALL = "Oldest first: with so few comments or marks, any other order would be chance."
HIDDEN = "Answer “{title}” first; then you can read in that order. Until then: {why}"
NEW_PLACES = " Two places a page are kept for comments of the last half hour."


def offered(sight: Sight, *, visits: bool) -> Sequence[tuple[str, str]]:
    """Return the orders that make sense here, by name and in words.

    `visits` says whether anybody keeps how far this reader has read.
    """
    there = {
        Order.UNREAD: visits,
        Order.FORECAST: sight.lead,
        Order.BRIDGING: sight.lead,
        Order.SAW: sight.decided,
    }
    return [(order.value, name) for order, name in NAMES.items() if there.get(order, True)]


def leader(order: Order, sight: Sight) -> Lead | None:
    """Return the question by which an order goes, None where it goes by none."""
    if order in {Order.FORECAST, Order.BRIDGING}:
        return sight.lead
    return sight.decided if order is Order.SAW else None


def why_of(order: Order, sight: Sight) -> str:
    """Return the sentence that explains an order."""
    lead = leader(order, sight)
    return WHY[order].format(title=lead.short_title if lead else "")
