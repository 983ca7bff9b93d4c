from email import message_from_bytes, policy
from pathlib import Path

import pytest

from discuss.settings import Settings
from discuss.web import mail
from tests.fixtures.databases import settings_for
from tests.fixtures.mail import Mailbox


def a_site(tmp_path: Path, **more: str) -> Settings:
    return settings_for(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path, **more)


def test_without_a_server_mails_are_files_for_the_operator(tmp_path: Path) -> None:
    settings = a_site(tmp_path)
    for _ in range(2):
        mail.send(settings, to="ada@example.org", subject="Grüße", text="Zürich\n", identity="abc")
    files = list((tmp_path / "mail").iterdir())
    assert [file.name for file in files] == ["abc.eml"]
    letter = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert (letter["To"], letter["Subject"]) == ("ada@example.org", "Grüße")
    assert letter.get_content() == "Zürich\n"
    assert letter["Message-ID"] == "<abc@127.0.0.1>"


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x00\n"])
def test_a_subject_cannot_add_a_header(tmp_path: Path, mailbox: Mailbox, break_: str) -> None:
    settings = a_site(tmp_path, smtp_url=f"smtp://127.0.0.1:{mailbox.port}")
    subject = f"Hello{break_}Bcc: eve@evil.example{break_}{break_}Body"
    mail.send(settings, to="ada@example.org", subject=subject, text="x", identity="a")
    assert mailbox.mails[0]["Bcc"] is None
    assert mailbox.mails[0].get_content().strip() == "x"
    assert set(mailbox.mails[0].keys()) >= {"From", "To", "Subject", "Date", "Message-ID"}


@pytest.mark.parametrize("to", ["a@b.example\nBcc: eve@evil.example", "a@b.example\r\n\r\nBody"])
def test_an_address_cannot_add_a_header(tmp_path: Path, mailbox: Mailbox, to: str) -> None:
    settings = a_site(tmp_path, smtp_url=f"smtp://127.0.0.1:{mailbox.port}")
    with pytest.raises(ValueError, match=r"[Hh]eader"):
        mail.send(settings, to=to, subject="x", text="x", identity="a")
    assert mailbox.mails == []


def test_a_text_with_a_lone_dot_arrives_whole(tmp_path: Path, mailbox: Mailbox) -> None:
    settings = a_site(tmp_path, smtp_url=f"smtp://127.0.0.1:{mailbox.port}")
    text = "one\n.\n..two\n"
    mail.send(settings, to="ada@example.org", subject="x", text=text, identity="a")
    assert mailbox.mails[0].get_content().splitlines() == text.splitlines()


def test_a_server_that_is_away_is_told_by_an_error(tmp_path: Path, mailbox: Mailbox) -> None:
    settings = a_site(tmp_path, smtp_url="smtp://127.0.0.1:1")
    with pytest.raises(OSError, match="refused"):
        mail.send(settings, to="ada@example.org", subject="x", text="x", identity="a")
    assert mailbox.mails == []
