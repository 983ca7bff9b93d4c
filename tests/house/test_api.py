"""The API keeps what its description promises, tried with made-up requests by a machine."""

import re
from typing import Any, get_args

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import BaseModel
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy.orm import Session

from discuss.web.openapi import DESCRIPTIONS
from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import a_comment

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
BOUNDED = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def described(app: Flask) -> Any:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    schema.validate()
    return schema


def test_the_description_is_a_valid_one_of_its_version(app: Flask) -> None:
    document = app.test_client().get("/api/v1/openapi.json").json
    assert document is not None
    assert document["openapi"] == "3.1.0"
    described(app)


def test_every_door_of_the_api_is_described(app: Flask) -> None:
    document = app.test_client().get("/api/v1/openapi.json").json
    assert document is not None
    said = {(path, method.upper()) for path, doors in document["paths"].items() for method in doors}
    there = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.endpoint != "openapi"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert said == there


def test_every_door_of_the_api_says_what_it_does(app: Flask) -> None:
    document = app.test_client().get("/api/v1/openapi.json").json
    assert document is not None
    names = []
    for path, doors in document["paths"].items():
        for method, door in doors.items():
            assert door["summary"].endswith((".", ".`")) or door["description"], f"{method} {path}"
            assert door["tags"], f"{method} {path}"
            names.append(door["operationId"])
    assert len(names) == len(set(names))


def models_in(kind: object, above: frozenset[object] = frozenset()) -> set[type[BaseModel]]:
    """Return a model and all that its fields hold, or those that a type names."""
    if kind in above:
        return set()
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return {found for part in get_args(kind) for found in models_in(part, above)}
    held = (field.annotation for field in kind.model_fields.values())
    return {kind, *(found for each in held for found in models_in(each, above | {kind}))}


def test_no_two_shapes_of_the_api_have_one_name() -> None:
    """The description lists shapes by name: a second one would be told as the first."""
    shapes: dict[str, set[type[BaseModel]]] = {}
    for each in DESCRIPTIONS.values():
        for top in (each["json"], each["query"], *each["resp"].models):
            for model in models_in(top):
                shapes.setdefault(model.__name__, set()).add(model)
    assert len(shapes) > 100
    assert [name for name, models in shapes.items() if len(models) > 1] == []


def tried(app: Flask, headers: dict[str, str]) -> list[str]:
    """Send made-up requests to every door; return what went wrong, one line each."""
    faults: list[str] = []
    for result in described(app).get_all_operations():
        operation = result.ok()

        @BOUNDED
        @schemathesis_given(operation)
        def one(case: Any) -> None:
            response = case.call(headers={**(case.headers or {}), **headers})
            try:
                case.validate_response(response, checks=CHECKS)
            except BaseExceptionGroup as group:
                faults.extend(str(fault) for fault in group.exceptions)

        one()
    return faults


def schemathesis_given(operation: Any) -> Any:
    return given(case=operation.as_strategy())


@pytest.mark.timeout(600)
def test_a_strangers_made_up_requests_break_nothing(app: Flask, session: Session) -> None:
    a_comment(session)
    session.commit()
    assert tried(app, {}) == []


@pytest.mark.timeout(600)
def test_an_admins_made_up_requests_break_nothing(app: Flask, session: Session) -> None:
    a_comment(session)
    client = app.test_client()
    secret = sign_in(client, a_person(session, role="admin"), session)
    assert tried(app, {"Authorization": f"Bearer {secret}"}) == []
