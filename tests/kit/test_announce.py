from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from discuss.kit import announce


@dataclass(frozen=True)
class Told:
    """Something that happened in a test."""

    word: str


def test_every_listener_hears_once_in_the_order_of_connecting(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announce, "_listeners", {})
    heard: list[str] = []

    def first(_session: Session, event: Told) -> None:
        heard.append(f"first {event.word}")

    def second(_session: Session, event: Told) -> None:
        heard.append(f"second {event.word}")

    announce.listen(Told, first)
    announce.listen(Told, second)
    announce.listen(Told, first)
    announce.announce(session, Told("yes"))
    assert heard == ["first yes", "second yes"]


def test_what_a_listener_refuses_is_refused_for_all(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announce, "_listeners", {})

    def refuse(_session: Session, _event: Told) -> None:
        raise ValueError("no")

    announce.listen(Told, refuse)
    with pytest.raises(ValueError, match="no"):
        announce.announce(session, Told("x"))


def test_an_event_that_nobody_listens_to_is_no_fault(session: Session) -> None:
    announce.announce(session, object())
