"""Moderators act on what they come upon while reading, and go through the list case by case."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.actions import limit
from discuss.comments import actions as comments
from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.moderation import actions, queries
from discuss.moderation.queries import Sought
from discuss.moderation.queries.desk import PAGE
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import DECIDED, a_decision, a_held_comment, a_moderator, case_of
from tests.moderation.asking import post, sent


def test_a_moderator_rejects_what_nobody_reported(client: FlaskClient, session: Session) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    sign_in(client, moderator, session)
    assert f'formaction="/comments/{comment.id}/case"' in client.get(f"/comments/{comment.id}").text
    taken = post(client, f"/comments/{comment.id}/case")
    case = case_of(session, comment)
    assert (taken.status_code, taken.location) == (303, f"/desk/cases/{case.id}")
    assert queries.next_after(session, moderator.id, Sought(DECIDED)) is None
    answer = post(client, f"/cases/{case.id}/decisions", **sent(session, comment, "reject"))
    assert answer.status_code == 303
    session.expire_all()
    assert comment.state == "rejected"
    decided = queries.last_rejection(session, case.id)
    assert decided is not None
    assert decided.source == "own"


def test_the_way_to_the_desk_is_shown_to_moderators_alone(
    client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    for role in ("reader", "editor"):
        sign_in(client, a_person(session, role=role), session)
        assert "Open at the desk" not in client.get(f"/comments/{comment.id}").text
        assert post(client, f"/comments/{comment.id}/case").status_code == 403
    moderator = a_moderator(session)
    own = a_comment(session, moderator)
    sign_in(client, moderator, session)
    assert "Open at the desk" not in client.get(f"/comments/{own.id}").text


def test_a_case_that_is_there_is_taken_up_as_it_is(session: Session) -> None:
    comment, moderator = a_held_comment(session), a_moderator(session)
    case = case_of(session, comment)
    taken = actions.take_up(session, actor_of(moderator), comment.id, DECIDED)
    assert (taken.id, taken.closed_at) == (case.id, None)
    a_decision(session, comment, "approve")
    again = actions.take_up(session, actor_of(moderator), comment.id, DECIDED)
    assert again.id == case.id


def test_nobody_takes_up_what_is_not_theirs_to_moderate(session: Session) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    limit(session, None, moderator, ["Elsewhere"], DECIDED)
    with pytest.raises(Missing):
        actions.take_up(session, actor_of(moderator), comment.id, DECIDED)


def test_a_moderator_opens_no_case_about_their_own_comment(
    client: FlaskClient, session: Session
) -> None:
    moderator = a_moderator(session)
    own = a_comment(session, moderator)
    sign_in(client, moderator, session)
    refused = post(client, f"/comments/{own.id}/case")
    assert refused.status_code == 403
    assert "This comment is yours." in refused.text
    assert queries.case_of(session, own.id) is None


@pytest.mark.parametrize("state", ["withdrawn", "erased"])
def test_nobody_opens_a_case_about_what_is_not_there_any_more(
    client: FlaskClient, session: Session, state: str
) -> None:
    author, moderator = a_person(session), a_moderator(session)
    comment = a_comment(session, author)
    if state == "withdrawn":
        comments.withdraw(session, actor_of(author), comment.id, clock.now())
    else:
        accounts.erase(session, actor_of(author), clock.now())
    session.commit()
    assert comment.state == state
    sign_in(client, moderator, session)
    assert "Open at the desk" not in client.get(f"/comments/{comment.id}").text
    refused = post(client, f"/comments/{comment.id}/case")
    assert refused.status_code == 403
    assert "nothing to decide" in refused.text
    assert queries.case_of(session, comment.id) is None


def test_a_case_that_is_there_is_opened_after_its_comment_went(session: Session) -> None:
    author, moderator = a_person(session), a_moderator(session)
    comment = a_held_comment(session, author)
    case = case_of(session, comment)
    comments.withdraw(session, actor_of(author), comment.id, clock.now())
    assert actions.take_up(session, actor_of(moderator), comment.id, DECIDED).id == case.id


def _onward(page: str) -> str:
    found = re.search(r'href="([^"]+)" data-do="onward"', page)
    return found[1].replace("&amp;", "&") if found else ""


def test_every_case_is_reached_by_going_on_over_the_pages_of_the_list(
    client: FlaskClient, session: Session
) -> None:
    cases = {case_of(session, a_held_comment(session)).id for _ in range(PAGE + 2)}
    sign_in(client, a_moderator(session), session)
    place, met = f"/desk/cases/{min(cases)}?queue=held", []
    while place:
        page = client.get(place)
        found = re.search(r"/desk/cases/(\d+)[^\"]*\" aria-current", page.text)
        if found:
            met.append(int(found[1]))
            place = _onward(page.text)
            assert not place or "queue=held" in place
        else:
            first = re.search(r'<a href="(/desk/cases/\d+[^"]*)"', page.text)
            assert first
            place = first[1].replace("&amp;", "&")
    assert sorted(met) == sorted(cases)


def test_a_program_takes_up_a_comment_and_gets_what_a_decision_names(
    client: FlaskClient, session: Session
) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    headers = {"Authorization": f"Bearer {sign_in(client, moderator, session)}"}
    made = client.post(f"/api/v1/comments/{comment.id}/case", headers=headers)
    assert made.status_code == 200
    again = client.post(f"/api/v1/comments/{comment.id}/case", headers=headers)
    assert again.get_json() == made.get_json()
    assert made.get_json()["id"] == case_of(session, comment).id


def test_a_moderator_of_other_sections_is_offered_nothing_of_the_desk_below_an_article(
    client: FlaskClient, session: Session
) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    a_comment(session, parent=comment)
    limit(session, None, moderator, ["Elsewhere"], DECIDED)
    session.commit()
    article = client.get("/").location
    sign_in(client, moderator, session)
    pages = (article, f"/comments/{comment.id}", f"/comments/{comment.id}/replies")
    for path in pages:
        page = client.get(path).text
        assert "Open at the desk" not in page
        assert "End the replies here" not in page
        assert "Slow this discussion" not in page
    limit(session, None, moderator, [], DECIDED)
    session.commit()
    assert all("Open at the desk" in client.get(path).text for path in pages)
    assert "Slow this discussion" in client.get(article).text
