"""Two moderators at the desk at once: one decision counts, and each learns of the other's."""

import pytest
from sqlalchemy import func, select

from discuss.accounts.models import Person
from discuss.comments import queries as comments
from discuss.comments.models import Comment
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.moderation import actions, queries
from discuss.moderation.actions.commands import Impose
from discuss.moderation.models import Claim, Decision, ObjectionAnswer, Sanction, Statement
from discuss.moderation.rules.claims import CLAIM
from tests.fixtures.sites import Site
from tests.makers.accounts import actor_of
from tests.moderation.newsroom import (
    ROUNDS,
    Later,
    Visitor,
    a_visit,
    a_visitor,
    as_body,
    as_seen,
    at_once,
    codes,
    reported,
)

pytestmark = pytest.mark.xdist_group("newsroom")

SIGHT = ("case_id", "revision_id", "state_version", "case_version", "last_report_id")
MANY_ROUNDS = 50
NO = {"words": "It stays as it is.", "outcome": "upheld"}
YES = {"words": "You are right.", "outcome": "reversed"}


def counted(site: Site, comment_id: int) -> tuple[object, ...]:
    """Return all by which a comment and its case are counted; what is stored is true."""
    with site.session() as session:
        assert comments.recount(session) == []
        comment = session.get_one(Comment, comment_id)
        case = queries.case_of(session, comment_id)
        assert case is not None
        kept = (comment.state, comment.is_shown, comment.reply_count, comment.removal_note)
        return (*kept, case.queue, case.neg_priority, case.report_count, case.closed_at is None)


def mails_to(site: Site, visitor: Visitor) -> list[str]:
    """Return the mails about decisions that somebody got so far."""
    while site.deliver():
        pass
    with site.session() as session:
        address = session.get_one(Person, visitor.id).email
    found = [path.read_text() for path in site.mail]
    return [text for text in found if f"To: {address}" in text and "rejected" in text]


def state_of(site: Site, comment_id: int) -> str:
    with site.session() as session:
        return session.get_one(Comment, comment_id).state


def test_1_of_two_who_decide_about_one_case_the_second_is_shown_the_first(
    newsroom: Site, later: Later
) -> None:
    first = a_visitor(newsroom, "moderator", "Salma Idris")
    second, author = a_visitor(newsroom, "moderator"), a_visitor(newsroom)
    for _ in range(ROUNDS):
        shared = as_seen(newsroom, reported(newsroom))
        assert codes(at_once(lambda: first.decides(shared), lambda: second.decides(shared))) == [  # noqa: B023
            201,
            409,
        ]
        with newsroom.session() as session:
            made = session.scalars(select(Decision.id).where(Decision.case_id == shared.case_id))
            assert session.get(Statement, made.one()) is not None
    comment_id = reported(newsroom, author)
    mine, yours = (as_seen(newsroom, comment_id, reason=reason) for reason in ("SPAM", "AD"))
    assert first.decides(mine).status_code == 201
    fields = as_body(yours) | {"explanation": "My own careful words."}
    answer = second.send(f"/cases/{fields.pop('case_id')}/decisions", **fields)
    assert answer.status_code == 409
    assert "Rejected, spam, rule 6, by Salma Idris" in answer.text
    assert "My own careful words." in answer.text
    later(seconds=13)
    assert len(mails_to(newsroom, author)) == 1


def test_2_words_that_their_author_changes_meanwhile_are_shown_and_not_decided_about(
    newsroom: Site,
) -> None:
    moderator, author = a_visitor(newsroom, "moderator"), a_visitor(newsroom)
    for _ in range(ROUNDS):
        comment_id = reported(newsroom, author := a_visitor(newsroom))
        seen, new = as_seen(newsroom, comment_id), {"revision_n": 1, "body": "Green."}
        decided, edited = at_once(
            lambda: moderator.decides(seen),  # noqa: B023
            lambda: author.call(f"/comments/{comment_id}", new, "PUT"),  # noqa: B023
        )
        assert (decided.status_code, edited.status_code) in {(201, 403), (409, 200)}
    comment_id = reported(newsroom, author := a_visitor(newsroom), "The bridge is blue.")
    fields = as_body(as_seen(newsroom, comment_id, reason="OTHER", explanation="My words."))
    page = f"/desk/cases/{fields.pop('case_id')}"
    assert "What changed" not in moderator.get(page).text
    new = {"revision_n": 1, "body": "The bridge is green."}
    assert author.call(f"/comments/{comment_id}", new, "PUT").status_code == 200
    assert "What changed since the first report" in moderator.get(page).text
    answer = moderator.send(f"{page.removeprefix('/desk')}/decisions", **fields)
    assert answer.status_code == 409
    assert "What changed since you looked" in answer.text
    assert "<del>blue.</del> <ins>green.</ins>" in answer.text
    assert "My words." in answer.text


def test_3_what_is_undone_at_eleven_seconds_was_never_told_and_changes_no_count(
    newsroom: Site, later: Later
) -> None:
    first, second = a_visitor(newsroom, "moderator"), a_visitor(newsroom, "moderator")
    author = a_visitor(newsroom)
    comment_id = reported(newsroom, author)
    before = counted(newsroom, comment_id)
    made = first.decides(as_seen(newsroom, comment_id))
    later(seconds=11)
    assert first.call(f"/decisions/{made.json['id']}/reversal").status_code == 200
    later(seconds=60)
    assert mails_to(newsroom, author) == []
    assert counted(newsroom, comment_id) == before
    for _ in range(ROUNDS):
        comment_id = reported(newsroom)
        number = first.decides(as_seen(newsroom, comment_id)).json["id"]
        back = as_seen(newsroom, comment_id, "restore")
        undone, restored = at_once(
            lambda: first.call(f"/decisions/{number}/reversal"),  # noqa: B023
            lambda: second.decides(back),  # noqa: B023
        )
        assert (undone.status_code, restored.status_code) in {(200, 409), (409, 201)}
        assert counted(newsroom, comment_id)[0] == "published"


def test_4_at_thirteen_seconds_undoing_is_refused_and_restoring_needs_a_reason(
    newsroom: Site, later: Later
) -> None:
    first, second = a_visitor(newsroom, "moderator"), a_visitor(newsroom, "moderator")
    comment_id = reported(newsroom)
    number = first.decides(as_seen(newsroom, comment_id)).json["id"]
    later(seconds=13)
    refused = first.call(f"/decisions/{number}/reversal")
    assert (refused.status_code, "has been told" in refused.text) == (403, True)
    back = as_seen(newsroom, comment_id, "restore")
    silent = second.decides(back, explanation="")
    assert (silent.status_code, "Say why" in silent.text) == (422, True)
    assert state_of(newsroom, comment_id) == "rejected"
    assert second.decides(back).status_code == 201
    assert state_of(newsroom, comment_id) == "published"


def test_5_who_let_a_case_run_out_decides_only_if_nothing_happened_to_it(
    newsroom: Site, later: Later
) -> None:
    first, second = a_visitor(newsroom, "moderator"), a_visitor(newsroom, "moderator")
    seen = [as_seen(newsroom, reported(newsroom)) for _ in range(2)]
    for each in seen:
        first.get(f"/desk/cases/{each.case_id}")
    later(seconds=CLAIM.total_seconds() + 1)
    for each in seen:
        assert "is working on this" not in second.get(f"/desk/cases/{each.case_id}").text
        assert "is working on this" in first.get(f"/desk/cases/{each.case_id}").text
    assert first.decides(seen[0]).status_code == 201
    assert second.decides(seen[1]).status_code == 201
    assert first.decides(seen[1]).status_code == 409
    for _ in range(ROUNDS):
        case_id = as_seen(newsroom, reported(newsroom)).case_id
        page = f"/desk/cases/{case_id}"
        at_once(lambda: first.get(page), lambda: second.get(page))  # noqa: B023
        with newsroom.session() as session:
            held = select(func.count()).select_from(Claim).where(Claim.case_id == case_id)
            assert session.scalar(held) == 1


def test_6_an_objection_is_never_offered_to_who_decided_not_even_by_its_address(
    newsroom: Site, later: Later
) -> None:
    first, author = a_visitor(newsroom, "moderator"), a_visitor(newsroom)
    second, third = a_visitor(newsroom, "moderator"), a_visitor(newsroom, "moderator")
    for turn in range(ROUNDS):
        later(seconds=0)
        seen = as_seen(newsroom, reported(newsroom, author := a_visitor(newsroom)))
        number = first.decides(seen).json["id"]
        later(seconds=13)
        said = author.call(f"/decisions/{number}/objection", {"words": "I meant the law."})
        assert said.status_code == 201
        answer, page = f"/decisions/{number}/objection/answer", f"/desk/cases/{seen.case_id}"
        assert seen.case_id not in waiting(first)
        assert seen.case_id in waiting(second)
        assert first.call(answer, YES).status_code == 403
        if not turn:
            assert "Somebody else answers the objection." in first.get(page).text
            assert answer not in first.get(page).text
            assert answer in second.get(page).text
        both = at_once(lambda: second.call(answer, YES), lambda: third.call(answer, NO))  # noqa: B023
        assert codes(both) == [201, 409]
        with newsroom.session() as session:
            assert session.get_one(ObjectionAnswer, number).moderator_id != first.id


def waiting(moderator: Visitor) -> list[int]:
    """Return the cases with an objection that are offered to a moderator."""
    found = moderator.call("/cases?queue=objection", method="GET").json
    return [each["id"] for each in found["cases"]]


def test_7_a_ban_is_not_confirmed_by_who_proposed_it_in_another_visit_either(
    newsroom: Site,
) -> None:
    proposer = a_visitor(newsroom, "admin")
    elsewhere, admins = a_visit(newsroom, proposer.id), [a_visitor(newsroom, "admin")]
    admins.append(a_visitor(newsroom, "admin"))
    for _ in range(ROUNDS):
        person = a_visitor(newsroom)
        with newsroom.session() as session:
            handle = session.get_one(Person, person.id).handle
            by = actor_of(session.get_one(Person, proposer.id))
            command = Impose(handle, "ban", "6", "A farm of accounts.", None)
            number = actions.impose(session, by, command, clock.now()).id
        path = f"/sanctions/{number}/confirmation"
        assert elsewhere.send(path).status_code == 403
        assert person.get("/settings").status_code == 200
        both = at_once(lambda: admins[0].send(path), lambda: admins[1].send(path))  # noqa: B023
        assert codes(both) == [303, 403]
        with newsroom.session() as session:
            row = session.scalars(select(Sanction).where(Sanction.person_id == person.id)).one()
            assert queries.sanction(session, row.id).is_in_force(clock.now())
            assert session.get_one(Person, person.id).suspended_until is not None


def test_8_forty_cases_are_decided_once_a_second_person_says_yes(newsroom: Site) -> None:
    first, second = a_visitor(newsroom, "moderator"), a_visitor(newsroom, "moderator")
    third = a_visitor(newsroom, "moderator")
    for turn in range(1 if ROUNDS < MANY_ROUNDS else 3):
        ids = [reported(newsroom) for _ in range(40)]
        sights = [as_seen(newsroom, each) for each in ids]
        fields = {
            "seen": [":".join(str(getattr(each, name)) for name in SIGHT) for each in sights],
            "outcome": "reject",
            "reason": "SPAM",
            "submission_key": f"forty-at-once-{turn}",
        }
        assert first.send("/desk/bulk", **fields).location == "/desk/proposals"
        assert {state_of(newsroom, each) for each in ids} == {"published"}
        page = second.get("/desk/proposals").text
        assert "Reject 40 comments" in page
        yes = page.split('action="', 2)[-1].split('"')[0]
        assert first.send(yes).status_code == 403
        both = at_once(lambda: second.send(yes), lambda: third.send(yes))  # noqa: B023
        assert codes(both) == [303, 403]
        assert {state_of(newsroom, each) for each in ids} == {"rejected"}
        with newsroom.session() as session:
            lines = select(func.count(AuditRow.n)).where(
                AuditRow.deed == "decision",
                AuditRow.about.in_([f"comment:{each}" for each in ids]),
            )
            assert session.scalar(lines) == 40
            assert comments.recount(session) == []
