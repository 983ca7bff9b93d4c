"""The API's description, made from the same forms and shapes that the doors use."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel
from spectree import Response, SpecTree

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
    path="api/v1",
    filename="openapi.json",
    openapi_version="3.1.0",
    mode="strict",
    page_templates={},
    naming_strategy=_plain_name,
    nested_naming_strategy=_nested_name,
    validation_error_model=Problem,
    security_schemes=[],
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
    codes |= {
        f"HTTP_{status}": Problem
        for status in {404, 422, 429, 503, *refusals, *({401, 403, 409} if body else ())}
    }
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
