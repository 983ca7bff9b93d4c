import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discuss.accounts.rules import STRANGER, device_of, masked, name_fault, password_fault
from discuss.kit.errors import Unknown


@pytest.mark.parametrize("name", ["", "  ", "A", "admin", "Аdmin", "Moderator", "x" * 61, "\u202e"])
def test_names_that_say_nothing_or_belong_to_the_site_are_refused(name: str) -> None:
    assert name_fault(name)


@pytest.mark.parametrize("name", ["Ada", "Ruth Okafor", "Жанна", "李小龍", "Bo"])
def test_names_of_people_anywhere_are_taken(name: str) -> None:
    assert name_fault(name) is None


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "aaaaaaaaaaaa",
        "ruth okafor",
        "x" * 257,
        "1234567890",
        "9876543210",
        "password1234",
        "P4ssw0rd!2024",
        "qwertyuiop",
        "iloveyou!!!",
        "Discuss 2026!",
    ],
)
def test_weak_passwords_are_refused_with_a_sentence(password: str) -> None:
    fault = password_fault(password, name="Ruth Okafor", email="ruth@example.org")
    assert fault
    assert fault.endswith(".")


@pytest.mark.parametrize(
    "password", ["three unusual words", "kettle-orbit-marsh", "пять странных слов", "x7#qT9!mzR"]
)
def test_a_pass_phrase_of_any_composition_is_taken(password: str) -> None:
    assert password_fault(password) is None


@settings(deadline=None)
@given(st.text())
def test_any_user_agent_becomes_a_few_words(text: str) -> None:
    assert device_of(text)


def test_a_device_is_named_by_browser_and_system() -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    assert device_of(agent) == "Firefox on Linux"


def test_an_address_is_masked_but_known_to_its_owner() -> None:
    assert masked("ruth@example.org") == "r…@example.org"


def test_a_stranger_is_nobody() -> None:
    with pytest.raises(Unknown):
        _ = STRANGER.id
