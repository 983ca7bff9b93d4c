import pytest
from flask.testing import FlaskClient
from limits.errors import StorageError

from discuss.web import limits
from discuss.web.extensions import limiter


@pytest.mark.usefixtures("pace")
def test_who_is_too_quick_is_told_when_to_try_again(visitor: FlaskClient) -> None:
    codes = [visitor.get("/trial/paced").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    answer = visitor.get("/trial/paced")
    assert "That was quick. Wait a moment." in answer.text
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


@pytest.mark.usefixtures("pace")
def test_another_network_is_not_made_to_wait(visitor: FlaskClient) -> None:
    def status(address: str) -> int:
        return visitor.get("/trial/paced", environ_base={"REMOTE_ADDR": address}).status_code

    assert [status("198.51.100.1") for _ in range(3)] == [200, 200, 429]
    assert status("198.51.100.200") == 429
    assert status("203.0.113.1") == 200
    assert [status("2001:db8:1:2::1"), status("2001:db8:1:3::1")] == [200, 200]
    assert status("2001:db8:1:4::9") == 429
    assert status("2001:db8:2::1") == 200
    assert [status(f"2001:0:0:{n}::1") for n in range(3)] == [200, 200, 429]
    assert [status(f"::ffff:192.0.2.{n}") for n in range(3)] == [200, 200, 429]
    assert status("::ffff:203.0.113.9") == 200


@pytest.mark.usefixtures("pace")
def test_a_forged_forwarding_header_does_not_help(visitor: FlaskClient) -> None:
    codes = [
        visitor.get("/trial/paced", headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code
        for n in range(3)
    ]
    assert codes == [200, 200, 429]


@pytest.mark.usefixtures("pace")
def test_what_was_typed_too_quickly_is_kept(visitor: FlaskClient) -> None:
    answers = [visitor.post("/trial/paced", data={"body": "My words"}) for _ in range(3)]
    assert answers[2].status_code == 429
    assert "My words" in answers[2].text


@pytest.mark.usefixtures("pace")
def test_a_site_whose_counters_are_away_still_answers_and_still_counts(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def away(*about: object) -> bool:
        asked.append(about)
        raise StorageError(ConnectionError("redis is gone"))

    monkeypatch.setattr(limiter.limiter, "hit", away)
    codes = [visitor.get("/trial/paced").status_code for _ in range(4)]
    assert codes == [200, 200, 429, 429]
    assert len(asked) == 1, "nobody waits for what has just not answered"
    monkeypatch.setattr(limits, "REST", 0.0)
    visitor.get("/trial/paced")
    assert len(asked) == 2


def test_without_limits_nobody_waits(visitor: FlaskClient) -> None:
    assert {visitor.get("/trial/paced").status_code for _ in range(5)} == {200}
