"""Moderators narrow the queue by what they know about: section, article, check, age, claim."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles.models import Article, Prompt
from discuss.comments import actions as comments
from discuss.comments.actions.commands import Edit
from discuss.comments.models import Comment
from discuss.kit import clock
from discuss.kit.richtext import render
from discuss.moderation import actions, queries
from discuss.moderation.actions.cases import mark_found
from discuss.moderation.actions.results import result_of
from discuss.moderation.queries import Sought
from discuss.moderation.queries.desk import PAGE
from discuss.moderation.rules.intake import Finding
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.articles import a_text, an_article
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_held_comment,
    a_moderator,
    a_report,
    case_of,
    seen,
)

HELD = "See https://example.org/figures for this."


@pytest.fixture
def desk(session: Session) -> Person:
    return a_moderator(session)


def below(session: Session, section: str, language: str = "en") -> Prompt:
    text = f"---\nsection: {section}\nlanguage: {language}\n---\n{a_text()}"
    prompt = an_article(session, text).prompt
    assert prompt is not None
    return prompt


def reported(session: Session, prompt: Prompt | None = None) -> Comment:
    comment = a_comment(session, prompt=prompt)
    a_report(session, comment)
    return comment


def found(session: Session, desk: Person, **narrowed: object) -> set[int]:
    rows = queries.queue(session, desk.id, Sought(DECIDED, **narrowed)).rows  # type: ignore[arg-type]
    return {row.id for row in rows}


def on_page(client: FlaskClient, asked: str) -> set[int]:
    answer = client.get(f"/desk?{asked}")
    assert answer.status_code == 200
    return {int(part.split("?")[0].split('"')[0]) for part in _items(answer.text)}


def _items(text: str) -> list[str]:
    return text.split("data-items")[1].split("</ol>", maxsplit=1)[0].split('href="/desk/cases/')[1:]


def test_one_article_is_found_by_its_address_and_its_language(
    session: Session, desk: Person
) -> None:
    here, there = below(session, "Politics"), below(session, "Sport", "de")
    first, second = (
        case_of(session, reported(session, here)),
        case_of(session, reported(session, there)),
    )
    slug = session.get_one(Article, here.article_id).slug
    assert found(session, desk, article=slug) == {first.id}
    assert found(session, desk, article="no-such-article") == set()
    assert found(session, desk, language="de") == {second.id}
    assert found(session, desk, article=slug, language="de") == set()
    assert found(session, desk, queue="reported", concern="insult", language="de") == {second.id}


def test_a_check_that_found_something_narrows_and_one_that_found_nothing_does_not(
    session: Session, desk: Person
) -> None:
    held, plain = case_of(session, a_held_comment(session)), case_of(session, reported(session))
    assert found(session, desk, detector="link") == {held.id}
    assert found(session, desk, detector="link_count") == set()
    comment = session.get_one(Comment, plain.comment_id)
    revision = queries.seen_wording(session, comment, 0)
    assert revision is not None
    session.add(result_of(Finding("webhook", "advise"), revision.id, DECIDED, is_applied=True))
    session.flush()
    mark_found(session, comment.id)
    session.commit()
    assert found(session, desk, detector="webhook") == {plain.id}


def test_new_words_are_looked_at_anew(session: Session, desk: Person) -> None:
    author = a_person(session)
    comment = a_held_comment(session, author)
    held = case_of(session, comment)
    assert (held.found, found(session, desk, detector="link")) == (",link,", {held.id})
    command = Edit(comment.id, 1, "No figures any more.", render("No figures any more."))
    comments.edit(session, actor_of(author), command, comment.created_at + timedelta(minutes=1))
    session.commit()
    assert case_of(session, comment).found == ""
    assert found(session, desk, detector="link") == set()


def test_age_and_claims_narrow(session: Session, desk: Person) -> None:
    other = a_moderator(session)
    mine, theirs, free = (case_of(session, reported(session)) for _ in range(3))
    actions.claim(session, actor_of(desk), mine.id, DECIDED)
    actions.claim(session, actor_of(other), theirs.id, DECIDED)
    assert found(session, desk, claimed="me") == {mine.id}
    assert found(session, desk, claimed="nobody") == {free.id}
    assert found(session, desk, claimed="somebody") == {mine.id, theirs.id}
    hour = DECIDED - timedelta(minutes=59)
    queues = ("notice", "held", "reported", "objection")
    assert found(session, desk, before=dict.fromkeys(queues, hour)) == {mine.id, theirs.id, free.id}
    assert found(session, desk, before=dict.fromkeys(queues, hour - timedelta(hours=1))) == set()
    late = dict.fromkeys(queues, hour) | {"reported": hour - timedelta(hours=1)}
    assert found(session, desk, age="late", before=late) == set()


def test_the_pages_of_a_narrowed_list_continue_by_key_and_miss_nothing(
    session: Session, desk: Person, query_budget: Budget
) -> None:
    prompt, other = below(session, "Politics"), below(session, "Sport")
    slug = session.get_one(Article, prompt.article_id).slug
    here = {case_of(session, reported(session, prompt)).id for _ in range(PAGE + 3)}
    for _ in range(3):
        reported(session, other)
    sought, me = Sought(DECIDED, article=slug, age="1", before={"reported": DECIDED}), desk.id
    with query_budget(3):  # as without filters: two pages of the list, and the next case
        first = queries.queue(session, me, sought)
        rest = queries.queue(session, me, sought, first.after)
        top = queries.next_after(session, me, sought)
    ids = [row.id for row in [*first.rows, *rest.rows]]
    assert (len(ids), set(ids), rest.after) == (len(here), here, None)
    assert top == ids[0]


def test_an_address_narrows_the_desk_and_every_way_on_keeps_it(
    client: FlaskClient, session: Session, desk: Person
) -> None:
    prompt, other = below(session, "Politics"), below(session, "Sport")
    slug = session.get_one(Article, prompt.article_id).slug
    comments = [reported(session, prompt) for _ in range(3)]
    elsewhere = case_of(session, reported(session, other)).id
    here = {case_of(session, each).id for each in comments}
    sign_in(client, desk, session)
    assert on_page(client, f"article={slug}") == here
    assert on_page(client, f"article=https://example.org/articles/{slug}%23c7") == here
    assert on_page(client, "section=Sport") == {elsewhere}
    assert on_page(client, "section=Sport&queue=held") == set()
    asked = f"section=Politics&article={slug}"
    text = client.get(f"/desk?{asked}").text
    first = text.split("data-items")[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    page = client.get(first).text
    assert f'href="/desk?queue=reported&amp;{asked.replace("&", "&amp;")}"' in page
    assert '<input type="hidden" name="section" value="Politics">' in page


def test_a_decision_leads_to_the_next_case_of_the_narrowed_list(
    client: FlaskClient, session: Session, desk: Person
) -> None:
    prompt = below(session, "Politics")
    first, second = (reported(session, prompt) for _ in range(2))
    for _ in range(3):
        reported(session, below(session, "Sport"))
    sign_in(client, desk, session)
    command = seen(session, first, "approve")
    fields = {name: str(getattr(command, name)) for name in command.__dataclass_fields__}
    del fields["case_id"]
    path = f"/cases/{command.case_id}/decisions"
    place = send(client, path, "/desk", **fields, section="Politics", age="0").headers["Location"]
    assert place.endswith("&section=Politics&age=0")
    assert f"/cases/{case_of(session, second).id}?" in place


def test_nobody_looks_into_sections_that_are_not_theirs(
    client: FlaskClient, session: Session
) -> None:
    politics, sport = below(session, "Politics"), below(session, "Sport")
    mine = case_of(session, reported(session, politics)).id
    reported(session, sport)
    limited = a_moderator(session)
    actions.limit(session, None, limited, ["Politics"], DECIDED)
    session.commit()
    sign_in(client, limited, session)
    assert on_page(client, "section=Sport") == {mine}
    assert on_page(client, "section=Politics") == {mine}
    slug = session.get_one(Article, sport.article_id).slug
    assert on_page(client, f"article={slug}") == set()
    assert '<option value="Sport"' not in client.get("/desk").text


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ("age=late", 0),
        ("age=1", 1),
        ("age=999999", 1),
        ("age=²", 1),
        ("age=-1", 1),
        ("claimed=everybody", 1),
        ("claimed=me", 0),
        ("claimed=nobody", 1),
        ("detector=%25", 0),
        ("detector=%00&language=%00&section=%00&article=%00", 1),
        ("language=xx", 0),
        ("section=Nowhere", 0),
    ],
)
def test_nonsense_in_an_address_narrows_nothing(
    client: FlaskClient, session: Session, desk: Person, asked: str, size: int
) -> None:
    comment = a_comment(session, at=clock.now() - timedelta(hours=3))
    a_report(session, comment)
    case = case_of(session, comment)
    case.opened_at = clock.now() - timedelta(hours=2)
    session.commit()
    sign_in(client, desk, session)
    assert len(on_page(client, asked)) == size


def test_programs_narrow_the_queue_alike(
    client: FlaskClient, session: Session, desk: Person
) -> None:
    here, there = below(session, "Politics"), below(session, "Sport")
    first = case_of(session, reported(session, here)).id
    reported(session, there)
    secret = sign_in(client, desk, session)
    headers = {"Authorization": f"Bearer {secret}"}
    answer = client.get("/api/v1/cases?section=Politics&claimed=nobody", headers=headers).json
    assert answer is not None
    assert [each["id"] for each in answer["cases"]] == [first]
    reader = sign_in(client, a_person(session), session)
    refused = client.get(
        "/api/v1/cases?section=Politics", headers={"Authorization": f"Bearer {reader}"}
    )
    assert refused.status_code == 403
