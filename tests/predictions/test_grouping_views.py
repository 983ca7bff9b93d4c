"""Editors make a group in a form, change it, and decide its questions one by one."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.articles.models import Prompt
from discuss.kit import clock
from discuss.predictions import queries
from discuss.predictions.models import Question, QuestionGroup, ResolutionEvent
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.groups import a_group, members_of
from tests.makers.predictions import a_forecast, a_ruling, an_open_question

TYPED = "%Y-%m-%dT%H:%M"


@pytest.fixture
def prompt(session: Session) -> Prompt:
    prompt = an_article(session, now=clock.now()).prompt
    assert prompt
    return prompt


@pytest.fixture
def editor(client: FlaskClient, session: Session) -> FlaskClient:
    sign_in(client, a_person(session, role="editor"), session)
    return client


def send(client: FlaskClient, to: str, **fields: str) -> TestResponse:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/settings").text)
    assert found
    typed = {name.replace("__", "-"): value for name, value in fields.items()}
    return client.post(to, data={"csrf_token": found[1], **typed})


def day(days: int) -> str:
    return str((clock.now() + timedelta(days=days)).date())


def words(**changed: str) -> dict[str, str]:
    now = clock.now()
    return {
        "name": "When will the bridge be green?",
        "intro": "Two dates.",
        "is_nested": "1",
        "kind": "binary",
        "title": "Will the bridge be green by {date} of 2027?",
        "criteria": "Decided yes if the council says so by {date}; a rumour does not count.",
        "source_name": "The council",
        "open_at": (now - timedelta(hours=1)).strftime(TYPED),
        "close_at": (now + timedelta(days=90)).strftime(TYPED),
        "resolve_by": (now + timedelta(days=97)).strftime(TYPED),
        "reveal": "after_vote",
        "min_show": "5",
        "is_published": "1",
        "label__1": "March",
        "due__1": day(30),
        "label__3": "June",
        "due__3": day(120),
        **changed,
    }


def test_an_editor_makes_a_group_in_a_form(
    editor: FlaskClient, session: Session, prompt: Prompt
) -> None:
    assert "Label 4" in editor.get(f"/prompts/{prompt.id}/groups/new").text
    answer = send(editor, f"/prompts/{prompt.id}/groups", **words())
    assert answer.status_code == 303
    group = session.scalars(select(QuestionGroup)).one()
    seen = queries.group(session, group.id)
    assert [each.label for each in seen.members] == ["March", "June"]
    assert all(question.published_at for question in members_of(session, group))
    assert f"/groups/{group.id}/edit" in editor.get(answer.location).text


def test_each_row_is_checked_before_anything_is_asked(
    editor: FlaskClient, session: Session, prompt: Prompt
) -> None:
    an_open_question(session, prompt, title="Will the bridge be green by March of 2027?")
    typed = words(do="check", title="Will the bridge be green by {label} of 2027?", source_name="")
    answer = send(editor, f"/prompts/{prompt.id}/groups", **typed)
    assert answer.status_code == 422
    typed["source_name"] = "The council"
    page = send(editor, f"/prompts/{prompt.id}/groups", **typed).text
    assert "March: 1 to mend" in page
    assert "Perhaps it is asked already" in page
    assert "Will the bridge be green by June of 2027?" in page
    assert session.scalars(select(QuestionGroup)).all() == []


def test_a_faulty_row_is_named_and_what_was_typed_is_kept(
    editor: FlaskClient, prompt: Prompt
) -> None:
    typed = words(due__3="", label__1="", name="")
    answer = send(editor, f"/prompts/{prompt.id}/groups", **typed)
    assert answer.status_code == 422
    assert 'href="#row-1">Give this row a label' in answer.text
    assert 'href="#row-2">Give this row its date' in answer.text
    assert 'href="#name">Give the group a title' in answer.text
    assert 'value="June"' in answer.text
    answer = send(editor, f"/prompts/{prompt.id}/groups", **words(due__3="soon"))
    assert 'href="#row-2">Enter a date and time' in answer.text


def test_questions_are_added_in_the_words_of_the_group(
    editor: FlaskClient, session: Session, prompt: Prompt
) -> None:
    send(editor, f"/prompts/{prompt.id}/groups", **words())
    group = session.scalars(select(QuestionGroup)).one()
    path = f"/groups/{group.id}/questions"
    assert "green by {date} of 2027?" in editor.get(f"{path}/new").text
    typed = words(label__1="December", due__1=day(300), label__3="", due__3="", reason="Asked for.")
    for name in ("name", "intro", "is_nested"):
        del typed[name]
    assert "Add to the group" in send(editor, path, **{**typed, "do": "check"}).text
    assert send(editor, path, **typed).status_code == 303
    assert len(members_of(session, group)) == 3
    assert "a question was added" in editor.get(f"/groups/{group.id}").text
    again = send(editor, path, **{**typed, "label__1": "june"})
    assert 'href="#row-1">Two rows are called june' in again.text


def test_an_editor_words_a_group_and_takes_a_question_out(
    editor: FlaskClient, session: Session
) -> None:
    group = a_group(session)
    march, june, _ = members_of(session, group)
    path = f"/groups/{group.id}"
    assert send(editor, f"{path}/edit", name="When?", seen_n="1").status_code == 422
    worded = send(editor, f"{path}/edit", name="When?", seen_n="1", reason="Shorter.")
    assert worded.status_code == 303
    stale = send(editor, f"{path}/edit", name="How soon?", seen_n="1", reason="No.")
    assert (stale.status_code, 'value="How soon?"' in stale.text) == (409, True)
    a_forecast(session, june, at=clock.now())
    refused = send(editor, f"{path}/questions/{june.id}/removal")
    assert (refused.status_code, "Somebody has forecast" in refused.text) == (422, True)
    assert send(editor, f"{path}/questions/{march.id}/removal").status_code == 303
    assert "stands by itself" in editor.get(path).text


def test_drafts_of_a_group_are_opened_with_one_press(editor: FlaskClient, session: Session) -> None:
    group = a_group(session, is_published=False)
    assert send(editor, f"/groups/{group.id}/opening").status_code == 303
    session.expire_all()
    assert all(question.published_at for question in members_of(session, group))


def test_a_reader_finds_no_form_for_groups(client: FlaskClient, session: Session) -> None:
    group = a_group(session)
    march = members_of(session, group)[0]
    sign_in(client, a_person(session), session)
    path = f"/groups/{group.id}"
    for page in (f"/prompts/{group.prompt_id}/groups/new", f"{path}/edit", f"{path}/questions/new"):
        assert client.get(page).status_code == 403
    for deed in ("edit", "questions", f"questions/{march.id}/removal", "opening"):
        assert send(client, f"{path}/{deed}").status_code == 403
    assert "/edit" not in client.get(path).text


def test_the_desk_shows_the_questions_of_a_group_together(
    editor: FlaskClient, session: Session, prompt: Prompt
) -> None:
    group = a_group(session, prompt)
    an_open_question(session, prompt, title="Will it rain in May 2027?")
    a_group(session, prompt, name="Who wins?", title="Will {label} win?")
    page = editor.get("/desk/questions").text
    assert page.count(f'In the group <a href="/groups/{group.id}">') == 3
    places = [page.index(f"/questions/{each.id}/edit") for each in members_of(session, group)]
    between = page[min(places) : max(places)]
    assert "Will it rain" not in between
    assert "win?" not in between


def test_a_yes_to_an_earlier_date_is_offered_for_the_later_ones_and_does_nothing_by_itself(
    editor: FlaskClient, session: Session
) -> None:
    group = a_group(session)
    march, june, december = members_of(session, group)
    a_ruling(session, june, at=clock.now())
    page = editor.get(f"/groups/{group.id}").text
    assert f'href="/questions/{december.id}/resolution"' in page
    assert f'href="/questions/{march.id}/resolution"' not in page
    form = editor.get(f"/questions/{december.id}/resolution").text
    assert "June was decided as a yes, and this later date includes it." in form
    assert re.search(r'name="outcome" value="yes" checked', form)
    assert 'value="https://example.org/minutes/9"' in form
    assert "includes it" not in editor.get(f"/questions/{march.id}/resolution").text
    rulings = session.scalars(select(ResolutionEvent.question_id)).all()
    assert rulings == [june.id]


def test_a_question_alone_is_offered_nothing(editor: FlaskClient, session: Session) -> None:
    question: Question = an_open_question(session)
    assert "includes it" not in editor.get(f"/questions/{question.id}/resolution").text


def test_an_editor_changes_a_label_on_the_edit_page(editor: FlaskClient, session: Session) -> None:
    group = a_group(session)
    march, june, _ = members_of(session, group)
    path = f"/groups/{group.id}/edit"
    assert 'value="March"' in editor.get(path).text
    typed = {"name": group.name, "intro": group.intro, "seen_n": "1", "reason": "Clearer."}
    both = {f"label__{march.id}": "June", f"due__{march.id}": day(30)}
    refused = send(editor, path, **typed, **both)
    assert (refused.status_code, refused.text.count("Two rows are called")) == (422, 4)
    early = {**both, f"label__{march.id}": "In March"}
    assert send(editor, path, **typed, **early).status_code == 303
    page = editor.get(f"/groups/{group.id}").text
    assert "In March</label>" in page
    assert "a label or a date was changed" in page
    assert june.id
