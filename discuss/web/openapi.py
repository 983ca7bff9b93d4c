"""The API's description, made from the same forms and shapes that the doors use."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from flask import Flask, jsonify
from flask import Response as FlaskResponse
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
BODIES = {400: "Not understood", 413: "Too long", 415: "Not JSON"}

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


spec = SpecTree(
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
    security_schemes=[
        SecurityScheme(
            name="bearer", data=SecuritySchemeData(type=SecureType.HTTP, scheme="bearer")
        ),
    ],
)


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
    decorate = spec.validate(
        json=body,
        query=query,
        resp=Response(*empty, **models),
        tags=list(tags),
        skip_validation=True,
    )

    def describe(view: View) -> View:
        # What a view returns is said by `answers`; Flask's own alias cannot be resolved from here.
        view.__annotations__.pop("return", None)
        described: View = decorate(view)
        return described

    return describe


def register(app: Flask) -> None:
    """Serve the description of every `documented` view at /api/v1/openapi.json."""

    def document() -> FlaskResponse:
        return jsonify(_completed(spec.spec))

    app.add_url_rule("/api/v1/openapi.json", "openapi", document)


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
