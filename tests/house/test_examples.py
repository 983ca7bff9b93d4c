"""The examples of docs/api.md do what they say."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.house import source
from tests.makers.accounts import PASSWORD, a_person, sign_in
from tests.makers.articles import an_article

TEXT = source.text_of(source.ROOT / "docs" / "api.md")
EXAMPLES = re.findall(
    r"```http\n([A-Z]+ \S+)\n(.*?)```\n```http\n(\d{3})\n(.*?)```", TEXT, re.DOTALL
)


def is_alike(said: Any, got: Any) -> bool:
    """Tell whether an answer has the shape and the fixed words of the example."""
    if isinstance(said, dict):
        return isinstance(got, dict) and all(
            k in got and is_alike(v, got[k]) for k, v in said.items()
        )
    if isinstance(said, list):
        return isinstance(got, list)
    if said == "…":
        return isinstance(got, str) and bool(got)
    if type(said) is int:
        return isinstance(got, int)
    return bool(said == got)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == TEXT.count("```http") // 2 >= 5


@pytest.mark.parametrize(("request_line", "body", "status", "answer"), EXAMPLES)
def test_an_example_is_true(
    app: Flask, session: Session, request_line: str, body: str, status: str, answer: str
) -> None:
    article = an_article(session)
    person = a_person(session)
    client = app.test_client()
    secret = sign_in(client, person, session)
    method, address = request_line.split(" ")
    sent = json.loads(body) if body.strip() else None
    if sent and "password" in sent:
        sent = {"email": person.email, "password": PASSWORD}
    got = app.test_client().open(
        address.replace("/articles/1/", f"/articles/{article.id}/"),
        method=method,
        json=sent,
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert got.status_code == int(status), got.text
    assert is_alike(json.loads(answer), got.json), got.text
