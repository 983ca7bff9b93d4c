"""What somebody follows and mutes, as pages and the API show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from discuss.inbox.models import Watch
from discuss.inbox.queries import Named, Place
from discuss.inbox.rules import Attitude, Kind

WHAT = {
    Kind.DISCUSSION: "The discussion",
    Kind.THREAD: "A thread",
    Kind.QUESTION: "The question",
    Kind.GROUP: "The group of questions",
}
FOLLOW = {
    Kind.DISCUSSION: "You are told of every new comment in it, in one notice until you read it.",
    Kind.THREAD: "You are told of every new comment in it, in one notice until you read it.",
    Kind.QUESTION: "You are told when it is decided, also without a forecast of yours.",
    Kind.GROUP: "You are told of each of its questions that is decided, also of those added later.",
}
MUTE = {
    Kind.DISCUSSION: "No notices from it, not even of replies to you.",
    Kind.THREAD: "No notices from it, not even of replies to you.",
    Kind.QUESTION: "No notice when it is decided.",
    Kind.GROUP: "No notice when its questions are decided.",
}
USUAL = {
    Kind.DISCUSSION: "You are told of replies and mentions.",
    Kind.THREAD: "You are told of replies and mentions.",
    Kind.QUESTION: "You are told when it is decided, if you answered it.",
    Kind.GROUP: "You are told of each of its questions that is decided, if you answered it.",
}


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place that can be followed, with what somebody wants to hear of it."""

    address: str
    """Where that is changed."""
    path: str
    what: str
    title: str
    attitude: str


class WatchOut(BaseModel):
    """What you want to hear of a place: `follow`, `mute` or `none`."""

    kind: Kind
    id: int
    """Of the article, of the comment at the thread's top, of the question or of the group."""
    attitude: Attitude


class WatchesOut(BaseModel):
    """What you follow and mute, the latest first."""

    places: list[WatchOut]


def number_of(place: Place | Watch, named: Named) -> int:
    """Return the number by which addresses name a place; a discussion goes by its article's."""
    if place.kind == Kind.DISCUSSION:
        return named.article_id
    return place.id if isinstance(place, Place) else place.place_id


def place_card(place: Place | Watch, named: Named, title: str, attitude: str) -> PlaceCard:
    """Return a place for its page and for the list; without a title it has its article's."""
    kind, number = Kind(place.kind), number_of(place, named)
    paths = {
        Kind.DISCUSSION: f"/articles/{named.slug}#talk",
        Kind.THREAD: f"/comments/{number}#c{number}",
        Kind.QUESTION: f"/questions/{number}",
        Kind.GROUP: f"/groups/{number}",
    }
    address = f"/watching/{kind.value}/{number}"
    return PlaceCard(address, paths[kind], WHAT[kind], title or named.headline, attitude)


def options(kind: Kind) -> list[tuple[str, str, str]]:
    """Return the choices of a place: value, label and what it means."""
    return [
        (Attitude.FOLLOW.value, "Follow", FOLLOW[kind]),
        (Attitude.NONE.value, "As usual", USUAL[kind]),
        (Attitude.MUTE.value, "Mute", MUTE[kind]),
    ]


def watches_out(watches: Sequence[Watch], named: Mapping[int, Named]) -> WatchesOut:
    """Return what somebody follows and mutes for the API."""
    return WatchesOut(
        places=[
            WatchOut(
                kind=Kind(each.kind),
                id=number_of(each, named[each.prompt_id]),
                attitude=Attitude(each.attitude),
            )
            for each in watches
            if each.prompt_id in named
        ]
    )
