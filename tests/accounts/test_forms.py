import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discuss.accounts import forms
from discuss.kit.errors import Invalid

RUTH = {
    "name": "Ruth Okafor",
    "email": "ruth.okafor@example.org",
    "password": "three unusual words",
}


def test_an_address_is_known_in_any_spelling_of_its_case() -> None:
    form = forms.NewAccount.parse({**RUTH, "email": "Ruth.Okafor@Example.ORG"})
    assert form.email == "ruth.okafor@example.org"


@pytest.mark.parametrize("email", ["", "ruth", "ruth@", "ruth@localhost x", "a@b\r\nBcc: c@d.org"])
def test_what_is_no_address_gets_a_sentence_with_an_example(email: str) -> None:
    with pytest.raises(Invalid) as refused:
        forms.NewAccount.parse({**RUTH, "email": email})
    assert refused.value.fields["email"] == forms.NO_ADDRESS


@pytest.mark.parametrize("password", ["Ruth Okafor", "RUTH.OKAFOR@example.org", "ruth.okafor"])
def test_a_password_is_neither_the_name_nor_the_address(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        forms.NewAccount.parse({**RUTH, "password": password})
    assert list(refused.value.fields) == ["password"]


def test_spaces_around_a_password_belong_to_it() -> None:
    form = forms.FreshPassword.parse({"password": "  three unusual words "})
    assert form.password.get_secret_value() == "  three unusual words "


@pytest.mark.parametrize("field", ["role", "is_confirmed", "handle", "person_id"])
def test_nobody_gives_themselves_more_than_a_form_asks(field: str) -> None:
    with pytest.raises(Invalid):
        forms.NewAccount.parse({**RUTH, field: "admin"})


def test_a_password_is_printed_nowhere() -> None:
    assert RUTH["password"] not in repr(forms.NewAccount.parse(RUTH))


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from([*RUTH, "next", "x"]), st.text() | st.integers() | st.none())
)
def test_whatever_is_sent_is_understood_or_refused_field_by_field(sent: dict[str, object]) -> None:
    try:
        form = forms.NewAccount.parse(sent)
    except Invalid as refusal:
        said = list(refusal.fields.values())
    else:
        said = [f"{form.name} and {form.email} are understood."]
    assert said
    assert all(sentence.endswith((".", "…")) for sentence in said)
