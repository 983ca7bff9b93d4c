"""Readers suggest questions; editors ask them, return them, or merge them, and readers are told."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.actions.events import Erased
from discuss.accounts.models import Person
from discuss.articles.models import Article
from discuss.inbox.models import Watch
from discuss.kit import clock
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict, Invalid, Refused, TooSoon
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Merge, Return, Suggest
from discuss.predictions.models import Question, Suggestion, SuggestionEvent
from tests.inbox.test_watching import told
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.predictions import a_question
from tests.predictions.test_views import an_open, send

TITLE = "Will the ferry run on Sundays before October?"
CRITERIA = "It counts when the timetable of the port lists a crossing on any Sunday."


@pytest.fixture
def article(session: Session) -> Article:
    """A published article that ends with a prompt."""
    found = an_article(session, now=clock.now())
    session.commit()
    return found


def words(article: Article, **changed: object) -> Suggest:
    assert article.prompt is not None
    said = {
        "prompt_id": article.prompt.id,
        "title": TITLE,
        "criteria": CRITERIA,
        "source": "The port's timetable",
        "due_at": clock.now() + timedelta(days=30),
    }
    return Suggest(**{**said, **changed})  # type: ignore[arg-type]


def a_suggestion(session: Session, article: Article, person: Person) -> Suggestion:
    found = actions.suggest(session, actor_of(person), words(article), clock.now())
    session.commit()
    return found


def an_editor(session: Session) -> Person:
    return a_person(session, role="editor")


def test_the_same_words_sent_twice_are_one_suggestion(session: Session, article: Article) -> None:
    ada = a_person(session)
    first = a_suggestion(session, article, ada)
    assert a_suggestion(session, article, ada).id == first.id
    assert a_suggestion(session, article, a_person(session)).id != first.id


def test_a_suggestion_names_what_a_question_needs(session: Session, article: Article) -> None:
    ada = actor_of(a_person(session))
    empty = words(article, title="A ferry", criteria="So.", source="", due_at=None)
    with pytest.raises(Invalid) as refused:
        actions.suggest(session, ada, empty, clock.now())
    assert set(refused.value.fields) == {"title", "criteria", "source", "due_at"}
    with pytest.raises(Refused, match="Confirm"):
        unsure = actor_of(a_person(session, confirmed=False))
        actions.suggest(session, unsure, words(article), clock.now())


def test_a_returned_suggestion_is_mended_and_sent_again(session: Session, article: Article) -> None:
    ada, now = a_person(session), clock.now()
    editor = actor_of(an_editor(session))
    found = a_suggestion(session, article, ada)
    mended = words(article, title="Will the ferry run in 2030?", suggestion_id=found.id)
    with pytest.raises(Invalid):
        actions.send_back(session, editor, Return(found.id, 1, " "), now)
    actions.send_back(session, editor, Return(found.id, 1, "Name a year."), now)
    assert told(session, ada) == ["Your question was returned with a reason"]
    with pytest.raises(Conflict):
        actions.send_back(session, editor, Return(found.id, 2, "Again."), now)
    actions.suggest(session, actor_of(ada), mended, now)
    assert (found.state, found.n) == ("waiting", 3)
    kept = session.scalars(select(SuggestionEvent.title).order_by(SuggestionEvent.n)).all()
    assert kept == [TITLE, "", "Will the ferry run in 2030?"]


def test_only_whose_it_is_sends_it_again_and_only_when_it_was_returned(
    session: Session, article: Article
) -> None:
    ada, ben = a_person(session), a_person(session)
    found = a_suggestion(session, article, ada)
    with pytest.raises(Refused):
        command = words(article, suggestion_id=found.id)
        actions.suggest(session, actor_of(ben), command, clock.now())
    with pytest.raises(Conflict):
        actions.suggest(session, actor_of(ada), command, clock.now())


@pytest.mark.parametrize("typed", ["{}", "/questions/{}", "https://paper.example/questions/{}#q{}"])
def test_an_editor_merges_by_number_or_by_address(
    client: FlaskClient, session: Session, article: Article, typed: str
) -> None:
    found = a_suggestion(session, article, a_person(session))
    question = a_question(session, article.prompt)
    sign_in(client, a_person(session, role="editor"), session)
    page = f"/suggestions/{found.id}"
    said = typed.format(question.id, question.id)
    merged = send(client, page, f"{page}/merge", seen_n="1", question_id=said)
    assert merged.status_code == 303
    session.expire_all()
    assert session.get_one(Suggestion, found.id).question_id == question.id


def test_strangers_learn_that_readers_suggest_questions(
    client: FlaskClient, article: Article
) -> None:
    door = f"/articles/{article.slug}/questions/propose"
    assert f'href="{door}">Suggest a question' in client.get(f"/articles/{article.slug}").text
    assert client.get(door).status_code in {302, 303, 401}


def test_who_suggested_what_is_asked_already_follows_that_question(
    session: Session, article: Article
) -> None:
    ada, editor = a_person(session), actor_of(an_editor(session))
    question, hidden = a_question(session, article.prompt), a_question(session, published=False)
    found = a_suggestion(session, article, ada)
    for number in (None, 9999, hidden.id):
        with pytest.raises(Invalid):
            actions.merge(session, editor, Merge(found.id, 1, number, ""), clock.now())
    actions.merge(session, editor, Merge(found.id, 1, question.id, "See there."), clock.now())
    assert found.state == "merged"
    assert told(session, ada) == ["Your question is asked already"]
    assert session.scalars(select(Watch.place_id)).all() == [question.id]
    assert queries.suggested_by(session, question.id) is None


@pytest.mark.parametrize("role", ["reader", "moderator"])
def test_only_editors_answer(session: Session, article: Article, role: str) -> None:
    found = a_suggestion(session, article, a_person(session))
    with pytest.raises(Refused):
        person = actor_of(a_person(session, role=role))
        actions.send_back(session, person, Return(found.id, 1, "No."), clock.now())


def test_an_editor_takes_it_up_and_its_page_names_the_reader(
    client: FlaskClient, session: Session, article: Article
) -> None:
    ada = a_person(session, "Ada Lovelace")
    found = a_suggestion(session, article, ada)
    sign_in(client, an_editor(session), session)
    assert TITLE in client.get("/desk/questions").text
    page = f"/suggestions/{found.id}"
    assert "Ask this question" in client.get(page).text
    builder = f"/prompts/{found.prompt_id}/questions/new?suggestion={found.id}"
    text = client.get(builder).text
    assert TITLE in text
    assert CRITERIA in text
    now = clock.now()
    fields = {
        "kind": "binary",
        "title": TITLE,
        "criteria": CRITERIA,
        "source_name": "The port",
        "open_at": (now - timedelta(hours=1)).isoformat(),
        "close_at": (now + timedelta(days=3)).isoformat(),
        "resolve_by": (now + timedelta(days=4)).isoformat(),
        "is_published": "1",
        "suggestion_id": str(found.id),
    }
    door = f"/prompts/{found.prompt_id}/questions"
    asked = send(client, builder, door, **fields)
    assert asked.status_code == 303
    assert send(client, builder, door, **fields).location == asked.location
    assert "suggested by Ada Lovelace" in client.get(asked.location).text
    assert told(session, ada) == ["Your question is asked"]
    assert session.scalars(select(Question.id)).all() == [found.question_id]


def test_editors_see_what_asks_nearly_the_same(
    client: FlaskClient, session: Session, article: Article
) -> None:
    known = an_open(session, title="Before October, will the ferry run on Sundays?")
    found = a_suggestion(session, article, a_person(session))
    sign_in(client, an_editor(session), session)
    for page in (
        f"/suggestions/{found.id}",
        f"/prompts/{found.prompt_id}/questions/new?suggestion={found.id}",
    ):
        text = client.get(page).text
        assert "Perhaps asked already" in text
        assert f"number {known.id}" in text
    assert "Perhaps" not in client.get(f"/prompts/{found.prompt_id}/questions/new").text


def test_a_reader_suggests_and_no_word_is_lost(
    client: FlaskClient, session: Session, article: Article
) -> None:
    ada = a_person(session)
    sign_in(client, ada, session)
    assert "Suggest a question" in client.get(f"/articles/{article.slug}").text
    page = f"/articles/{article.slug}/questions/propose"
    fields = {"title": "The ferry", "criteria": CRITERIA, "source": "", "due_at": "soon"}
    wrong = send(client, page, page, **fields)
    assert wrong.status_code == 422
    assert "The ferry" in wrong.text
    fields |= {"title": TITLE, "source": "The port", "due_at": "2999-01-01T00:00"}
    done = send(client, page, page, **fields)
    assert done.status_code == 303
    assert "Waiting for an editor" in client.get(done.location).text
    found = session.scalars(select(Suggestion)).one()
    other = client.application.test_client()
    sign_in(other, a_person(session), session)
    assert other.get(done.location).status_code == 404
    actions.send_back(
        session, actor_of(an_editor(session)), Return(found.id, 1, "Why?"), clock.now()
    )
    session.commit()
    again = send(client, done.location, done.location, **{**fields, "title": "No mark"})
    assert again.status_code == 422
    assert "No mark" in again.text
    assert send(client, done.location, done.location, **fields).status_code == 303


def test_too_many_suggestions_in_a_day_keep_their_words(
    client: FlaskClient, session: Session, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_many(rule: str, *_about: str, sentence: str) -> None:
        assert rule == "5 per day"
        raise TooSoon(sentence, 60)

    monkeypatch.setattr("discuss.predictions.views.blueprint.keep_pace", too_many)
    sign_in(client, a_person(session), session)
    page = f"/articles/{article.slug}/questions/propose"
    answer = send(client, page, page, title="Number 5")
    assert answer.status_code == 429
    assert "Number 5" in answer.text


def test_an_editors_refused_answer_keeps_its_words(
    client: FlaskClient, session: Session, article: Article
) -> None:
    found = a_suggestion(session, article, a_person(session))
    sign_in(client, an_editor(session), session)
    page = f"/suggestions/{found.id}"
    merged = send(client, page, f"{page}/merge", seen_n="1", question_id="x", note="See there.")
    assert merged.status_code == 422
    assert "See there." in merged.text
    assert send(client, page, f"{page}/return", seen_n="1", note="").status_code == 422
    assert send(client, page, f"{page}/return", seen_n="1", note="Why?").status_code == 303
    late = send(client, "/settings", f"{page}/return", seen_n="1", note="Another answer.")
    assert late.status_code == 409


def test_programs_suggest_and_answer(
    client: FlaskClient, session: Session, article: Article
) -> None:
    ada = {"Authorization": f"Bearer {sign_in(client, a_person(session), session)}"}
    edi = {"Authorization": f"Bearer {sign_in(client, an_editor(session), session)}"}
    client = client.application.test_client()
    assert article.prompt is not None
    said = {"title": TITLE, "criteria": CRITERIA, "source": "Port", "due_at": "2999-01-01T00:00Z"}
    path = f"/api/v1/prompts/{article.prompt.id}/suggestions"
    made = client.post(path, json=said, headers=ada)
    assert (made.status_code, made.json["state"]) == (201, "waiting")
    assert client.get("/api/v1/suggestions", headers=ada).status_code == 403
    waiting = client.get("/api/v1/suggestions", headers=edi).json["suggestions"]
    assert [each["title"] for each in waiting] == [TITLE]
    one = f"/api/v1/suggestions/{made.json['id']}"
    back = client.post(f"{one}/return", json={"seen_n": 1, "note": "Why?"}, headers=edi)
    assert back.json["state"] == "returned"
    merge = {"seen_n": 2, "question_id": 1}
    assert client.post(f"{one}/merge", json=merge, headers=edi).status_code == 409
    assert [step["note"] for step in client.get(one, headers=ada).json["steps"]] == ["", "Why?"]


def test_the_words_of_a_deleted_account_leave_its_suggestions(
    session: Session, article: Article
) -> None:
    ada = a_person(session)
    a_suggestion(session, article, ada)
    actions.connect()
    announce(session, Erased(ada.id, clock.now()))
    session.expire_all()
    assert TITLE not in session.scalars(select(SuggestionEvent.title)).all()
