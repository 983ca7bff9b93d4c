"""A shift finds what the one before left: notes, who is on, where it is hot, what was put back."""

from datetime import timedelta
from itertools import product

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.actions import erase
from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.kit.audit import AuditRow, digest
from discuss.kit.errors import Missing, Refused
from discuss.moderation import actions, policy, queries
from discuss.moderation.models import Handover, HandoverTaking
from discuss.moderation.rules.shift import since_yesterday
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.articles import a_text, an_article
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_report,
    case_of,
)
from tests.moderation.test_policy_table import DESK, WHO

WORDS = "The thread on the bridge is heating up; Ivo spoke to the author."


def a_note(session: Session, by: Person, words: str = WORDS) -> Handover:
    left = actions.hand_over(session, actor_of(by), words, DECIDED)
    session.commit()
    return left


def limited(session: Session, *sections: str) -> Person:
    for section in sections:
        an_article(session, f"---\nsection: {section}\n---\n{a_text()}")
    person = a_moderator(session)
    actions.limit(session, None, person, sections, DECIDED)
    session.commit()
    return person


def deeds(session: Session) -> list[tuple[str, str]]:
    kept = select(AuditRow).where(AuditRow.deed.like("handover%"))
    rows = session.scalars(kept.order_by(AuditRow.n))
    return [(row.deed, row.about) for row in rows]


def test_a_note_stands_until_somebody_takes_it_over_and_is_on_record(session: Session) -> None:
    first, second = a_moderator(session, "Ada Lind"), a_moderator(session)
    left = a_note(session, first)
    assert a_note(session, first).id == left.id
    found = queries.handovers(session, frozenset())
    assert [(each.words, each.by) for each in found] == [(WORDS, "Ada Lind")]
    actions.take_handover(session, actor_of(second), left.id, DECIDED)
    session.commit()
    assert queries.handovers(session, frozenset()) == []
    with pytest.raises(Refused, match="taken this note over already"):
        actions.take_handover(session, actor_of(first), left.id, DECIDED)
    about = f"handover:{left.id}"
    assert deeds(session) == [("handover", about), ("handover_taken", about)]
    row = session.scalars(select(AuditRow).where(AuditRow.deed == "handover")).one()
    assert row.facts == {"words": digest(WORDS)}
    assert a_note(session, first).id != left.id


def test_a_note_of_other_sections_is_as_one_that_never_was(session: Session) -> None:
    politics, sport = limited(session, "Politics"), limited(session, "Sport")
    whole = a_moderator(session)
    left = a_note(session, politics)
    with pytest.raises(Missing) as gone:
        actions.take_handover(session, actor_of(sport), left.id, DECIDED)
    with pytest.raises(Missing) as never:
        actions.take_handover(session, actor_of(sport), left.id + 1, DECIDED)
    assert gone.value.sentence == never.value.sentence
    a_note(session, whole, "For everybody.")
    seen = {
        person.id: [each.words for each in queries.handovers(session, actor_of(person).sections)]
        for person in (politics, sport, whole)
    }
    assert seen[politics.id] == seen[whole.id] == ["For everybody.", WORDS]
    assert seen[sport.id] == ["For everybody."]


def test_whose_account_is_deleted_leaves_no_words(session: Session) -> None:
    moderator = a_moderator(session)
    a_note(session, moderator)
    erase(session, actor_of(moderator), clock.now())
    session.commit()
    assert session.scalars(select(Handover.words)).all() == [""]
    assert queries.handovers(session, frozenset()) == []


@pytest.mark.parametrize("is_taken", [False, True])
def test_who_takes_a_note_over(*, is_taken: bool) -> None:
    for who, actor in WHO.items():
        verdict = policy.may_take_handover(actor, is_taken=is_taken)
        assert bool(verdict) is (who in DESK and not is_taken), who
        assert verdict or verdict.sentence.endswith(".")


def test_who_has_a_case_or_decided_lately_is_on(session: Session) -> None:
    me, ada, ivo = a_moderator(session), a_moderator(session, "Ada"), a_moderator(session, "Ivo")
    now = DECIDED + timedelta(minutes=10)
    actions.claim(session, actor_of(ada), case_of(session, a_held_comment(session)).id, now)
    actions.claim(session, actor_of(me), case_of(session, a_held_comment(session)).id, now)
    for _ in range(2):
        a_decision(session, a_held_comment(session), by=ivo)
    found = queries.shift(session, actor_of(me), now).colleagues
    assert [(each.name, each.cases, each.decided) for each in found] == [
        ("Ada", 1, 0),
        ("Ivo", 0, 2),
    ]
    later = queries.shift(session, actor_of(me), now + timedelta(minutes=10))
    assert later.colleagues == []
    elsewhere = queries.shift(session, actor_of(limited(session, "Sport")), now)
    assert elsewhere.colleagues == []


def test_an_article_is_hot_by_its_comments_what_was_held_and_reports(session: Session) -> None:
    now = clock.now()
    hot = an_article(session, f"---\nsection: Politics\n---\n{a_text('A hot one')}").prompt
    cold = an_article(session).prompt
    for n, hours in product(range(4), (0, 3)):
        a_comment(session, prompt=hot, body=f"Words {n}.", at=now - timedelta(hours=hours))
    held = "The figures are here: https://example.org/figures"
    assert a_comment(session, prompt=hot, body=held, at=now).state == "held"
    for prompt in (hot, cold):
        old = a_comment(session, prompt=prompt, body="Old words.", at=now - timedelta(hours=3))
        a_report(session, old).created_at = now
    session.commit()
    found = queries.shift(session, actor_of(a_moderator(session)), now).hot
    assert [(each.comments, each.held, each.reports) for each in found] == [(5, 1, 1)]
    sport = queries.shift(session, actor_of(limited(session, "Sport")), now)
    assert [each.comments for each in sport.hot] == []


def test_what_was_put_back_since_yesterday_is_found(session: Session) -> None:
    me, author = a_moderator(session), a_person(session, "Karl Voss")
    comment = a_held_comment(session, author)
    a_decision(session, comment)
    a_decision(session, comment, "restore", by=a_moderator(session, "Ivo"))
    found = queries.shift(session, actor_of(me), DECIDED + timedelta(hours=20)).overturned
    assert [(each.author, each.by, each.words) for each in found] == [
        ("Karl Voss", "Ivo", "It was our mistake.")
    ]
    assert not queries.shift(session, actor_of(me), DECIDED + timedelta(days=2)).overturned


def test_yesterday_begins_at_midnight() -> None:
    assert since_yesterday(DECIDED) == DECIDED.replace(day=2, hour=0)


def test_the_shift_takes_four_statements(session: Session, query_budget: Budget) -> None:
    me = actor_of(a_moderator(session))
    for _ in range(3):
        a_decision(session, a_held_comment(session))
    with query_budget(4):  # notes, who is on, hot articles, what was overturned
        queries.shift(session, me, DECIDED)


def test_the_desk_shows_it_at_home_and_beside_no_case(
    client: FlaskClient, session: Session
) -> None:
    case_id = case_of(session, a_held_comment(session)).id
    a_note(session, a_moderator(session, "Ada Lind"))
    sign_in(client, a_moderator(session), session)
    home = client.get("/desk").text
    assert WORDS in home
    assert "Who else is on" in home
    for path in (f"/desk/cases/{case_id}", "/desk?queue=held", "/desk?section=Sport"):
        page = client.get(path).text
        assert WORDS not in page
        assert "Who else is on" not in page


def test_a_note_is_left_and_taken_over_by_forms_and_nothing_typed_is_lost(
    client: FlaskClient, session: Session
) -> None:
    sign_in(client, a_moderator(session, "Ada Lind"), session)
    long = "x" * 2001
    refused = send(client, "/desk/handovers", "/desk", words=long)
    assert (refused.status_code, long in refused.text) == (422, True)
    assert send(client, "/desk/handovers", "/desk", words=WORDS).status_code == 303
    left = session.scalars(select(Handover)).one()
    sign_in(client, a_moderator(session), session)
    assert "I take this over" in client.get("/desk").text
    path = f"/desk/handovers/{left.id}/taking"
    assert send(client, path, "/desk").status_code == 303
    assert WORDS not in client.get("/desk").text
    assert send(client, path, "/desk").status_code == 403
    assert session.scalar(select(func.count()).select_from(HandoverTaking)) == 1


def test_programs_hand_over_alike(client: FlaskClient, session: Session) -> None:
    secret = sign_in(client, a_moderator(session, "Ada Lind"), session)
    headers = {"Authorization": f"Bearer {secret}"}
    made = client.post("/api/v1/handovers", json={"words": WORDS}, headers=headers)
    assert made.status_code == 201
    note = made.json["notes"][0]  # type: ignore[index]
    assert (note["words"], note["by"]) == (WORDS, "Ada Lind")
    found = client.get("/api/v1/shift", headers=headers).json
    assert found is not None
    assert [each["id"] for each in found["notes"]] == [note["id"]]
    taken = client.post(f"/api/v1/handovers/{note['id']}/taking", json={}, headers=headers)
    assert (taken.status_code, taken.json["notes"]) == (200, [])  # type: ignore[index]
    reader = {"Authorization": f"Bearer {sign_in(client, a_person(session), session)}"}
    assert client.get("/api/v1/shift", headers=reader).status_code == 403
