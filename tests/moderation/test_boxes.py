"""What a moderator typed stands again where it belongs, and nowhere else."""

import re

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.makers.accounts import sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    a_decision,
    a_held_comment,
    a_moderator,
    a_notice,
    a_report,
    case_of,
)
from tests.moderation.asking import post, sent

WORDS = "A long and careful message."


def _box(page: str, label: str) -> str:
    """Return what stands in the field of this label."""
    id_ = re.search(rf'<label for="([\w-]+)">{label}</label>', page)
    assert id_, label
    found = re.search(rf'<textarea[^>]* id="{id_[1]}"[^>]*>([^<]*)</textarea>', page)
    assert found, label
    return found[1]


def test_words_against_a_comment_do_not_become_the_words_that_put_it_back(
    client: FlaskClient, session: Session
) -> None:
    comment = a_held_comment(session)
    fields = sent(session, comment, "reject", explanation=WORDS)
    a_decision(session, comment, "reject")
    sign_in(client, a_moderator(session), session)
    page = post(client, f"/cases/{case_of(session, comment).id}/decisions", **fields)
    assert page.status_code == 409
    assert "What you typed is still below" in page.text
    assert _box(page.text, "Why it comes back") == ""
    assert _box(page.text, "Why it breaks this law") == ""
    assert f"readonly>{WORDS}</textarea>" in page.text


def test_a_refused_reason_to_keep_is_said_at_its_own_field(
    client: FlaskClient, session: Session
) -> None:
    comment = a_held_comment(session)
    a_decision(session, comment, "approve")
    a_notice(session, comment)
    sign_in(client, a_moderator(session), session)
    fields = sent(session, comment, "approve")
    page = post(client, f"/cases/{case_of(session, comment).id}/decisions", **fields)
    assert page.status_code == 422
    assert page.text.count('class="err"') == 1
    assert 'href="#keep-explanation"' in page.text
    assert 'id="reject" data-act hidden' in page.text


def test_what_was_typed_for_one_outcome_stays_in_its_box(
    client: FlaskClient, session: Session
) -> None:
    comment = a_held_comment(session)
    sign_in(client, a_moderator(session), session)
    fields = sent(session, comment, "reject", reason="", explanation=WORDS)
    page = post(client, f"/cases/{case_of(session, comment).id}/decisions", **fields)
    assert page.status_code == 422
    assert _box(page.text, "Message to the author") == WORDS
    assert _box(page.text, "Why it breaks this law") == ""
    assert page.text.count(WORDS) == 1


def test_what_readers_report_is_said_once_with_how_many_say_it(
    client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    for reason in ("spam", "insult", "insult"):
        a_report(session, comment, reason=reason)
    other = a_comment(session)
    for _ in range(2):
        a_report(session, other, reason="insult")
    sign_in(client, a_moderator(session), session)
    page = client.get(f"/desk/cases/{case_of(session, comment).id}").text
    assert "3 readers: it attacks a person (2), it is spam or advertising (1)." in page
    page = client.get(f"/desk/cases/{case_of(session, other).id}").text
    assert "2 readers: it attacks a person." in page
