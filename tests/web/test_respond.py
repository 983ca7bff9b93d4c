from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from discuss.web.respond import FRAGMENT, safe_next
from tests.web.conftest import SCRIPT

ELSEWHERE = [
    "https://evil.example/",
    "http:evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/ /evil.example",
    "/\x00/evil.example",
    "\t//evil.example",
    " //evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "?next=//evil.example",
    "",
    "/a\\b",
    "/a\r\nSet-Cookie: a=b",
    "/a\nb",
    "/é",
    "/a b",
    "/\u2028x",
    "／／evil.example",
    "/\\/evil.example",
    '/"onclick="',
    ".//evil.example",
    "..//evil.example",
]


@pytest.mark.parametrize("target", [*ELSEWHERE, None])
def test_a_way_back_never_leads_elsewhere(target: str | None) -> None:
    assert safe_next(target, "/home") == "/home"


@pytest.mark.parametrize(
    "target",
    ["/", "/articles/the-choice", "/questions/3?p=62", "/a?b=c&d=%2F%2Fe#comment-7", "/a//b"],
)
def test_a_way_back_on_this_site_is_kept(target: str) -> None:
    assert safe_next(target, "/home") == target


@given(st.text(st.sampled_from("/\\.:@?#%ab \t\n\r\x00é2F09"), max_size=12))
def test_no_mixture_of_signs_leads_to_another_host(target: str) -> None:
    # A browser reads a backslash as a slash, and leaves out tabs and line ends.
    seen = safe_next(target, "/home").replace("\\", "/").translate({9: None, 10: None, 13: None})
    assert urlsplit(urljoin("https://here.example/deep/page", seen)).netloc == "here.example"


def sent(visitor: FlaskClient, body: bytes, kind: str = "application/json") -> tuple[int, str]:
    answer = visitor.post("/api/v1/trial/body", data=body, content_type=kind)
    return answer.status_code, answer.text


def test_a_program_sends_one_object(visitor: FlaskClient) -> None:
    status, text = sent(visitor, b'{"b": 1, "a": {"c": []}}')
    assert status == 200
    assert '"a"' in text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"5",
        b"null",
        b'"text"',
        b"{",
        b"\xff\xfe",
        b'{"a": "\xff"}',
        b'{"a": 1,}',
        b"NaN",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"a":' + b"[" * 100 + b"]" * 100 + b"}",
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
)
def test_anything_else_is_refused_with_a_sentence(visitor: FlaskClient, body: bytes) -> None:
    status, text = sent(visitor, body)
    assert status == 422
    assert "Send one JSON object in UTF-8." in text


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_json_that_does_not_say_so_is_refused(visitor: FlaskClient, kind: str) -> None:
    status, text = sent(visitor, b'{"a": 1}', kind)
    assert status == 415
    assert "application/json" in text


def test_a_plain_form_is_answered_with_a_redirect_that_is_followed_by_get(
    visitor: FlaskClient,
) -> None:
    answer = visitor.post("/trial/done")
    assert (answer.status_code, answer.location) == (303, "/trial/page")


def test_a_script_gets_the_changed_part_at_once(visitor: FlaskClient) -> None:
    answer = visitor.post("/trial/done", headers=SCRIPT)
    assert (answer.status_code, answer.mimetype) == (200, FRAGMENT)
    assert "Accept" in answer.headers["Vary"]
    assert "It is done." in answer.text
