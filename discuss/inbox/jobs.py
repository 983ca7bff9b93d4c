"""What the outbox delivers: mail to people, and mail to addresses that are being confirmed."""

from collections.abc import Callable
from typing import Any

from flask import current_app

from discuss.accounts.models import Person
from discuss.comments import actions as comments
from discuss.comments.rules import TAKEN_BACK
from discuss.inbox import actions
from discuss.inbox.actions.mailing import KIND, Delivery
from discuss.inbox.actions.reminding import ROUND
from discuss.inbox.actions.watching import FOLLOWERS
from discuss.inbox.presenters import write
from discuss.inbox.rules import Stream
from discuss.kit import clock
from discuss.kit.ids import digest
from discuss.moderation import actions as moderating
from discuss.moderation import queries as moderation
from discuss.moderation.actions import KIND as SCORING
from discuss.moderation.actions.hidings import MAIL, TELLING
from discuss.moderation.actions.notices import RECEIPT
from discuss.moderation.actions.notifying import FORGETTING, OUTCOME
from discuss.moderation.actions.objections import RECEIPT as OBJECTION_RECEIPT
from discuss.moderation.jobs import score_outside
from discuss.moderation.models import Objection, SanctionStep
from discuss.moderation.presenters import (
    NoticeCard,
    hiding_mail,
    notice_card,
    objection_mail,
    objection_receipt,
    outcome_mail,
    receipt_mail,
    sanction_mail,
    statement_mail,
)
from discuss.moderation.rules.notices import LINK
from discuss.predictions import actions as predictions
from discuss.predictions.actions.lapsing import LAPSE
from discuss.predictions.actions.pointing import ESTIMATE
from discuss.predictions.actions.proposing import SETTLEMENT
from discuss.web import mail
from discuss.web.tokens import sign
from discuss.web.transaction import reading, transaction

UNSUBSCRIBE = "unsubscribe"
"""What the signed text in the foot of a mail is good for."""


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


def send_statement(key: str, payload: dict[str, Any]) -> None:
    """Send an author the statement about a decision, if the decision still stands.

    The rows are read again at this moment: what was undone or overtaken is not mailed.
    """
    told = moderation.told(reading(), payload["decision_id"])
    if told.is_reversed or told.is_overtaken or clock.now() < told.decision.effective_at:
        return
    subject, text = statement_mail(told, current_app.config["DISCUSS"].site_url)
    send_mail(key, {"to": told.statement.person_id, "subject": subject, "text": text})


def tell_of_hiding(_key: str, payload: dict[str, Any]) -> None:
    """Tell the author of a comment that has been hidden for an hour, if it is hidden still."""
    with transaction() as session:
        moderating.tell_of_hiding(session, payload["hiding_id"], clock.now())


def send_hiding(key: str, payload: dict[str, Any]) -> None:
    """Send an author the statement about their hidden comment, unless that is over by now."""
    told = moderation.told_hiding(reading(), payload["hiding_id"])
    if told.is_over:
        return
    subject, text = hiding_mail(told, current_app.config["DISCUSS"].site_url)
    send_mail(key, {"to": told.statement.person_id, "subject": subject, "text": text})


def send_objection_answer(key: str, payload: dict[str, Any]) -> None:
    """Send an author the answer to their objection."""
    told = moderation.told(reading(), payload["decision_id"])
    language = reading().get_one(Person, told.statement.person_id).language
    subject, text = objection_mail(told, language, current_app.config["DISCUSS"].site_url)
    send_mail(key, {"to": told.statement.person_id, "subject": subject, "text": text})


def send_objection_receipt(key: str, payload: dict[str, Any]) -> None:
    """Tell somebody that their objection to a decision or a sanction has arrived."""
    about, number = payload["about"], payload["number"]
    asked = _asked(about, number)
    if asked is None:
        return
    language = reading().get_one(Person, asked.person_id).language
    path = f"/{'statements' if about == 'decision' else 'sanctions'}/{number}"
    address = f"{current_app.config['DISCUSS'].site_url}{path}"
    subject, text = objection_receipt(language, asked.created_at, address)
    send_mail(key, {"to": asked.person_id, "subject": subject, "text": text})


def _asked(about: str, number: int) -> Objection | SanctionStep | None:
    if about == "decision":
        return moderation.objection(reading(), number)[0]
    return moderation.sanction(reading(), number).step("objected")


def send_sanction(key: str, payload: dict[str, Any]) -> None:
    """Send somebody what was done about their account, or what became of it."""
    taken = moderation.sanction(reading(), payload["sanction_id"])
    site_url = current_app.config["DISCUSS"].site_url
    subject, text = sanction_mail(taken, payload["what"], site_url)
    send_mail(key, {"to": taken.sanction.person_id, "subject": subject, "text": text})


def send_notices(key: str, payload: dict[str, Any]) -> None:
    """Mail somebody what they were told and have not read, as things stand at this moment."""
    stream = Stream(payload["stream"])
    delivery = Delivery(key, payload["person_id"], stream, payload.get("notice", ""))
    with transaction() as session:
        letter = actions.gather(session, delivery, clock.now())
    if letter is None:
        return
    settings = current_app.config["DISCUSS"]
    token = sign(settings, UNSUBSCRIBE, [letter.person_id, stream.value])
    written = write(letter, settings.site_url, token)
    mail.send(
        settings,
        to=letter.address,
        subject=written.subject,
        text=written.text,
        identity=digest(key)[:32],
        headers=written.headers,
    )


def tell_followers(key: str, payload: dict[str, Any]) -> None:
    """Tell whoever follows the place of a new comment, if it can still be read."""
    with transaction() as session:
        actions.tell_followers(session, key, payload["comment_id"], clock.now())


def close_discussion(_key: str, payload: dict[str, Any]) -> None:
    """Close a discussion on its last day, if that is still the day."""
    with transaction() as session:
        comments.close_due(session, payload["prompt_id"], clock.now())


def settle_question(_key: str, payload: dict[str, Any]) -> None:
    """Carry a proposed outcome out once the time for objections is over, if nothing is disputed."""
    with transaction() as session:
        predictions.settle(session, payload["question_id"], clock.now())


def end_forecasts(_key: str, payload: dict[str, Any]) -> None:
    """End the forecasts on a question whose planned moment has come."""
    with transaction() as session:
        predictions.lapse(session, payload["question_id"], clock.now())


def estimate_crowd(_key: str, payload: dict[str, Any]) -> None:
    """Make the adjusted estimate of a large crowd from all that was said until now."""
    with transaction() as session:
        predictions.estimate(session, payload["question_id"], clock.now())


def remind_of_question(_key: str, payload: dict[str, Any]) -> None:
    """Remind forecasters of a question, as it stands at this moment."""
    with transaction() as session:
        actions.remind(session, payload["question_id"], clock.now())


def send_receipt(key: str, payload: dict[str, Any]) -> None:
    """Tell who sent a legal notice that it has arrived."""
    _mail_notifier(key, payload["report_id"], receipt_mail)


def send_outcome(key: str, payload: dict[str, Any]) -> None:
    """Tell who sent a legal notice what was decided, as it stands at this moment.

    A decision that was undone, or overtaken by one that has a mail of its own, is not told; nor is
    that a comment is gone when its author took it back.
    """
    found, about = moderation.noticed(reading(), payload["report_id"]), payload["decision_id"]
    stands = found.decision
    if stands is None:
        is_news = not about and found.comment.state in TAKEN_BACK
    else:
        kept_again = stands.id > about > 0 and stands.outcome == "approve"
        is_news = stands.id == about or kept_again
    if is_news:
        _mail_notifier(key, payload["report_id"], outcome_mail)


def forget_notifier(_key: str, payload: dict[str, Any]) -> None:
    """Forget who sent a legal notice, a year after it came."""
    with transaction() as session:
        moderating.forget_notifier(session, payload["report_id"])


def _mail_notifier(
    key: str, report_id: int, mail_of: Callable[[NoticeCard, str], tuple[str, str]]
) -> None:
    settings, found = current_app.config["DISCUSS"], moderation.noticed(reading(), report_id)
    link = f"{settings.site_url}/legal-notice/{sign(settings, LINK, [report_id])}"
    subject, text = mail_of(notice_card(found, clock.now()), link)
    if found.notice.email:
        send_mail(key, {"address": found.notice.email, "subject": subject, "text": text})


HANDLERS = {
    "closing": close_discussion,
    SCORING: score_outside,
    SETTLEMENT: settle_question,
    ESTIMATE: estimate_crowd,
    LAPSE: end_forecasts,
    ROUND: remind_of_question,
    "mail": send_mail,
    KIND: send_notices,
    FOLLOWERS: tell_followers,
    TELLING: tell_of_hiding,
    MAIL: send_hiding,
    "statement": send_statement,
    "sanction": send_sanction,
    RECEIPT: send_receipt,
    OUTCOME: send_outcome,
    FORGETTING: forget_notifier,
    OBJECTION_RECEIPT: send_objection_receipt,
    "objection": send_objection_answer,
}
