"""What the outbox delivers: mail to people, and mail to addresses that are being confirmed."""

from typing import Any

from flask import current_app

from discuss.accounts.models import Person
from discuss.kit.ids import digest
from discuss.web import mail
from discuss.web.transaction import reading
from discuss.web.worker import Handler


def send_mail(key: str, payload: dict[str, Any]) -> None:
    """Send `subject` and `text` to a person, or to an address that is not yet anybody's.

    Nothing is sent to an account that has been deleted since.
    """
    address = payload.get("address")
    if address is None:
        person = reading().get(Person, payload["to"])
        address = person.email if person and person.erased_at is None else None
    if address:
        settings = current_app.config["DISCUSS"]
        mail.send(
            settings,
            to=address,
            subject=payload["subject"],
            text=payload["text"],
            identity=digest(key)[:32],
        )


HANDLERS: dict[str, Handler] = {"mail": send_mail}
