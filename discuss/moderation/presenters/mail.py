"""Mails about decisions, made from the stored statement."""

from discuss.moderation.presenters.statement import TITLES
from discuss.moderation.queries import Told, ToldHiding
from discuss.moderation.rules.phrases import say


def statement_mail(told: Told, site_url: str) -> tuple[str, str]:
    """Return subject and text of the mail that carries a statement, word for word."""
    text = f"{told.statement.text}\n\n{_where(told, site_url)}\n"
    return TITLES[told.decision.outcome], text


def objection_mail(told: Told, site_url: str) -> tuple[str, str]:
    """Return subject and text of the mail that answers an objection."""
    answer = told.answer
    words = answer.words if answer else ""
    text = (
        "Somebody who had no part in the first decision has looked at your comment again. The "
        f"decision stands.\n\n{words}\n\nYou can turn to an out-of-court dispute body or to a "
        f"court.\n\n{_where(told, site_url)}\n"
    )
    return "The answer to your objection", text


def _where(told: Told, site_url: str) -> str:
    return f"The statement stands at\n{site_url}/statements/{told.decision.id}"


def hiding_mail(told: ToldHiding, site_url: str) -> tuple[str, str]:
    """Return subject and text of the mail about a comment that is hidden, word for word."""
    address = f"{site_url}/statements/hidden/{told.hiding.id}"
    text = f"{told.statement.text}\n\n{say(told.statement.language, 'mail.where')}\n{address}\n"
    return say(told.statement.language, "hidden.title"), text
