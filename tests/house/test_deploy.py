"""The files with which the site is set up elsewhere fit the site as it is."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from discuss.settings import read
from tests.faults.serving import GRANIAN
from tests.house import source

FOLDER = source.ROOT / "docs" / "deploy"
UNITS = ("discuss.service", "discuss-worker.service")


def example() -> dict[str, str]:
    """Return the settings of the example, with secrets filled in as it asks for."""
    lines = [line for line in source.text_of(FOLDER / "discuss.env.example").splitlines() if line]
    pairs = (line.split("=", 1) for line in lines if not line.startswith("#"))
    return {name: value or "f" * 64 for name, value in pairs}


def test_the_settings_of_the_containers_are_taken(tmp_path: Path) -> None:
    written = source.text_of(FOLDER / "compose.yaml").replace("${POSTGRES_PASSWORD:?}", "secret")
    services = yaml.safe_load(written)["services"]
    assert set(services) == {"web-a", "web-b", "worker", "postgresql", "valkey"}
    for name in ("web-a", "web-b", "worker"):
        service = services[name]
        assert service["env_file"] == "discuss.env"
        given = {**example(), **service["environment"], "DISCUSS_INSTANCE": str(tmp_path)}
        settings = read(given, source.ROOT)
        assert (settings.worker, settings.proxy_count) == ("outside", 1)
        assert settings.database_url.startswith("postgresql+psycopg://discuss:")
        assert settings.is_secure
    assert services["worker"]["command"] == ["flask", "worker"]


def test_every_server_is_started_as_the_tests_start_it() -> None:
    unit = source.text_of(FOLDER / "discuss.service")
    [started] = re.findall(r"^ExecStart=(.+)$", unit, re.MULTILINE)
    [contained] = re.findall(
        r"^CMD \[(.+)\]$", source.text_of(FOLDER / "Containerfile"), re.MULTILINE
    )
    for line in (shlex.split(started), re.findall(r'"([^"]+)"', contained)):
        assert line[0].endswith("granian")
        assert line[-1] == "wsgi:app"
        assert set(GRANIAN[1:]) <= set(line)


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_names_what_there_is(name: str) -> None:
    unit = source.text_of(FOLDER / name)
    assert f"/etc/systemd/system/{name}" in unit
    [instance] = re.findall(r"^Environment=DISCUSS_INSTANCE=(.+)$", unit, re.MULTILINE)
    [state] = re.findall(r"^StateDirectory=(.+)$", unit, re.MULTILINE)
    assert instance == f"/var/lib/{state}"
    assert "EnvironmentFile=/etc/discuss.env" in unit


def test_the_proxy_reads_whole_bodies_and_drops_names_that_pass_for_others() -> None:
    conf = source.text_of(FOLDER / "nginx.conf")
    assert "proxy_request_buffering off" not in conf
    assert "underscores_in_headers" not in conf
    for said in ("client_body_timeout", "client_max_body_size", "X-Forwarded-For $remote_addr"):
        assert said in conf
