import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from discuss.web.assets import A_YEAR, BUNDLES, Assets

STATIC = Path(__file__).parents[2] / "static"


def address(client: FlaskClient) -> str:
    found = re.search(r'href="(/static/[^"]+/css/reader\.css)"', client.get("/trial/page").text)
    assert found
    return found[1]


def test_a_style_sheet_may_be_kept_for_a_year_under_its_address_of_today(
    visitor: FlaskClient,
) -> None:
    answer = visitor.get(address(visitor))
    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == A_YEAR


def test_an_address_of_another_day_still_answers_but_is_not_kept(visitor: FlaskClient) -> None:
    answer = visitor.get("/static/000000000000/css/reader.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("bundle", BUNDLES)
def test_every_part_of_a_bundle_is_in_it(visitor: FlaskClient, bundle: str) -> None:
    text = visitor.get(f"/static/0/{bundle}").text
    assert text.strip()
    assert "@import" not in text


@pytest.mark.parametrize(
    "path",
    [
        "../wsgi.py",
        "..%2f..%2fwsgi.py",
        "%2e%2e/wsgi.py",
        "/etc/passwd",
        "css",
        "css/none.css",
        "\x00",
    ],
)
def test_nothing_outside_the_folder_is_served(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(f"/static/0/{path}", follow_redirects=True)
    assert answer.status_code in {400, 404}


def test_the_addresses_change_with_any_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("static")
    (folder / "a.css").write_text("1")
    first = Assets(folder).digest
    assert Assets(folder).digest == first
    (folder / "a.css").write_text("2")
    second = Assets(folder).digest
    (folder / "a.css").rename(folder / "b.css")
    assert len({first, second, Assets(folder).digest}) == 3


def test_scripts_are_served_as_scripts(visitor: FlaskClient, trial: Flask) -> None:
    del trial
    answer = visitor.get("/static/0/js/main.js", buffered=True)
    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"


@pytest.mark.parametrize("path", ["js/main.js", "css/reader.css", "icons.svg"])
def test_texts_are_sent_compressed_to_whoever_takes_it(visitor: FlaskClient, path: str) -> None:
    plain = visitor.get(f"/static/0/{path}", headers={"Accept-Encoding": "gzip;q=0"})
    packed = visitor.get(f"/static/0/{path}", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) * 2 < len(plain.data)
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_a_page_asks_for_one_script_and_gets_every_module_with_it(visitor: FlaskClient) -> None:
    page = visitor.get("/trial/page").text
    assert re.findall(r'src="[^"]+/js/([^"]+)"', page) == ["main.js"]
    script = visitor.get("/static/0/js/main.js").text
    for module in STATIC.rglob("*.js"):
        assert f"make['js/{module.relative_to(STATIC / 'js').as_posix()}'] =" in script
