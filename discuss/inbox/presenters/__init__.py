"""What people are told, as pages, programs and mails show it."""

from discuss.inbox.presenters.choices import (
    RHYTHMS,
    MailOut,
    StreamCard,
    choices_as_json,
    stream_cards,
    stream_name,
)
from discuss.inbox.presenters.letters import Written, write
from discuss.inbox.presenters.notices import (
    InboxOut,
    NoticeCard,
    NoticeOut,
    ReadOut,
    as_json,
    cards,
)
from discuss.inbox.presenters.places import (
    PlaceCard,
    WatchesOut,
    WatchOut,
    number_of,
    options,
    place_card,
    watches_out,
)

__all__ = [
    "RHYTHMS",
    "InboxOut",
    "MailOut",
    "NoticeCard",
    "NoticeOut",
    "PlaceCard",
    "ReadOut",
    "StreamCard",
    "WatchOut",
    "WatchesOut",
    "Written",
    "as_json",
    "cards",
    "choices_as_json",
    "number_of",
    "options",
    "place_card",
    "stream_cards",
    "stream_name",
    "watches_out",
    "write",
]
