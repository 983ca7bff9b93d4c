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

__all__ = [
    "RHYTHMS",
    "InboxOut",
    "MailOut",
    "NoticeCard",
    "NoticeOut",
    "ReadOut",
    "StreamCard",
    "Written",
    "as_json",
    "cards",
    "choices_as_json",
    "stream_cards",
    "stream_name",
    "write",
]
