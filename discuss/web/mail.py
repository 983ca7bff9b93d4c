"""Plain mail by SMTP, or as files in the instance folder while no server is set."""

import smtplib
import ssl
from collections.abc import Mapping
from email import policy
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from urllib.parse import unquote, urlsplit

from discuss.settings import Settings

SECONDS = 10

UNBROKEN = policy.default.clone(max_line_length=900)
"""Lines as long as servers take them: a folded address in a header is read by no mail program."""


def send(  # noqa: PLR0913 - a mail has this many parts
    settings: Settings,
    *,
    to: str,
    subject: str,
    text: str,
    identity: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send a text to one address; the same `identity` gives the same Message-ID on every try.

    Raises `OSError` or `smtplib.SMTPException` when the server does not take it.
    """
    message = EmailMessage(policy=UNBROKEN)
    message["From"] = settings.mail_from
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate()
    host = urlsplit(settings.site_url).hostname or "localhost"
    message["Message-ID"] = f"<{identity}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in (headers or {}).items():
        message[name] = value
    # As it is: wrapped by the encoding, a link could not be copied from the file.
    message.set_content(text, cte="8bit")
    if settings.smtp_url:
        _by_smtp(settings.smtp_url, message)
    else:
        _to_file(settings.instance / "mail", message, identity)


def _by_smtp(url: str, message: EmailMessage) -> None:
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=SECONDS)
    with server:
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


def _to_file(folder: Path, message: EmailMessage, identity: str) -> None:
    """Write the mail where the operator can read it; the same identity is the same file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{identity}.eml").write_bytes(message.as_bytes())
