"""Editors make groups of questions and change them."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.kit import clock
from discuss.kit.errors import Conflict, Invalid, Refused
from discuss.predictions import actions, queries
from discuss.predictions.actions import AddRows, TakeOut, WordGroup
from discuss.predictions.actions.commands import Withdraw
from discuss.predictions.models import GroupStep, Question, QuestionGroup, QuestionRevision
from discuss.predictions.rules.grouping import Row
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.groups import a_group, a_group_command, members_of
from tests.makers.predictions import EDITOR, a_forecast
from tests.predictions.test_actions_rewording import revise


def deeds(session: Session, group: QuestionGroup) -> list[str]:
    steps = queries.group_steps(session, group.id, drafts=True)
    assert [each.n for each in steps] == list(range(1, group.step_n + 1))
    return [each.deed for each in steps]


def test_each_row_is_a_question_that_closes_on_its_date(session: Session) -> None:
    group = a_group(session)
    seen = queries.group(session, group.id)
    revisions = session.scalars(
        select(QuestionRevision).order_by(QuestionRevision.question_id)
    ).all()
    assert [each.title for each in revisions] == [
        f"Will the bridge be green by {label}?" for label in ("March", "June", "December")
    ]
    assert [each.close_at for each in revisions] == [each.due_at for each in seen.members]
    assert {each.resolve_by - each.close_at for each in revisions} == {timedelta(days=7)}
    assert revisions[0].short_title == "Green by March"
    assert deeds(session, group) == ["made"]


def test_a_group_made_twice_is_one(session: Session) -> None:
    prompt = an_article(session, now=clock.now()).prompt
    first = a_group(session, prompt)
    assert a_group(session, prompt).id == first.id
    assert len(session.scalars(select(Question)).all()) == 3


def test_a_reader_makes_no_group(session: Session) -> None:
    prompt = an_article(session, now=clock.now()).prompt
    assert prompt
    with pytest.raises(Refused):
        actions.make_group(
            session, actor_of(a_person(session)), a_group_command(prompt), clock.now()
        )


def test_every_fault_of_a_group_is_told_at_once_and_nothing_is_asked(session: Session) -> None:
    prompt = an_article(session, now=clock.now()).prompt
    assert prompt
    past = clock.now() - timedelta(days=3)
    command = a_group_command(prompt, name="", criteria="", rows=[Row("March", past)])
    with pytest.raises(Invalid) as refusal:
        actions.make_group(session, EDITOR, command, clock.now())
    assert set(refusal.value.fields) == {"name", "criteria", "rows", "row-1"}
    assert session.scalars(select(Question)).all() == []


def test_only_yes_or_no_can_include_one_another(session: Session) -> None:
    with pytest.raises(Invalid) as refusal:
        a_group(session, kind="number", is_nested=True)
    assert "yes or no" in refusal.value.fields["kind"]


def test_a_row_added_later_is_a_step_and_added_twice_it_is_one(session: Session) -> None:
    group = a_group(session)
    prompt = an_article(session).prompt
    assert prompt
    template = a_group_command(prompt).template
    rows = [Row("Later", clock.now() + timedelta(days=400))]
    for _ in range(2):
        actions.add_rows(
            session, EDITOR, AddRows(group.id, template, rows, "Asked for."), clock.now()
        )
    assert [each.label for each in queries.group(session, group.id).members][-1] == "Later"
    assert len(members_of(session, group)) == 4
    assert deeds(session, group) == ["made", "added"]


def test_what_is_wrong_with_an_added_row_is_counted_from_the_first_of_them(
    session: Session,
) -> None:
    group = a_group(session)
    prompt = an_article(session).prompt
    assert prompt
    template = a_group_command(prompt).template
    rows = [Row("Later", clock.now() + timedelta(days=400)), Row("June", clock.now())]
    with pytest.raises(Invalid) as refusal:
        actions.add_rows(session, EDITOR, AddRows(group.id, template, rows), clock.now())
    assert set(refusal.value.fields) == {"row-2"}


def test_a_question_on_which_nobody_forecast_can_be_taken_out(session: Session) -> None:
    group = a_group(session)
    march = members_of(session, group)[0]
    for _ in range(2):
        actions.take_out(session, EDITOR, TakeOut(group.id, march.id), clock.now())
    assert [each.label for each in queries.group(session, group.id).members] == ["June", "December"]
    assert queries.group_around(session, march.id) is None
    assert deeds(session, group) == ["made", "taken_out"]
    step = session.scalars(select(GroupStep).order_by(GroupStep.n.desc())).first()
    assert step
    assert (step.question_id, step.label) == (march.id, "March")


def test_a_question_with_a_forecast_stays_even_when_it_was_withdrawn(session: Session) -> None:
    group = a_group(session)
    march, ada = members_of(session, group)[0], a_person(session)
    a_forecast(session, march, ada, at=clock.now())
    actions.withdraw(session, actor_of(ada), Withdraw(march.id, None, ""), clock.now())
    with pytest.raises(Invalid, match="Somebody has forecast"):
        actions.take_out(session, EDITOR, TakeOut(group.id, march.id), clock.now())


def test_two_questions_are_left_at_least(session: Session) -> None:
    group = a_group(session)
    march, june, _ = members_of(session, group)
    actions.take_out(session, EDITOR, TakeOut(group.id, march.id), clock.now())
    with pytest.raises(Invalid, match="two questions or more"):
        actions.take_out(session, EDITOR, TakeOut(group.id, june.id), clock.now())


def test_a_title_changes_with_a_reason_and_an_old_window_is_told(session: Session) -> None:
    group = a_group(session)
    with pytest.raises(Invalid) as refusal:
        actions.word_group(session, EDITOR, WordGroup(group.id, 1, "Green when?", ""), clock.now())
    assert set(refusal.value.fields) == {"reason"}
    command = WordGroup(group.id, 1, "Green when?", "Soon.", "Shorter.")
    actions.word_group(session, EDITOR, command, clock.now())
    assert (group.name, group.intro) == ("Green when?", "Soon.")
    with pytest.raises(Conflict):
        actions.word_group(session, EDITOR, command, clock.now())
    assert deeds(session, group) == ["made", "worded"]


def test_a_label_and_a_date_change_with_a_reason_and_the_order_follows(session: Session) -> None:
    group = a_group(session)
    march, june, december = members_of(session, group)
    later = clock.now() + timedelta(days=500)
    rows = {march.id: Row("Next year", later), june.id: Row("june", None)}
    with pytest.raises(Invalid) as refusal:
        actions.word_group(
            session, EDITOR, WordGroup(group.id, 1, group.name, "", "So.", rows), clock.now()
        )
    assert set(refusal.value.fields) == {f"row-{june.id}"}
    command = WordGroup(group.id, 1, group.name, group.intro, "So.", {march.id: rows[march.id]})
    actions.word_group(session, EDITOR, command, clock.now())
    seen = queries.group(session, group.id)
    assert [each.question_id for each in seen.by_date] == [june.id, december.id, march.id]
    step = queries.group_steps(session, group.id, drafts=True)[-1]
    assert (step.n, step.deed, step.question_id, step.label) == (2, "worded", march.id, "Next year")


def test_the_date_of_a_row_moves_with_the_close_of_its_question(session: Session) -> None:
    group = a_group(session)
    march, june, _ = members_of(session, group)
    before = {each.question_id: each.due_at for each in queries.group(session, group.id).members}
    later = before[march.id] + timedelta(days=3)
    revise(session, march, close_at=later, resolve_by=later + timedelta(days=9))
    revise(session, june, resolve_by=before[june.id] + timedelta(days=20))
    after = {each.question_id: each.due_at for each in queries.group(session, group.id).members}
    assert after == {**before, march.id: later}
    assert deeds(session, group) == ["made", "worded"]
