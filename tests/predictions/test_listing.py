"""Programs list all questions of the site, page by page, and learn what they may know of each."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions.queries.listing import A_PAGE
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.predictions import a_forecast, a_question, an_open_question


def test_every_public_question_is_listed_once_newest_first(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    prompt = an_article(session).prompt
    made = [an_open_question(session, prompt).id for _ in range(A_PAGE + 2)]
    a_question(session, prompt, published=False)
    an_open_question(session, an_article(session, published=False).prompt)
    seen, after, pages = list[int](), "", 0
    while after is not None:
        with query_budget(8):
            answer = client.get(f"/api/v1/questions?after={after}").json
        assert answer is not None
        seen += [each["id"] for each in answer["questions"]]
        after, pages = answer["after"], pages + 1
    assert seen == made[::-1]
    assert pages == 2
    assert client.get("/api/v1/questions?after=nonsense").status_code == 422


def test_what_others_say_is_told_to_who_has_answered(client: FlaskClient, session: Session) -> None:
    question = an_open_question(session, min_show=1)
    a_forecast(session, question, percent=20, at=clock.now())
    reader = a_person(session)
    secret = sign_in(client, reader, session)
    program = client.application.test_client()
    headers = {"Authorization": f"Bearer {secret}"}

    def crowd() -> object:
        answer = program.get("/api/v1/questions", headers=headers).json
        assert answer is not None
        return answer["questions"][0]["crowd"]

    assert crowd() is None
    a_forecast(session, question, reader, 60, at=clock.now())
    assert crowd() is not None
