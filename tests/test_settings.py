import os
import subprocess
import sys
from pathlib import Path

import pytest

from discuss.settings import Settings, WrongSetting, read

WRONG = [
    ({"COLOUR": "red"}, "DISCUSS_COLOUR is not a setting"),
    ({"WORKER": "maybe"}, "DISCUSS_WORKER takes inside or outside"),
    ({"PACE_LIMITS": "2"}, "DISCUSS_PACE_LIMITS takes yes or no"),
    ({"PROXY_COUNT": "one"}, "DISCUSS_PROXY_COUNT takes a whole number"),
    ({"PROXY_COUNT": "-1"}, "DISCUSS_PROXY_COUNT takes a whole number"),
    ({"SITE_URL": "talk.example"}, "DISCUSS_SITE_URL takes an address that begins with http"),
    ({"SITE_URL": "ftp://talk.example"}, "DISCUSS_SITE_URL takes an address"),
    ({"SITE_URL": "http://"}, "DISCUSS_SITE_URL takes an address"),
    ({"SITE_URL": "http://[::1"}, "DISCUSS_SITE_URL takes an address"),
    ({"SITE_URL": "http://talk.example:port"}, "DISCUSS_SITE_URL takes an address"),
    (
        {"SITE_URL": "https://talk.example/forum"},
        "DISCUSS_SITE_URL takes an address without a path",
    ),
    ({"SMTP_URL": "mail.example"}, "DISCUSS_SMTP_URL takes an address that begins with smtp"),
    ({"SMTP_URL": "smtp://mail.example:port"}, "DISCUSS_SMTP_URL takes an address"),
    ({"SECRET_KEY": "short"}, "DISCUSS_SECRET_KEY takes at least 32 characters"),
    ({"WEBHOOK_URL": "https://a.example"}, "DISCUSS_WEBHOOK_URL takes a DISCUSS_WEBHOOK_SECRET"),
    ({"MAIL_FROM": "a@b.example\nBcc: c@d.example"}, "DISCUSS_MAIL_FROM takes one address"),
    ({"MAIL_FROM": "nobody"}, "DISCUSS_MAIL_FROM takes one address"),
    ({"DATABASE_URL": "nonsense"}, "DISCUSS_DATABASE_URL takes an address that begins with"),
    ({"DATABASE_URL": "mysql://localhost/discuss"}, "DISCUSS_DATABASE_URL takes an address"),
    ({"DATABASE_URL": "sqlite://"}, "DISCUSS_DATABASE_URL names no file"),
    ({"REDIS_URL": "localhost"}, "DISCUSS_REDIS_URL takes an address that begins with"),
]


def settings(folder: Path, **given: str) -> Settings:
    return read({f"DISCUSS_{name}": value for name, value in given.items()}, folder)


@pytest.mark.parametrize(("given", "sentence"), WRONG)
def test_a_wrong_setting_stops_the_start_with_a_sentence(
    tmp_path: Path, given: dict[str, str], sentence: str
) -> None:
    with pytest.raises(WrongSetting) as caught:
        settings(tmp_path, **given)
    assert str(caught.value).startswith(sentence)
    assert str(caught.value).endswith(".")


def test_a_folder_that_cannot_be_made_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongSetting, match="DISCUSS_INSTANCE takes a folder"):
        settings(tmp_path, INSTANCE=str(tmp_path / "file" / "inside"))


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path / 'instance' / 'discuss.sqlite3'}"
    assert found.site_url == "http://127.0.0.1:5000"
    assert found.trusted_hosts == ("127.0.0.1", "localhost")
    assert not found.is_secure
    assert found.worker


def test_an_empty_setting_counts_as_none(tmp_path: Path) -> None:
    assert settings(tmp_path, SITE_NAME="", PROXY_COUNT="", WORKER="") == settings(tmp_path)


@pytest.mark.parametrize("short", ["postgres://u:p@h/d", "postgresql://u:p@h/d"])
def test_the_usual_address_of_postgresql_is_understood(tmp_path: Path, short: str) -> None:
    assert settings(tmp_path, DATABASE_URL=short).database_url == "postgresql+psycopg://u:p@h/d"


def test_the_sites_own_host_is_trusted_unless_others_are_named(tmp_path: Path) -> None:
    assert settings(tmp_path, SITE_URL="https://talk.example/").trusted_hosts[0] == "talk.example"
    named = settings(tmp_path, TRUSTED_HOSTS="a.example, b.example,")
    assert named.trusted_hosts == ("a.example", "b.example")


def test_the_secret_key_is_made_once_and_is_the_owners_alone(tmp_path: Path) -> None:
    first = settings(tmp_path).secret_key
    assert settings(tmp_path).secret_key == first
    assert len(first) >= 64
    assert (tmp_path / "instance" / "secret-key").stat().st_mode & 0o077 == 0


def test_an_interrupted_first_start_leaves_no_empty_secret(tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "secret-key").write_text("")
    assert len(settings(tmp_path).secret_key) >= 64


def test_two_first_starts_at_once_agree_on_the_secret_key(tmp_path: Path) -> None:
    code = "import sys, pathlib, discuss.settings as s; "
    code += "print(s.read({}, pathlib.Path(sys.argv[1])).secret_key)"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    keys = {process.communicate(timeout=60)[0].strip() for process in processes}
    assert len(keys) == 1
    assert len(keys.pop()) == 64


def test_the_command_line_says_the_sentence_and_nothing_else(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    environment = {
        "PATH": os.environ["PATH"],
        "DISCUSS_INSTANCE": str(tmp_path),
        "DISCUSS_WORKER": "maybe",
    }
    done = subprocess.run(
        [sys.executable, "-m", "flask", "routes"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "DISCUSS_WORKER takes inside or outside."


def test_what_only_tests_are_told_is_no_setting(tmp_path: Path) -> None:
    assert settings(tmp_path, TEST_POSTGRESQL="postgresql://x") == settings(tmp_path)
