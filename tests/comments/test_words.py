"""Posting, editing and withdrawing: what people write is kept, once, and stays theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.actions.events import Arrived, Erased
from discuss.accounts.rules import STRANGER
from discuss.articles.models import Prompt
from discuss.comments import actions, queries
from discuss.comments.actions.commands import Edit, Post
from discuss.comments.actions.events import Held, HoldReason, Posted, Submitted
from discuss.comments.models import Comment, CommentRevision, Draft, Hold
from discuss.kit import announce as news
from discuss.kit.errors import Conflict, Missing, Refused, TooSoon, Unknown
from discuss.kit.richtext import render
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.comments import a_comment, a_discussion


def words(
    prompt_id: int, source: str = "So.", key: str = "k", parent: Comment | None = None
) -> Post:
    """Return the deed of posting `source`."""
    return Post(
        prompt_id=prompt_id,
        parent_id=parent.id if parent else None,
        source=source,
        rendered=render(source),
        submission_key=key,
        attach=False,
    )


def new_words(comment: Comment, source: str) -> Edit:
    """Return the deed of changing a comment as it stands."""
    return Edit(comment.id, comment.revision_n, source, render(source))


@contextmanager
def objecting(word: str) -> Iterator[list[object]]:
    """Let a listener object to `word`; yield what is announced meanwhile."""
    heard: list[object] = []

    def object_to(session: Session, event: Submitted) -> None:
        del session
        if word in event.revision.text:
            event.holds.append(HoldReason("suspect_word", word))

    def note(session: Session, event: object) -> None:
        del session
        heard.append(event)

    before = {kind: list(known) for kind, known in news._listeners.items()}  # noqa: SLF001
    news._listeners.pop(Submitted, None)  # noqa: SLF001
    news.listen(Submitted, object_to)
    for kind in (Held, Posted):
        news._listeners[kind] = []  # noqa: SLF001
        news.listen(kind, note)
    try:
        yield heard
    finally:
        news._listeners.clear()  # noqa: SLF001
        news._listeners.update(before)  # noqa: SLF001


def test_a_comment_is_rendered_once_and_shown(session: Session) -> None:
    comment = a_comment(session, body="Here is a **source**.")

    revision = queries.revision(session, comment.id, 1)
    assert (comment.state, comment.is_shown) == ("published", True)
    assert "<strong>source</strong>" in revision.html
    assert revision.text == "Here is a source."
    assert queries.discussion(session, comment.prompt_id).comment_count == 1


def test_readers_answer_at_any_depth(session: Session) -> None:
    branch = [a_comment(session)]
    for _ in range(12):
        branch.append(a_comment(session, parent=branch[-1]))

    assert [comment.depth for comment in branch] == list(range(13))
    assert {comment.root_id for comment in branch[1:]} == {branch[0].id}
    session.refresh(branch[0])
    assert (branch[0].reply_count, branch[0].descendant_count) == (1, 12)


def test_a_double_submit_makes_one_comment(session: Session, now: datetime) -> None:
    prompt, ada = a_discussion(session), actor_of(a_person(session))

    first = actions.post(session, ada, words(prompt.id, key="once"), now)
    again = actions.post(session, ada, words(prompt.id, key="once"), now)

    assert again.id == first.id
    assert queries.discussion(session, prompt.id).comment_count == 1


def test_two_people_may_send_the_same_key(session: Session, now: datetime) -> None:
    prompt = a_discussion(session)
    sent = [
        actions.post(session, actor_of(a_person(session)), words(prompt.id, key="same"), now)
        for _ in range(2)
    ]

    assert sent[0].id != sent[1].id


def test_a_stranger_is_asked_to_sign_in(session: Session, now: datetime) -> None:
    with pytest.raises(Unknown):
        actions.post(session, STRANGER, words(a_discussion(session).id), now)


def test_an_unconfirmed_reader_is_told_where_the_link_is(session: Session, now: datetime) -> None:
    newcomer = actor_of(a_person(session, confirmed=False))

    with pytest.raises(Refused, match="link is in your mail"):
        actions.post(session, newcomer, words(a_discussion(session).id), now)


def test_a_quick_author_is_told_how_long_to_wait(session: Session, now: datetime) -> None:
    prompt, ada = a_discussion(session), actor_of(a_person(session))
    actions.post(session, ada, words(prompt.id, key="one"), now)

    with pytest.raises(TooSoon, match="again in 7 seconds") as refused:
        actions.post(session, ada, words(prompt.id, key="two"), now + timedelta(seconds=3))

    assert refused.value.seconds == 7
    assert actions.post(session, ada, words(prompt.id, key="two"), now + timedelta(seconds=10))


def test_a_parent_of_another_discussion_is_no_parent(session: Session, now: datetime) -> None:
    parent = a_comment(session)
    elsewhere = an_article(session).prompt
    assert elsewhere is not None

    with pytest.raises(Missing):
        actions.post(session, actor_of(a_person(session)), words(elsewhere.id, parent=parent), now)


@pytest.mark.parametrize("state", ["held", "hidden", "rejected", "withdrawn", "erased"])
def test_words_that_are_gone_take_no_reply(session: Session, now: datetime, state: str) -> None:
    parent = a_comment(session)
    actions.return_to(session, parent, state, "", now)

    with pytest.raises(Refused, match="takes no replies"):
        actions.post(
            session, actor_of(a_person(session)), words(parent.prompt_id, parent=parent), now
        )


def test_a_conversation_goes_on_below_a_note(session: Session, now: datetime) -> None:
    root = a_comment(session)
    reply = a_comment(session, parent=root)
    actions.reject(session, root, "Rule 2.", now)

    answer = a_comment(session, parent=reply)

    assert (answer.state, answer.is_shown) == ("published", True)


def test_words_that_are_objected_to_wait_unseen(session: Session, now: datetime) -> None:
    prompt, ada = a_discussion(session), actor_of(a_person(session))

    with objecting("casino") as heard:
        comment = actions.post(session, ada, words(prompt.id, "A casino."), now)

    assert (comment.state, comment.is_shown) == ("held", False)
    assert [type(event) for event in heard] == [Held]
    assert session.scalars(select(Hold.reason)).all() == ["suspect_word"]
    assert queries.discussion(session, prompt.id).comment_count == 0


def test_an_edit_is_looked_at_like_a_new_comment(session: Session, now: datetime) -> None:
    ada = a_person(session)
    comment = a_comment(session, author=ada, at=now)

    with objecting("casino"):
        actions.edit(session, actor_of(ada), new_words(comment, "A casino."), now)

    assert (comment.state, comment.is_shown) == ("held", False)
    assert queries.discussion(session, comment.prompt_id).comment_count == 0


def test_every_wording_is_kept(session: Session, now: datetime) -> None:
    ada = a_person(session)
    comment = a_comment(session, author=ada, body="First.", at=now)
    later = now + timedelta(minutes=14)

    actions.edit(session, actor_of(ada), new_words(comment, "Second."), later)
    actions.edit(session, actor_of(ada), new_words(comment, "Third."), later)

    kept = queries.revisions(session, comment.id)
    assert [each.source for each in kept] == ["First.", "Second.", "Third."]
    assert (comment.revision_n, comment.edited_at) == (3, later)


def test_the_same_words_again_are_no_edit(session: Session, now: datetime) -> None:
    ada = a_person(session)
    comment = a_comment(session, author=ada, body="First.", at=now)

    actions.edit(session, actor_of(ada), new_words(comment, "First."), now)

    assert (comment.revision_n, comment.edited_at) == (1, None)


def test_an_edit_from_a_second_window_is_not_written_over_the_first(
    session: Session, now: datetime
) -> None:
    ada = a_person(session)
    comment = a_comment(session, author=ada, at=now)
    second_window = new_words(comment, "From the second window.")
    actions.edit(session, actor_of(ada), new_words(comment, "From the first."), now)

    with pytest.raises(Conflict, match="another window"):
        actions.edit(session, actor_of(ada), second_window, now)


def test_after_fifteen_minutes_words_stay(session: Session, now: datetime) -> None:
    ada = a_person(session)
    comment = a_comment(session, author=ada, at=now)

    with pytest.raises(Refused, match="time to edit has passed"):
        actions.edit(
            session, actor_of(ada), new_words(comment, "Late."), now + timedelta(minutes=15)
        )


def test_nobody_changes_or_withdraws_somebody_else_s_words(session: Session, now: datetime) -> None:
    comment, other = a_comment(session, at=now), actor_of(a_person(session, role="admin"))

    with pytest.raises(Refused):
        actions.edit(session, other, new_words(comment, "Mine."), now)
    with pytest.raises(Refused):
        actions.withdraw(session, other, comment.id, now)


def test_an_answered_comment_leaves_a_note_and_an_unanswered_one_nothing(
    session: Session, now: datetime
) -> None:
    ada = a_person(session)
    answered, alone = a_comment(session, author=ada), a_comment(session, author=ada)
    a_comment(session, parent=answered)

    for comment in (answered, alone):
        actions.withdraw(session, actor_of(ada), comment.id, now)

    assert (answered.is_shown, alone.is_shown) == (True, False)
    assert queries.discussion(session, alone.prompt_id).comment_count == 1


@pytest.mark.parametrize("state", ["withdrawn", "erased"])
def test_nobody_brings_back_what_its_author_took_back(
    session: Session, now: datetime, state: str
) -> None:
    comment = a_comment(session)
    actions.return_to(session, comment, state, "", now)

    with pytest.raises(Conflict, match="taken this comment back"):
        actions.publish(session, comment, now)


def test_a_deleted_account_leaves_notes_and_other_people_s_replies(
    session: Session, now: datetime
) -> None:
    ada = a_person(session)
    comment = a_comment(session, author=ada, body="Something personal.")
    reply = a_comment(session, parent=comment)
    actions.keep_draft(session, ada.id, "prompt:1", "Half a thought", now)

    news.announce(session, Erased(person_id=ada.id, now=now))
    session.expire_all()

    assert (comment.state, comment.is_shown, reply.state) == ("erased", True, "published")
    kept = session.scalars(
        select(CommentRevision).where(CommentRevision.comment_id == comment.id)
    ).one()
    assert (kept.source, kept.html, kept.text) == ("", "", "")
    assert queries.draft(session, ada.id, "prompt:1") == ""


def test_a_draft_is_kept_until_it_is_sent_or_emptied(session: Session, now: datetime) -> None:
    prompt, ada = a_discussion(session), a_person(session)
    place = actions.place_of(prompt.id, None)

    actions.keep_draft(session, ada.id, place, "Half a", now)
    actions.keep_draft(session, ada.id, place, "Half a thought", now)
    assert queries.draft(session, ada.id, place) == "Half a thought"

    actions.post(session, actor_of(ada), words(prompt.id), now)
    assert queries.draft(session, ada.id, place) == ""

    actions.keep_draft(session, ada.id, place, "Another", now)
    actions.keep_draft(session, ada.id, place, "  ", now)
    assert queries.draft(session, ada.id, place) == ""


def test_an_emptied_draft_says_since_when(session: Session, now: datetime) -> None:
    prompt, ada = a_discussion(session), a_person(session)
    place = actions.place_of(prompt.id, None)
    actions.keep_draft(session, ada.id, place, "Half a", now)

    actions.post(session, actor_of(ada), words(prompt.id), now + timedelta(minutes=2))

    kept = queries.kept_draft(session, ada.id, place)
    assert kept is not None
    assert (kept.body, kept.updated_at) == ("", now + timedelta(minutes=2))


@pytest.mark.parametrize("answers", [True, False])
def test_words_typed_before_signing_in_become_a_draft(
    session: Session, now: datetime, *, answers: bool
) -> None:
    parent, ada = a_comment(session), a_person(session)
    article_id = session.get_one(Prompt, parent.prompt_id).article_id
    kept = {
        "place": f"/articles/{article_id}/comments",
        "body": "I had a thought",
        "parent": str(parent.id) if answers else "",
    }

    news.announce(session, Arrived(person_id=ada.id, kept=kept, now=now))

    place = actions.place_of(parent.prompt_id, parent.id if answers else None)
    assert queries.draft(session, ada.id, place) == "I had a thought"


@pytest.mark.parametrize(
    "kept",
    [
        {"place": "/articles/999999/comments", "body": "Lost?", "parent": ""},
        {"place": "/elsewhere", "body": "Lost?", "parent": ""},
        {"place": "", "body": "", "parent": ""},
        {},
    ],
)
def test_words_for_nowhere_are_no_draft(
    session: Session, now: datetime, kept: dict[str, str]
) -> None:
    ada = a_person(session)

    news.announce(session, Arrived(person_id=ada.id, kept=kept, now=now))

    assert session.scalars(select(Draft)).all() == []


MARKS = [
    (["good_point"], (1, 0, 1, 0)),
    (["good_point", "well_sourced"], (1, 0, 1, 1)),
    (["not_useful"], (0, 1, 0, 0)),
    (["good_point", "not_useful"], (1, 1, 1, 0)),
    (["good_point", "good_point"], (0, 0, 0, 0)),
]


@pytest.mark.parametrize(("kinds", "figures"), MARKS)
def test_marks_count_people_once_and_come_off_again(
    session: Session, now: datetime, kinds: list[str], figures: tuple[int, ...]
) -> None:
    comment, reader = a_comment(session), actor_of(a_person(session))

    for kind in kinds:
        actions.toggle(session, reader, comment.id, kind, now)

    session.refresh(comment)
    counted = (comment.up, comment.down, comment.good_point_count, comment.well_sourced_count)
    assert counted == figures


def test_nobody_marks_their_own_comment(session: Session, now: datetime) -> None:
    ada = a_person(session)
    comment = a_comment(session, author=ada)

    with pytest.raises(Refused, match="your own comment"):
        actions.react(session, actor_of(ada), comment.id, "good_point", now)
