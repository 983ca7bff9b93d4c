from flask.testing import FlaskClient


def test_a_device_remembers_its_theme_without_an_account(client: FlaskClient) -> None:
    answer = client.post("/theme", data={"theme": "dark", "next": "/rules"})
    assert (answer.status_code, answer.location) == (303, "/rules")
    assert client.get_cookie("theme").value == "dark"  # type: ignore[union-attr]


def test_a_device_forgets_its_theme(client: FlaskClient) -> None:
    client.post("/theme", data={"theme": "dark"})
    client.post("/theme", data={"theme": ""})
    assert client.get_cookie("theme") is None


def test_choosing_a_theme_never_leads_to_another_site(client: FlaskClient) -> None:
    answer = client.post("/theme", data={"theme": "light", "next": "//evil.example"})
    assert answer.location == "/"
