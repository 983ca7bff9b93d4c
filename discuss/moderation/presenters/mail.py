"""Mails about decisions and objections, in the language of whom they concern."""

from datetime import datetime

from discuss.moderation.queries import Told, ToldHiding
from discuss.moderation.rules.phrases import instant_in, say


def statement_mail(told: Told, site_url: str) -> tuple[str, str]:
    """Return subject and text of the mail that carries a statement, word for word."""
    language = told.statement.language
    text = f"{told.statement.text}\n\n{_where(told, language, site_url)}\n"
    return say(language, f"statement.{told.decision.outcome}"), text


def objection_mail(told: Told, language: str, site_url: str) -> tuple[str, str]:
    """Return subject and text of the mail that answers an objection."""
    answer = told.answer
    parts = [
        say(language, "answered.stands"),
        answer.words if answer else "",
        say(language, "answered.courts"),
        _where(told, language, site_url),
    ]
    return say(language, "answered.subject"), "\n\n".join(filter(None, parts)) + "\n"


def objection_receipt(language: str, at: datetime, address: str) -> tuple[str, str]:
    """Return subject and text of the mail that says that an objection has arrived."""
    text = say(language, "receipt.text", since=instant_in(language, at))
    return say(language, "receipt.subject"), f"{text}\n\n{say(language, 'mail.where')}\n{address}\n"


def hiding_mail(told: ToldHiding, site_url: str) -> tuple[str, str]:
    """Return subject and text of the mail about a comment that is hidden, word for word."""
    address = f"{site_url}/statements/hidden/{told.hiding.id}"
    text = f"{told.statement.text}\n\n{say(told.statement.language, 'mail.where')}\n{address}\n"
    return say(told.statement.language, "hidden.title"), text


def _where(told: Told, language: str, site_url: str) -> str:
    return f"{say(language, 'mail.where')}\n{site_url}/statements/{told.decision.id}"
