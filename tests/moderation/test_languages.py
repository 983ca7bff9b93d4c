"""Those who are moderated read what was decided in the language that they chose."""

import string
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.forms import ChosenLanguage
from discuss.accounts.rules import ENGLISH, LANGUAGES
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from discuss.moderation import actions
from discuss.moderation.actions.commands import Impose
from discuss.moderation.models import Sanction, Statement
from discuss.moderation.rules import sanctions
from discuss.moderation.rules.clauses import CLAUSES, CURRENT
from discuss.moderation.rules.phrases import PHRASES, TEXTS, day_in, instant_in
from discuss.moderation.rules.reasons import REASONS, in_language
from discuss.moderation.rules.sanctions import MEASURES, Left
from discuss.moderation.rules.statement import Facts, parts_of, rendered
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import a_decision, a_moderator, a_report, case_of

NOON = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)
ELSEWHERE = sorted(set(LANGUAGES) - {ENGLISH})
OWN = {
    *(f"clause.{each.reference}" for each in CLAUSES),
    *(f"reason.{each.code}" for each in REASONS if each.message),
    *(f"measure.{each.kind}.title" for each in MEASURES if each.effect),
    *(f"measure.{each.kind}.effect" for each in MEASURES if each.effect),
}
"""What English says elsewhere: of rules, of reasons and of what is done about accounts."""


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def facts(outcome: str = "reject", law: str = "") -> Facts:
    said = {"headline": "A bridge", "words": "Words.", "source": "reports", "clause": CURRENT["2"]}
    return Facts(outcome, explanation="Why.", effective_at=NOON, is_answered=True, law=law, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ELSEWHERE)
def test_every_language_says_all_that_english_says_with_the_same_places(language: str) -> None:
    told = TEXTS[language]
    assert set(told) == set(PHRASES) | OWN
    assert all(told.values())
    for key, text in PHRASES.items():
        assert places(told[key]) == places(text), key
    assert len(told["months"].split()) == 12
    assert {each.message for each in in_language(language) if each.message}.isdisjoint(
        {each.message for each in REASONS}
    )


def test_the_choice_offers_the_languages_that_there_are() -> None:
    offered = ChosenLanguage.model_fields["language"].annotation
    assert set(offered.__args__) == set(LANGUAGES) == set(TEXTS)  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_has_the_same_parts_in_every_language(language: str) -> None:
    for each in (facts(), facts(law="§ 130 (Germany)"), facts("restore")):
        text = rendered(each, language)
        assert len(parts_of(text)) == len(parts_of(rendered(each)))
        assert "{" not in text
        assert all(heading and words for heading, words in parts_of(text))
    for measure in MEASURES:
        left = Left(["A bridge"], NOON, NOON + timedelta(days=3)) if measure.on_questions else None
        words = (measure.kind, CURRENT["6"], "Why.", NOON, None, left)
        assert len(parts_of(sanctions.rendered(*words, language))) == len(
            parts_of(sanctions.rendered(*words))
        )


def test_days_and_hours_are_written_as_each_language_writes_them() -> None:
    assert {code: day_in(code, NOON) for code in LANGUAGES} == {
        "en": "5 March 2026",
        "de": "5. März 2026",
        "es": "5 de marzo de 2026",
        "fr": "5 mars 2026",
    }
    assert instant_in("de", NOON) == "5. März 2026, 12:30 Uhr UTC"


def test_an_author_reads_a_rejection_in_the_language_of_their_settings(
    client: FlaskClient, session: Session
) -> None:
    author, moderator = a_person(session), a_moderator(session)
    sign_in(client, author, session)
    wrong = send(client, "/settings/language", "/settings", language="xx")
    assert wrong.status_code == 422
    assert "Choose one of these languages." in wrong.text
    assert send(client, "/settings/language", "/settings", language="de").status_code == 303
    assert '<option value="de" lang="de" selected>Deutsch</option>' in client.get("/settings").text
    comment = a_comment(session, author)
    a_report(session, comment)
    sign_in(client, moderator, session)
    desk = client.get(f"/desk/cases/{case_of(session, comment).id}").text
    assert "The author reads what we send in Deutsch." in desk
    assert "zielt auf einen Menschen" in desk
    decision = a_decision(session, comment, by=moderator, reason="ABUSIVE", explanation="")
    told = session.get_one(Statement, decision.id)
    assert told.language == "de"
    for part in (
        "Was wir getan haben\nWir haben Ihren Kommentar unter „",
        "Regel 2, „Streiten Sie mit dem Argument, nicht mit dem Menschen“ (Fassung 1). Ein Teil",
        "Wenn Sie es anders sehen\nBis ",
    ):
        assert part in told.text
    sign_in(client, author, session)
    page = client.get(f"/statements/{decision.id}").text
    assert '<dl class="facts stack" lang="de">' in page


def test_what_is_done_about_an_account_is_told_in_its_language(session: Session) -> None:
    person, moderator = a_person(session), a_moderator(session)
    person.language = "fr"
    command = Impose(person.handle, "warning", "2", "Again and again.", None)
    row = actions.impose(session, actor_of(moderator), command, clock.now())
    session.commit()
    assert session.get_one(Sanction, row.id).language == "fr"
    assert "Règle 2, « Discutez l’argument, pas la personne » (version 1). Again" in row.statement
    assert session.scalars(select(Outgoing).where(Outgoing.kind == "sanction")).all()
