from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, field_validator
from werkzeug.datastructures import MultiDict

from discuss.kit.command import LARGEST, Filled, Form, Whole
from discuss.kit.errors import Invalid


class Note(Form):
    """A form with one field of each kind."""

    sentences = {"place": "Choose where the note belongs."}  # noqa: RUF012 - as slices write it

    body: Annotated[str, Field(min_length=1, max_length=20)]
    place: Whole = 1
    kind: Literal["plain", "loud"] = "plain"
    share: float = 0.5
    tags: list[str] = []  # noqa: RUF012 - pydantic copies defaults
    parts: dict[str, str] = {}  # noqa: RUF012

    @field_validator("body")
    @classmethod
    def _no_shouting(cls, body: str) -> str:
        if body == "SHOUT":
            raise ValueError("Write it in small letters.")
        return body


def refusal(**typed: object) -> Invalid:
    with pytest.raises(Invalid) as caught:
        Note.parse(typed)
    return caught.value


def test_a_form_is_understood_alike_from_a_page_and_from_json() -> None:
    from_page = Note.parse(MultiDict([("body", " Hello "), ("place", "7"), ("csrf_token", "x")]))
    assert from_page == Note.parse({"body": "Hello", "place": 7})


def test_a_field_sent_twice_is_a_list_where_one_is_taken() -> None:
    form = Note.parse(MultiDict([("body", "a"), ("tags", "x"), ("tags", "y")]))
    assert form.tags == ["x", "y"]


def test_a_field_sent_twice_where_one_is_meant_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        Note.parse(MultiDict([("body", "a"), ("body", "b")]))
    assert set(caught.value.fields) == {"body"}


def test_an_unknown_field_is_refused() -> None:
    assert refusal(body="a", role="admin").fields == {"role": "This field is not known here."}


def test_what_the_address_says_cannot_be_overruled() -> None:
    assert Note.parse({"body": "a", "place": 9}, place=3).place == 3


@pytest.mark.parametrize(
    "place",
    [LARGEST + 1, -1, "9" * 5000, "1e400", 1e400, "", "x", None, [], {}, "1.5", float("nan")],
)
def test_a_number_that_no_column_holds_is_refused_in_the_forms_own_words(place: object) -> None:
    assert refusal(body="a", place=place).fields == {"place": "Choose where the note belongs."}


@pytest.mark.parametrize(
    "share", ["nan", "inf", "-Infinity", float("nan"), float("inf"), "x", "9" * 5000]
)
def test_a_share_must_be_a_finite_number(share: object) -> None:
    assert refusal(body="a", share=share).fields == {"share": "Enter a number."}


def test_nul_surrogates_and_hidden_characters_cannot_pass() -> None:
    form = Note.parse(
        {"body": "a\x00\ud800\u202eb", "tags": ["\x00c"], "parts": {"\x00d": "\x00e"}}
    )
    assert (form.body, form.tags, form.parts) == ("ab", ["c"], {"d": "e"})


def test_a_text_of_only_hidden_characters_counts_as_empty() -> None:
    assert refusal(body="\x00\u200b").fields == {"body": "This is too short."}


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ({}, {"body": "This is needed."}),
        ({"body": "x" * 21}, {"body": "This is too long: at most 20 characters."}),
        ({"body": "SHOUT"}, {"body": "Write it in small letters."}),
        ({"body": "a", "kind": "odd"}, {"kind": "Choose one of 'plain' or 'loud'."}),
        ({"body": ["a"]}, {"body": "Enter a text."}),
        ({"body": {"a": 1}}, {"body": "Enter a text."}),
        ({"body": None}, {"body": "Enter a text."}),
        ({"body": 5}, {"body": "Enter a text."}),
    ],
)
def test_each_field_gets_its_sentence(typed: dict[str, object], sentences: dict[str, str]) -> None:
    assert refusal(**typed).fields == sentences


def test_several_fields_are_told_at_once() -> None:
    caught = refusal(kind="odd", colour="red")
    assert set(caught.fields) == {"body", "kind", "colour"}
    assert caught.sentence == "Some fields need another look."


def test_a_sentence_never_repeats_what_was_typed() -> None:
    caught = refusal(body="<b>secret</b>" * 9, place="secret", share="secret", kind="secret")
    assert "secret" not in str(caught.fields) + caught.sentence


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["body", "place", "kind", "share", "tags", "parts"]), JSON))
def test_anything_is_understood_or_refused_with_sentences(typed: dict[str, object]) -> None:
    try:
        form = Note.parse(typed)
    except Invalid as caught:
        assert all(sentence.endswith(".") for sentence in caught.fields.values())
    else:
        form.body.encode()
        assert "\x00" not in form.body


def test_a_refused_form_stands_on_the_page_again_as_it_was_typed() -> None:
    typed = MultiDict([("body", "x" * 21), ("tags", "a"), ("tags", "b")])
    with pytest.raises(Invalid) as caught:
        Note.parse(typed)
    filled = Filled.of(typed, caught.value)
    assert filled.values["body"] == "x" * 21
    assert filled.values["tags"] == ["a", "b"]
    assert filled.errors == caught.value.fields
    assert Filled.empty(place=3).values.get("place") == 3
