from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts import actions, queries
from discuss.accounts.acting import actor_of
from discuss.accounts.actions.commands import SignUp, Visit
from discuss.accounts.actions.events import Arrived, Erased
from discuss.accounts.models import Person, RoleGrant, SignIn
from discuss.kit import announce
from discuss.kit.errors import Gone, Invalid, Missing, Refused
from discuss.kit.outbox import Outgoing
from tests.makers.accounts import HASH, a_person

URL, SITE = "https://review.example", "The Harbour Review"


def a_sign_up(name: str = "Ruth Okafor", email: str = "ruth@example.org") -> SignUp:
    return SignUp(name=name, email=email, password_hash=HASH, site_url=URL, site_name=SITE)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What accounts announce, with nobody else listening."""
    events: list[object] = []
    hear = {kind: [lambda _session, event: events.append(event)] for kind in (Arrived, Erased)}
    monkeypatch.setattr(announce, "_listeners", hear)
    return events


def test_the_owner_claims_the_site_once(session: Session, now: datetime) -> None:
    secret = actions.owner_link(session, now)
    assert secret
    owner = actions.claim(session, secret, a_sign_up(), now)
    assert (owner.role, owner.confirmed_at) == ("admin", now)
    assert actions.owner_link(session, now) is None
    with pytest.raises(Gone):
        actions.claim(session, secret, a_sign_up("Eve", "eve@example.org"), now)


def test_a_second_owners_link_is_worth_nothing_once_there_is_an_admin(
    session: Session, now: datetime
) -> None:
    first, second = actions.owner_link(session, now), actions.owner_link(session, now)
    assert first
    assert second
    actions.claim(session, first, a_sign_up(), now)
    with pytest.raises(Refused):
        actions.claim(session, second, a_sign_up("Eve Adams", "eve@example.org"), now)


@pytest.mark.parametrize(
    ("purpose", "lives"),
    [
        ("confirm", timedelta(days=3)),
        ("reset", timedelta(minutes=30)),
        ("claim", timedelta(days=1)),
    ],
)
def test_a_link_grows_old(session: Session, now: datetime, purpose: str, lives: timedelta) -> None:
    secret = actions.new_link(session, purpose, a_person(session).id, lives, now)
    assert queries.usable_link(session, secret, purpose, now + lives - timedelta(seconds=1))
    with pytest.raises(Gone):
        queries.usable_link(session, secret, purpose, now + lives)


def test_a_link_opens_only_what_it_was_made_for(session: Session, now: datetime) -> None:
    secret = actions.new_link(session, "confirm", a_person(session).id, timedelta(days=1), now)
    with pytest.raises(Missing):
        queries.usable_link(session, secret, "reset", now)


def test_only_the_latest_link_of_a_kind_works(session: Session, now: datetime) -> None:
    ruth = a_person(session)
    first = actions.new_link(session, "reset", ruth.id, timedelta(hours=1), now)
    actions.new_link(session, "reset", ruth.id, timedelta(hours=1), now)
    with pytest.raises(Gone):
        actions.reset_password(session, first, HASH, now)


def test_whoever_signs_up_with_somebody_elses_address_gets_nothing_of_it(
    session: Session, now: datetime
) -> None:
    actions.sign_up(session, a_sign_up("Eve Adams"), now)
    eve = session.scalars(select(Person)).one()
    actions.sign_in(session, eve, Visit(device="Chrome on Mac", stay=True, kept={}), now)
    actions.sign_up(session, a_sign_up("Ruth Okafor"), now)
    assert not queries.sign_ins_of(session, eve.id, now)
    assert session.scalar(select(func.count()).select_from(Person)) == 1
    assert eve.name == "Ruth Okafor"


def test_a_sign_in_lasts_a_day_or_a_month(session: Session, now: datetime) -> None:
    ruth = a_person(session)
    for stay in (False, True):
        actions.sign_in(session, ruth, Visit(device="Firefox on Mac", stay=stay, kept={}), now)
    for later, left in ((timedelta(hours=23), 2), (timedelta(days=2), 1), (timedelta(days=31), 0)):
        assert len(queries.sign_ins_of(session, ruth.id, now + later)) == left


def test_what_was_typed_before_signing_in_is_handed_on(
    session: Session, now: datetime, heard: list[object]
) -> None:
    ruth, kept = a_person(session), {"place": "/articles/1/comments", "body": "I think so."}
    actions.sign_in(session, ruth, Visit(device="Edge on Windows", stay=False, kept=kept), now)
    assert heard == [Arrived(ruth.id, kept, now)]


def test_secrets_are_stored_only_as_digests(session: Session, now: datetime) -> None:
    ruth = a_person(session)
    visit = Visit(device="Firefox on Linux", stay=False, kept={})
    secret = actions.sign_in(session, ruth, visit, now)
    row = session.scalars(select(SignIn)).one()
    assert secret not in {row.secret_digest, row.device}


def test_deleting_an_account_takes_everything_personal_and_tells_the_others(
    session: Session, now: datetime, heard: list[object]
) -> None:
    ruth = a_person(session, name="Ruth Okafor")
    handle = ruth.handle
    actions.erase(session, actor_of(ruth), now)
    assert heard == [Erased(ruth.id, now)]
    assert (ruth.email, ruth.password_hash, ruth.erased_at) == (None, None, now)
    with pytest.raises(Missing):
        queries.by_handle(session, handle)


def test_the_name_of_a_deleted_account_is_free_again(session: Session, now: datetime) -> None:
    actions.erase(session, actor_of(a_person(session, name="Ruth Okafor")), now)
    assert a_person(session, name="Ruth Okafor").erased_at is None


def test_many_accounts_can_be_deleted(session: Session, now: datetime) -> None:
    for _ in range(3):
        actions.erase(session, actor_of(a_person(session)), now)
    names = session.scalars(select(Person.name).distinct()).all()
    assert names == ["Deleted account"]


def test_the_last_admin_cannot_leave_the_site_alone(session: Session, now: datetime) -> None:
    mara = a_person(session, role="admin")
    with pytest.raises(Refused, match="only admin"):
        actions.erase(session, actor_of(mara), now)
    a_person(session, role="admin")
    actions.erase(session, actor_of(mara), now)
    assert mara.erased_at == now


def test_only_an_admin_gives_roles_and_it_is_written_who_did(
    session: Session, now: datetime
) -> None:
    mara, ruth = a_person(session, role="admin"), a_person(session)
    with pytest.raises(Refused):
        actions.grant(session, actor_of(ruth), ruth, "admin", now)
    actions.grant(session, actor_of(mara), ruth, "moderator", now)
    grant = session.scalars(select(RoleGrant).where(RoleGrant.person_id == ruth.id)).one()
    assert (ruth.role, grant.granted_by_id, grant.granted_at) == ("moderator", mara.id, now)


def test_two_people_never_look_the_same(session: Session) -> None:
    a_person(session, name="Paul Olsson")
    with pytest.raises(Invalid) as refused:
        a_person(session, name="PauI 0lsson".replace("I", "1"))
    assert "name" in refused.value.fields


def test_asking_for_a_link_writes_as_much_for_a_stranger_and_mails_nobody(
    session: Session, now: datetime
) -> None:
    ruth = a_person(session)
    for email in (ruth.email or "", "nobody@example.org"):
        actions.ask_reset(session, email, URL, SITE, now)
    to = session.scalars(select(Outgoing).order_by(Outgoing.id)).all()
    assert [row.payload["to"] for row in to] == [ruth.id, 0]
    assert session.get(Person, 0) is None


def test_a_mail_leaves_once_and_names_its_site(session: Session, now: datetime) -> None:
    ruth = a_person(session, confirmed=False)
    actions.mail_confirmation(session, ruth, URL, SITE, now)
    mail = session.scalars(select(Outgoing)).one()
    assert (mail.kind, mail.payload["to"]) == ("mail", ruth.id)
    assert f"{URL}/confirm/" in mail.payload["text"]
    assert SITE in mail.payload["subject"]
