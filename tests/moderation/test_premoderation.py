"""Comments are read before they appear: on the whole site, or below one article."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.comments import actions as comments
from discuss.comments.actions.commands import Edit
from discuss.comments.models import Arrangement, Comment, Hold
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Refused
from discuss.kit.richtext import render
from discuss.moderation.models import DetectorResult, Statement
from discuss.moderation.queries.eu import restrictions
from discuss.moderation.rules import knobs
from tests.makers.accounts import a_person, actor_of, sign_in, told
from tests.makers.articles import an_article
from tests.makers.comments import a_comment, a_discussion
from tests.makers.moderation import DECIDED, a_decision, a_moderator, a_setting
from tests.moderation.asking import post


def held_for(session: Session, comment: Comment) -> list[str]:
    found = session.scalars(select(Hold.reason).order_by(Hold.id)).all()
    return list(found) if comment.state == "held" else []


def reads_first(session: Session, prompt_id: int, *, first: bool = True) -> None:
    editor = actor_of(a_person(session, role="editor"))
    comments.choose_reading(session, editor, prompt_id, DECIDED, is_read_first=first)
    session.commit()


def test_on_the_whole_site_everybody_waits_but_its_own_people(session: Session) -> None:
    before = a_comment(session)
    a_setting(session, knobs.MODE, knobs.PRE)
    comment = a_comment(session, body="It is late.")
    assert held_for(session, comment) == ["premod_site"]
    for role in ("moderator", "editor", "admin"):
        assert a_comment(session, a_person(session, role=role), body=role * 3).state == "published"
    session.refresh(before)
    assert before.state == "published"
    a_setting(session, knobs.MODE, knobs.POST, seen=1)
    session.refresh(comment)
    assert comment.state == "held", "what waits goes on waiting"
    assert a_comment(session, body="It is early.").state == "published"


def test_below_one_article_everybody_waits_there_and_nowhere_else(session: Session) -> None:
    here = a_discussion(session)
    elsewhere = an_article(session, slug="elsewhere").prompt
    reads_first(session, here.id)
    a_setting(session, knobs.MODE, knobs.PRE)
    assert held_for(session, a_comment(session)) == ["premod_site", "premod_article"]
    a_setting(session, knobs.MODE, knobs.POST, seen=1)
    assert a_comment(session, prompt=elsewhere, body="There it is.").state == "published"
    assert a_comment(session, body="Here it is.").state == "held"
    reads_first(session, here.id, first=False)
    assert a_comment(session, body="Here it is again.").state == "published"
    rows = session.scalars(select(Arrangement).order_by(Arrangement.id)).all()
    assert [(row.is_read_first, row.is_open) for row in rows] == [(True, True), (False, True)]
    kept = select(AuditRow.facts).where(AuditRow.deed == "arrangement")
    facts = session.scalars(kept.order_by(AuditRow.n)).all()
    assert [each["is_read_first"] for each in facts] == [True, False]


def test_in_one_section_everybody_waits_there_and_nowhere_else(
    client: FlaskClient, session: Session
) -> None:
    politics, sports = (an_article(session, slug=name) for name in ("politics", "sports"))
    politics.section, sports.section = "Politics / EU", "Sports"
    session.commit()
    sign_in(client, a_person(session, role="admin"), session)
    knob = knobs.section_mode("Politics / EU")
    path = f"/desk/settings/{knob.name}"
    assert path in client.get("/desk/settings").text
    fields = {"value": "pre", "seen": 0, "reason": "An election."}
    assert post(client, path, **fields).status_code == 303
    assert "An election." in client.get(path).text
    held = a_comment(session, prompt=politics.prompt, body="There it is.")
    assert held_for(session, held) == ["premod_section"]
    assert a_comment(session, prompt=sports.prompt, body="Here it is.").state == "published"
    assert client.get("/desk/settings/in-U3BhY2U").status_code == 404


def test_a_section_that_no_article_names_any_more_is_still_there_to_be_set(
    client: FlaskClient, session: Session
) -> None:
    article = an_article(session, slug="politics")
    article.section = "Politics / EU"
    session.commit()
    sign_in(client, a_person(session, role="admin"), session)
    path = f"/desk/settings/{knobs.section_mode('Politics / EU').name}"
    post(client, path, value="pre", seen=0, reason="An election.")
    article.section = "Europe"
    session.commit()
    shown = client.get("/desk/settings").text
    assert path in shown
    assert "No article is in it now: was it renamed?" in shown
    answer = post(client, path, value="site", seen=1, reason="It is called Europe.")
    assert answer.status_code == 303
    assert "It is called Europe." in client.get(answer.location).text
    assert knobs.sections_in(["mode", knobs.section_mode("Å/§").name]) == {"Å/§"}


@pytest.mark.parametrize(
    ("role", "sections", "may"),
    [
        ("reader", [], False),
        ("editor", [], True),
        ("moderator", [], True),
        ("moderator", ["Politics"], True),
        ("moderator", ["Sports"], False),
    ],
)
def test_editors_and_moderators_of_the_section_choose(
    session: Session,
    role: str,
    sections: list[str],
    may: bool,  # noqa: FBT001
) -> None:
    article = an_article(session)
    article.section, prompt = "Politics", article.prompt
    assert prompt is not None
    person = a_person(session, role=role)
    person.sections = sections
    actor = actor_of(person)
    if not may:
        with pytest.raises(Refused, match="Editors and moderators"):
            comments.choose_reading(session, actor, prompt.id, DECIDED, is_read_first=True)
        return
    made = comments.choose_reading(session, actor, prompt.id, DECIDED, is_read_first=True)
    assert made.is_read_first


def test_a_changed_comment_is_read_again_before_anybody_sees_the_new_words(
    client: FlaskClient, session: Session
) -> None:
    author, parent = a_person(session), a_comment(session)
    comment = a_comment(session, author, parent=parent, body="The first words.")
    assert told(session, parent.author_id) == 1
    reads_first(session, comment.prompt_id)
    command = Edit(comment.id, 1, "Quite other words.", render("Quite other words."))
    comments.edit(session, actor_of(author), command, comment.created_at + timedelta(minutes=1))
    session.commit()
    assert comment.state == "held"
    pages = [client.get(f"/comments/{parent.id}").text, client.get(f"/comments/{comment.id}").text]
    assert not any("other words" in page or "The first words" in page for page in pages)
    a_decision(session, comment, "approve")
    assert "Quite other words." in client.get(f"/comments/{parent.id}").text


def test_the_author_learns_why_and_by_when_and_others_of_it_only_once_it_is_read(
    client: FlaskClient, session: Session
) -> None:
    a_setting(session, knobs.MODE, knobs.PRE)
    a_setting(session, knobs.TARGETS["held"], 120)
    parent = a_comment(session, a_person(session, role="editor"))
    author = a_person(session)
    secret = sign_in(client, author, session)
    article = a_discussion(session).article_id
    fields = {"body": "An answer.", "parent_id": parent.id, "submission_key": "k1", "do": "post"}
    page = client.get(post(client, f"/articles/{article}/comments", **fields).location or "").text
    assert "every comment on this site is read before it appears" in page
    assert "mean to read it within 2 hours" in page
    comment = session.scalars(select(Comment).where(Comment.author_id == author.id)).one()
    headers = {"Authorization": f"Bearer {secret}"}
    one = client.get(f"/api/v1/comments/{comment.id}", headers=headers).json
    assert one is not None
    assert one["held_within_minutes"] == 120
    assert told(session, parent.author_id) == 0
    stranger = client.application.test_client()
    assert "An answer." not in stranger.get(f"/comments/{parent.id}").text
    moderator = a_moderator(session)
    client.post("/signout", data={"csrf_token": ""})
    sign_in(client, moderator, session)
    assert "Site reads first" in client.get("/desk?queue=held").text
    a_decision(session, comment, "approve", at=clock.now())
    assert told(session, parent.author_id) == 1
    assert "An answer." in stranger.get(f"/comments/{parent.id}").text


def test_the_statement_and_the_report_to_the_union_name_no_software(session: Session) -> None:
    a_setting(session, knobs.MODE, knobs.PRE)
    comment = a_comment(session)
    a_decision(session, comment, explanation="It insults somebody.")
    text = session.scalars(select(Statement.text)).one()
    assert "A moderator reads such comments before they appear." in text
    assert "No software took part." in text
    span = (DECIDED - timedelta(days=1), DECIDED + timedelta(days=1))
    assert [each.by_software for each in restrictions(session, span)] == [False]
    results = dict(session.execute(select(DetectorResult.detector, DetectorResult.verdict)).all())
    assert (results["premod_site"], results["premod_article"]) == ("hold", "allow")


def test_moderators_choose_on_the_page_of_the_discussion_and_arrange_nothing_else(
    client: FlaskClient, session: Session
) -> None:
    prompt = a_discussion(session)
    path = f"/articles/{prompt.article_id}/discussion"
    secret = sign_in(client, a_moderator(session), session)
    page = client.get(path).text
    assert "When comments are read" in page
    assert "Nobody adds anything" not in page
    assert post(client, path, state="closed").status_code == 403
    assert post(client, f"{path}/reading", mode="first").status_code == 303
    assert "comments are read before they appear" in client.get(path).text
    assert post(client, f"{path}/reading", mode="now").status_code == 422
    headers = {"Authorization": f"Bearer {secret}"}
    answer = client.put(f"/api/v1{path}/reading", json={"mode": "site"}, headers=headers)
    assert answer.json is not None
    assert answer.json["is_read_first"] is False
    a_comment(session)
    assert session.scalar(select(func.count(Hold.id))) == 0
