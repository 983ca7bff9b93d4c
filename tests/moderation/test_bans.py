"""A ban takes an earlier warning that stands, unless one breach is grave enough."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.kit.errors import Invalid, Refused
from discuss.moderation import actions
from discuss.moderation.queries.sanctions import is_warned
from discuss.moderation.rules import knobs
from tests.makers.accounts import a_person, actor_of, sign_in, token_of
from tests.makers.moderation import a_moderator, a_setting
from tests.moderation.test_sanctions import NOW, a_sanction, an_admin


def test_a_ban_takes_an_earlier_warning_that_stands_unless_the_breach_is_grave(
    client: FlaskClient, session: Session
) -> None:
    person, admin, moderator = a_person(session), an_admin(session), a_moderator(session)
    with pytest.raises(Invalid, match="takes an earlier warning") as refusal:
        a_sanction(session, person, "ban", by=moderator, clause="2")
    assert list(refusal.value.fields) == ["kind"]
    assert a_sanction(session, a_person(session), "ban", by=moderator, clause="6").kind == "ban"
    warning = a_sanction(session, person, by=moderator)
    ban = a_sanction(session, person, "ban", by=moderator, clause="2")
    actions.object_to_sanction(session, actor_of(person), warning.id, "Why?", NOW)
    answer = (warning.id, "reversed", "It was a quotation.", NOW)
    actions.answer_sanction(session, actor_of(admin), *answer)
    session.commit()
    with pytest.raises(Refused, match="takes an earlier warning"):
        actions.confirm_ban(session, actor_of(admin), ban.id, NOW)
    sign_in(client, admin, session)
    assert f"/sanctions/{ban.id}/confirmation" not in client.get("/desk/sanctions").text
    sign_in(client, moderator, session)
    path = f"/desk/people/{person.handle}"
    assert "except under rules 5 and 6" in client.get(path).text
    fields = {"kind": "ban", "clause": "2", "words": "A fourth attack."}
    refused = client.post(
        f"{path}/sanctions", data={"csrf_token": token_of(client, path), **fields}
    )
    assert (refused.status_code, "A fourth attack." in refused.text) == (422, True)
    assert "Warn this account first" in refused.text


def test_a_warning_that_was_lifted_allows_no_ban_either(session: Session) -> None:
    person, admin, moderator = a_person(session), an_admin(session), a_moderator(session)
    warning = a_sanction(session, person, by=moderator)
    ban = a_sanction(session, person, "ban", by=moderator, clause="2")
    assert is_warned(session, person.id)
    actions.lift(session, actor_of(moderator), warning.id, "It was a quotation.", NOW)
    session.commit()
    assert not is_warned(session, person.id)
    with pytest.raises(Refused, match="takes an earlier warning"):
        actions.confirm_ban(session, actor_of(admin), ban.id, NOW)
    with pytest.raises(Invalid, match="takes an earlier warning"):
        a_sanction(session, person, "ban", by=moderator, clause="2")


def test_how_long_moderators_suspend_and_how_long_anybody_does_is_set(session: Session) -> None:
    admin, moderator = an_admin(session), a_moderator(session)
    a_setting(session, knobs.SUSPEND_ALONE, 1)
    a_setting(session, knobs.SUSPEND_LONGEST, 5)
    days = [NOW + timedelta(days=n) for n in (1, 3, 6)]
    short = a_sanction(session, a_person(session), "suspension", moderator, days[0])
    with pytest.raises(Invalid, match="1 day at most"):
        a_sanction(session, a_person(session), "suspension", moderator, days[1])
    long = a_sanction(session, a_person(session), "suspension", admin, days[1])
    with pytest.raises(Invalid, match="5 days at most"):
        a_sanction(session, a_person(session), "suspension", admin, days[2])
    with pytest.raises(Refused, match="more than 1 day"):
        actions.lift(session, actor_of(moderator), long.id, "Enough.", NOW)
    assert actions.lift(session, actor_of(moderator), short.id, "Enough.", NOW)
