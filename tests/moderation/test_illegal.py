"""What is against the law is removed by an admin or by two people, who name the law."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.comments import queries as comments
from discuss.kit import clock
from discuss.kit.errors import Conflict, Invalid, Refused
from discuss.moderation import actions, presenters, queries
from discuss.moderation.models import Decision, Statement
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    AGAINST_THE_LAW,
    DECIDED,
    a_decision,
    a_moderator,
    a_notice,
    a_proposal,
    a_report,
    an_objection,
    case_of,
    seen,
)
from tests.moderation.asking import post, sent

LAW = "Criminal Code, section 111 (Germany)"


def test_an_admin_removes_it_names_the_law_and_everybody_concerned_is_told(
    client: FlaskClient, session: Session
) -> None:
    author, admin = a_person(session), a_person(session, role="admin")
    comment = a_comment(session, author, body="Burn their house down.")
    reply = a_comment(session, parent=comment, body="You cannot mean that.")
    notice = a_notice(session, comment)
    sign_in(client, admin, session)
    path = f"/cases/{case_of(session, comment).id}/decisions"
    bare = post(client, path, **sent(session, comment, "remove_illegal", territory="Germany"))
    assert bare.status_code == 422
    assert "Name the law that it breaks" in bare.text
    assert "Write why it breaks this law" in bare.text
    assert 'value="Germany"' in bare.text
    full = sent(session, comment, "remove_illegal", **AGAINST_THE_LAW)
    assert post(client, path, **full).status_code == 303
    session.expire_all()
    assert (comment.state, comment.is_shown) == ("removed_illegal", True)
    page = client.get(f"/comments/{reply.id}").text
    assert "Removed for legal reasons." in page
    assert "Burn their house down." not in page
    decision = session.scalars(select(Decision)).one()
    statement = session.get_one(Statement, decision.id).text
    assert f"Which law, and why\n{LAW}. It calls for violence" in statement
    assert "for legal reasons" in statement
    card = presenters.notice_card(queries.noticed(session, notice.report_id), decision.effective_at)
    assert card.sentence.startswith("It is against the law: Criminal Code, section 111.")
    assert comments.recount(session) == []


def test_what_was_removed_as_illegal_comes_back_after_an_objection_and_can_be_undone(
    session: Session,
) -> None:
    author, admin = a_person(session), a_person(session, role="admin")
    comment = a_comment(session, author)
    a_report(session, comment)
    first = a_decision(session, comment, "remove_illegal", by=admin, **AGAINST_THE_LAW)
    actions.undo(session, actor_of(admin), first.id, DECIDED)
    session.commit()
    assert comment.state == "published"
    again = a_decision(session, comment, "remove_illegal", by=admin, **AGAINST_THE_LAW)
    an_objection(session, again, author)
    assert case_of(session, comment).queue == "objection"
    moderator = a_moderator(session)
    restored = a_decision(session, comment, "restore", by=moderator)
    assert comment.state == "published"
    actions.undo(session, actor_of(moderator), restored.id, DECIDED)
    session.commit()
    session.expire_all()
    assert (comment.state, comment.removal_note) == ("removed_illegal", "")


def test_a_moderator_proposes_it_and_another_says_yes(
    client: FlaskClient, session: Session
) -> None:
    author, first, second = a_person(session), a_moderator(session), a_moderator(session)
    comment = a_comment(session, author)
    a_report(session, comment)
    command = seen(session, comment, "remove_illegal", **AGAINST_THE_LAW)
    with pytest.raises(Refused, match="Two people remove a comment as illegal"):
        actions.decide(session, actor_of(first), command, DECIDED)
    sign_in(client, first, session)
    path = f"/cases/{case_of(session, comment).id}/decisions"
    full = sent(session, comment, "remove_illegal", **AGAINST_THE_LAW)
    assert post(client, path, **full).location == "/desk/proposals"
    assert comment.state == "published"
    assert "Somebody else says yes or no." in client.get("/desk/proposals").text
    batch = queries.proposals(session)[0].batch
    yes = f"/batches/{batch.id}/confirmation"
    assert post(client, yes).status_code == 403
    sign_in(client, second, session)
    page = client.get("/desk/proposals").text
    assert LAW in page
    assert yes in page
    answer = post(client, yes)
    assert "Removed as illegal: 1 comment." in client.get(answer.location).text
    session.expire_all()
    decision = session.scalars(select(Decision)).one()
    assert (decision.moderator_id, decision.second_id) == (first.id, second.id)
    assert comment.state == "removed_illegal"
    assert post(client, yes).status_code == 403
    actions.object_to(session, actor_of(author), decision.id, "It is a quote.", clock.now())
    for part in (first, second):
        waits = queries.counts(session, part.id, clock.now())
        assert waits.by_queue["objection"] == 0


def test_a_proposal_is_about_the_words_that_were_seen_and_ends_with_a_no(session: Session) -> None:
    first, second = a_moderator(session), a_moderator(session)
    comment = a_comment(session)
    a_report(session, comment)
    batch = a_proposal(session, comment, first)
    a_decision(session, comment, "approve")
    deed = actions.deeds_of(session, batch)[0]
    actions.confirm_batch(session, actor_of(second), batch.id, DECIDED)
    with pytest.raises(Conflict):
        actions.decide(session, actor_of(second), deed, DECIDED, batch)
    a_report(session, comment, reason="illegal", note="Section 111.")
    other = a_proposal(session, comment, first)
    assert queries.counts(session, second.id, DECIDED).proposed == 1
    actions.drop_batch(session, actor_of(first), other.id, DECIDED)
    assert queries.counts(session, second.id, DECIDED).proposed == 0
    with pytest.raises(Refused, match="Nothing waits"):
        actions.confirm_batch(session, actor_of(second), other.id, DECIDED)


def test_what_a_proposal_lacks_is_said_before_anybody_waits_for_it(session: Session) -> None:
    comment = a_comment(session)
    a_report(session, comment)
    with pytest.raises(Invalid, match="Name the law"):
        a_proposal(session, comment, a_moderator(session), law="")
