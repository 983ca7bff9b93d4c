"""The API's description, made from the same forms and shapes that the doors use."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from flask import Flask, jsonify
from pydantic import BaseModel
from spectree import Response, SecurityScheme, SecuritySchemeData, SpecTree
from spectree.models import SecureType

PROBLEM = "application/problem+json"
ALWAYS = {404: "Missing", 422: "Invalid", 429: "Too soon", 503: "Busy"}
DEEDS = {
    401: "Nobody is signed in",
    403: "Not allowed",
    409: "Somebody was faster",
    410: "Too late",
}
BODIES = {400: "Not understood", 408: "Too slow", 413: "Too long", 415: "Not JSON"}

View = TypeVar("View", bound=Callable[..., Any])


class Problem(BaseModel):
    """Why something was not done (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: dict[str, str] | None = None


def _plain_name(model: type[Any]) -> str:
    return model.__name__


def _nested_name(_parent: str, child: str) -> str:
    return child


DESCRIPTIONS: dict[Callable[..., Any], Mapping[str, Any]] = {}
"""What each documented view takes and gives; schemas are made of it when somebody asks."""


def documented(
    *,
    answers: Mapping[int, type[BaseModel] | None],
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    refusals: Sequence[int] = (),
    tags: Sequence[str] = (),
) -> Callable[[View], View]:
    """Describe an API view; what comes in is checked by the view's own form, not here."""
    codes: dict[str, Any] = {f"HTTP_{status}": model for status, model in answers.items()}
    codes |= {f"HTTP_{status}": Problem for status in {*ALWAYS, *refusals}}
    empty = [name for name, model in codes.items() if model is None]
    models = {name: model for name, model in codes.items() if model is not None}
    said = {"json": body, "query": query, "resp": Response(*empty, **models), "tags": list(tags)}

    def describe(view: View) -> View:
        # What a view returns is said by `answers`; Flask's own alias cannot be resolved from here.
        view.__annotations__.pop("return", None)
        DESCRIPTIONS[view] = said
        return view

    return describe


def register(app: Flask) -> None:
    """Serve the description of every `documented` view at /api/v1/openapi.json."""

    @cache
    def described() -> Mapping[str, Any]:
        return _completed(_described(app))

    app.add_url_rule("/api/v1/openapi.json", "openapi", lambda: jsonify(described()))


def _described(app: Flask) -> Mapping[str, Any]:
    """Return the description of the documented doors alone, as they stand in `app`."""
    spec, doors = _specification(), Flask("doors", static_folder=None)
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if view in DESCRIPTIONS:
            shown = spec.validate(**DESCRIPTIONS[view], skip_validation=True)(view)
            doors.add_url_rule(rule.rule, rule.endpoint, shown, methods=rule.methods)
    with doors.app_context():
        made: Mapping[str, Any] = spec.spec
    return made


def _specification() -> SpecTree:
    bearer = SecuritySchemeData(type=SecureType.HTTP, scheme="bearer")
    return SpecTree(
        "flask",
        title="Discuss",
        version="1",
        description="Articles that end with a question, answered with words and with numbers.",
        openapi_version="3.1.0",
        mode="strict",
        page_templates={},
        naming_strategy=_plain_name,
        nested_naming_strategy=_nested_name,
        validation_error_model=Problem,
        security_schemes=[SecurityScheme(name="bearer", data=bearer)],
    )


def _completed(described: Mapping[str, Any]) -> dict[str, Any]:
    """Return the description with what holds for every door: who may ask, and how it refuses."""
    paths = {
        path: {method: _with_refusals(method, operation) for method, operation in doors.items()}
        for path, doors in described["paths"].items()
    }
    return {**described, "paths": paths, "security": [{}, {"bearer": []}]}


def _with_refusals(method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    more = {} if method == "get" else DEEDS
    more = {**more, **BODIES} if "requestBody" in operation else more
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    refused = {
        str(status): {"description": words, "content": {PROBLEM: problem}}
        for status, words in more.items()
    }
    answers = {
        status: {**answer, "content": {PROBLEM: problem}} if status >= "400" else answer
        for status, answer in operation["responses"].items()
    }
    return {**operation, "responses": {**refused, **answers}}
