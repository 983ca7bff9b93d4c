"""Whoever decides sees what was decided before about the like."""

from dataclasses import dataclass

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from discuss.accounts.actions import limit
from discuss.moderation.rules.nearest import SHOWN, TELLING, nearest
from tests.makers.accounts import sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_report,
    case_of,
)


@dataclass(frozen=True)
class Past:
    text: str
    causes: tuple[str, ...] = ()


def test_what_brought_a_case_here_comes_before_its_words() -> None:
    linked, worded, other = Past("Buy", ("link",)), Past("cheap green paint"), Past("Quite so")
    assert nearest("Cheap green paint here", {"link"}, [other, worded, linked]) == [linked, worded]


@given(st.text(), st.lists(st.builds(Past, st.text()), max_size=9))
def test_never_more_than_three_are_named_and_none_that_shares_nothing(
    text: str, past: list[Past]
) -> None:
    found = nearest(text, (), past)
    assert len(found) <= SHOWN
    said = set(TELLING.findall(text.casefold()))
    assert all(said & set(TELLING.findall(each.text.casefold())) for each in found)


def test_a_case_names_the_rule_that_a_like_comment_fell_under(
    client: FlaskClient, session: Session
) -> None:
    earlier = a_comment(session, body="The mayor is a liar, and his cousin paints.")
    a_report(session, earlier, reason="insult")
    a_decision(session, earlier, "reject", reason="HARASSMENT")
    taken_back = a_held_comment(session)
    mistaken = a_comment(session, body="The mayor is a liar, said his aunt.")
    a_report(session, mistaken, reason="insult")
    a_decision(session, mistaken, "reject", reason="HARASSMENT")
    a_decision(session, mistaken, "restore")
    comment = a_comment(session, body="The mayor is a liar.")
    a_report(session, comment, reason="insult")
    sign_in(client, a_moderator(session), session)
    page = client.get(f"/desk/cases/{case_of(session, comment).id}").text
    before = page.partition("Decided before about the like")[2].partition("</ol>")[0]
    assert f'href="/desk/cases/{case_of(session, earlier).id}"' in before
    assert "Rejected, following or threatening somebody, rule 5" in before
    assert "his cousin paints" in before
    for each in (taken_back, mistaken):
        assert f'href="/desk/cases/{case_of(session, each).id}"' not in before


def test_whoever_is_limited_to_sections_reads_of_no_other_decision(
    client: FlaskClient, session: Session
) -> None:
    moderator = a_moderator(session)
    a_decision(session, a_held_comment(session), "reject")
    comment = a_held_comment(session)
    case = case_of(session, comment)
    sign_in(client, moderator, session)
    assert "Decided before" in client.get(f"/desk/cases/{case.id}").text
    case.section = "Culture"
    limit(session, None, moderator, ["Culture"], DECIDED)
    session.commit()
    page = client.get(f"/desk/cases/{case.id}")
    assert page.status_code == 200
    assert "Decided before" not in page.text
