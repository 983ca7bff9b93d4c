"""Forms: what strangers send, checked once for HTML and JSON alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from discuss.kit.errors import Invalid, Refusal
from discuss.kit.text import storable

LARGEST = 2**31 - 1
LONGEST_ID = len(str(LARGEST))
"""Digits of the largest number of a row."""

Whole = Annotated[int, Field(ge=0, le=LARGEST)]
"""A whole number that every database column and every browser can hold."""

PROSE = {
    "missing": "This is needed.",
    "extra_forbidden": "This field is not known here.",
    "string_too_short": "This is too short.",
    "string_too_long": "This is too long: at most {max_length} characters.",
    "greater_than_equal": "Enter a number of at least {ge}.",
    "less_than_equal": "Enter a number of at most {le}.",
    "int_parsing": "Enter a whole number.",
    "int_parsing_size": "Enter a number of at most 2147483647.",
    "int_from_float": "Enter a whole number.",
    "int_type": "Enter a whole number.",
    "float_parsing": "Enter a number.",
    "float_type": "Enter a number.",
    "finite_number": "Enter a number.",
    "string_type": "Enter a text.",
    "bool_parsing": "Enter yes or no.",
    "literal_error": "Choose one of {expected}.",
    "enum": "Choose one of {expected}.",
}


class Form(BaseModel):
    """An untrusted mapping that has been understood; unknown fields are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False
    )

    sentences: ClassVar[Mapping[str, str]] = {}
    """A sentence of its own for each field that deserves one."""

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic hands over what came
        return {k: _clean(v) for k, v in data.items()} if isinstance(data, Mapping) else data

    @classmethod
    def parse(cls, source: Mapping[str, Any], **fixed: object) -> Self:
        """Return the form that `source` fills, `fixed` coming from the address.

        Raises `Invalid` with one sentence a field; what was typed is never echoed in it.
        """
        typed = {k: v for k, v in _plain(source).items() if k != "csrf_token"}
        try:
            return cls.model_validate({**typed, **fixed})
        except ValidationError as error:
            fields = {
                str(e["loc"][0]) if e["loc"] else "": cls._sentence(e) for e in error.errors()
            }
            raise Invalid(_summary(fields), fields) from None

    @classmethod
    def _sentence(cls, error: Any) -> str:  # noqa: ANN401 - pydantic's own error shape
        name = str(error["loc"][0]) if error["loc"] else ""
        if name in cls.sentences and error["type"] not in {"string_too_long", "extra_forbidden"}:
            return cls.sentences[name]
        if error["type"] == "value_error":
            return str(error["ctx"]["error"])
        return PROSE.get(error["type"], "This cannot be read.").format_map(
            _Gaps(error.get("ctx") or {})
        )


class Asked(Form):
    """What an address asks for; links arrive with other people's parameters, which say nothing."""

    model_config = ConfigDict(extra="ignore")


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _plain(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return a dict, with a list where a form sent a field more than once."""
    lists = getattr(source, "lists", None)
    if lists is None:
        return dict(source)
    return {name: values if len(values) > 1 else values[0] for name, values in lists()}


def _clean(value: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {storable(str(k)): _clean(v) for k, v in value.items()}
    return value


def _summary(fields: Mapping[str, str]) -> str:
    if len(fields) == 1:
        return next(iter(fields.values()))
    return "Some fields need another look."


@dataclass(frozen=True)
class Filled:
    """A form as it stands on the page again: what was typed, and what to mend."""

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""

    @classmethod
    def empty(cls, **values: object) -> "Filled":
        """Return a form that nobody has sent yet, with starting values."""
        return cls(values=values)

    @classmethod
    def of(cls, source: Mapping[str, Any], refusal: Refusal) -> "Filled":
        """Return what was sent, with the sentences of its refusal, whatever it was refused for."""
        errors = refusal.fields if isinstance(refusal, Invalid) else {}
        return cls(values=_plain(source), errors=errors, sentence=refusal.sentence)
