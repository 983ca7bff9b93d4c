import json
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.articles import queries as articles
from discuss.comments import actions
from discuss.exchange.presenters import lines
from tests.makers.articles import an_article
from tests.makers.comments import a_comment


def test_an_export_holds_what_everybody_can_read_and_nothing_else(
    session: Session, now: datetime
) -> None:
    article = an_article(session)
    found = articles.published(session, article.slug)
    assert found.prompt is not None
    first = a_comment(session, prompt=found.prompt, body="First **words**.", about="p1")
    a_comment(session, prompt=found.prompt, parent=first, body="An answer.")
    gone = a_comment(session, prompt=found.prompt, body="Removed words.")
    actions.reject(session, gone, "Rule 2.", now)
    session.flush()
    exported = [json.loads(line) for line in lines(session, found, "https://a.example", now)]
    kinds = [each["kind"] for each in exported]
    assert kinds[:3] == ["header", "article", "prompt"]
    comments = [each for each in exported if each["kind"] == "comment"]
    assert [each["source"] for each in comments] == ["First **words**.", "An answer."]
    assert comments[1]["parent_id"] == comments[0]["id"]
    assert [each["about"] for each in comments] == ["p1", None]
    assert comments[0]["about_quote"].startswith("The council has bought")
    assert "example.org" not in json.dumps(comments)
