"""What stands beside a name: the author of the article, the site's own people, experts."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.acting import actor_of
from discuss.accounts.models import ExpertiseGrant, Person
from discuss.articles import actions as articles
from discuss.articles import queries as article_queries
from discuss.comments import queries
from discuss.comments.models import Comment
from discuss.comments.rules import Order
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Invalid, Refused
from discuss.search.models import Document
from tests.comments.test_views import Reader
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.comments import a_comment


@pytest.fixture
def editor(session: Session) -> Person:
    return a_person(session, role="editor")


def ties(reader: Reader, editor: Person, author: Person) -> None:
    actor = actor_of(editor)
    articles.tie(reader.session, actor, reader.article_id, author.name, clock.now())
    reader.session.commit()


def unties(reader: Reader, editor: Person, author: Person) -> None:
    actor = actor_of(editor)
    articles.untie(reader.session, actor, reader.article_id, author.handle, clock.now())
    reader.session.commit()


def first(reader: Reader) -> int:
    page = queries.page_of_thread(reader.session, reader.prompt.id, Order.STAFF, None)
    return page.said[0].id


def counted(reader: Reader) -> list[int | None]:
    """Return the comments that are found among those of the site's own people."""
    found = select(Document.comment_id).where(Document.is_staff).order_by(Document.comment_id)
    return list(reader.session.scalars(found))


def test_an_author_wears_a_badge_on_old_and_new_comments_and_stands_first(
    reader: Reader, editor: Person
) -> None:
    author = a_person(reader.session, "Ada Byron")
    old = a_comment(reader.session, author, reader.prompt)
    of_staff = a_comment(reader.session, editor, reader.prompt)
    assert first(reader) == of_staff.id

    ties(reader, editor, author)
    new = a_comment(reader.session, author, parent=of_staff)

    assert first(reader) == old.id
    assert counted(reader) == [old.id, of_staff.id, new.id]
    page = reader.client.get(reader.page).text
    assert page.count('Author<span class="vh">: wrote this article</span>') == 2
    narrowed = reader.client.get(f"{reader.page}?show=staff").text
    assert f'id="c{old.id}"' in narrowed


def test_an_author_who_is_taken_off_counts_as_before_and_staff_stay_staff(
    reader: Reader, editor: Person
) -> None:
    author = a_person(reader.session)
    theirs = a_comment(reader.session, author, reader.prompt)
    of_staff = a_comment(reader.session, editor, reader.prompt)
    for person in (author, editor):
        ties(reader, editor, person)
        ties(reader, editor, person)
        unties(reader, editor, person)
        unties(reader, editor, person)

    reader.session.expire_all()
    assert (theirs.neg_staff, of_staff.neg_staff) == (0, -1)
    assert counted(reader) == [of_staff.id]
    assert "wrote this article" not in reader.client.get(reader.page).text


def test_an_author_is_one_under_their_own_article_only(reader: Reader, editor: Person) -> None:
    author = a_person(reader.session)
    ties(reader, editor, author)
    elsewhere = a_comment(reader.session, author, an_article(reader.session).prompt)
    assert elsewhere.neg_staff == 0


def test_a_page_that_is_read_on_after_somebody_was_tied_meets_nobody_twice(
    reader: Reader, editor: Person
) -> None:
    author = a_person(reader.session)
    for _ in range(25):
        last = a_comment(reader.session, prompt=reader.prompt)
    theirs = a_comment(reader.session, author, reader.prompt)
    one = queries.page_of_thread(reader.session, reader.prompt.id, Order.STAFF, None)
    ties(reader, editor, author)
    two = queries.page_of_thread(reader.session, reader.prompt.id, Order.STAFF, one.after)
    met = [each.id for each in (*one.said, *two.said)]
    assert len(met) == len(set(met))
    assert last.id in met
    assert theirs.id not in met
    assert two.moved == 1


def test_editors_tie_an_account_on_the_articles_page_and_every_time_is_on_record(
    reader: Reader,
) -> None:
    author = a_person(reader.session, "Ada Byron")
    me = reader.signs_in()
    where = f"/articles/{reader.article_id}/authors"
    assert reader.sends(where, name="Ada Byron").status_code == 403
    accounts.grant(reader.session, None, me, "editor", clock.now())
    reader.session.commit()
    reader.signs_in_again(me)

    nobody = reader.sends(where, name="Nobody Such")
    assert nobody.status_code == 422
    assert "Nobody here has this name." in nobody.text
    assert 'value="Nobody Such"' in nobody.text
    assert reader.sends(where, name="ada byron").status_code == 303
    assert "Ada Byron" in reader.client.get(where).text
    assert reader.sends(f"{where}/{author.handle}/removal").status_code == 303
    assert "No account is tied" in reader.client.get(where).text

    found = select(AuditRow.deed, AuditRow.about, AuditRow.actor_id, AuditRow.facts)
    rows = reader.session.execute(
        found.where(AuditRow.deed.like("author%")).order_by(AuditRow.n)
    ).all()
    assert [tuple(row) for row in rows] == [
        ("author", f"article:{reader.article_id}", me.id, {"person": author.id}),
        ("author.removal", f"article:{reader.article_id}", me.id, {"person": author.id}),
    ]


def test_an_article_has_ten_authors_at_most(reader: Reader, editor: Person) -> None:
    for _ in range(10):
        ties(reader, editor, a_person(reader.session))
    with pytest.raises(Invalid, match="at most 10"):
        ties(reader, editor, a_person(reader.session))


def test_an_expert_wears_a_badge_that_says_on_what(reader: Reader, editor: Person) -> None:
    ben = a_person(reader.session)
    a_comment(reader.session, ben, reader.prompt)
    actor = actor_of(editor)
    for _ in range(2):
        accounts.recognise(reader.session, actor, ben.handle, "energy policy", clock.now())
    reader.session.commit()

    page = reader.client.get(reader.page).text
    assert 'title="on energy policy"' in page
    assert "Expert: energy policy" in reader.client.get(f"/people/{ben.handle}").text
    thread = reader.client.get(f"/api/v1/articles/{reader.article_id}/comments").json
    assert thread["comments"][0]["expertise"] == "energy policy"
    accounts.recognise(reader.session, actor, ben.handle, "", clock.now())
    reader.session.commit()
    assert "energy policy" not in reader.client.get(reader.page).text
    grants = reader.session.scalars(select(ExpertiseGrant)).all()
    assert [each.expertise for each in grants] == ["energy policy", ""]
    rows = select(AuditRow.about).where(AuditRow.deed == "expertise")
    assert reader.session.scalars(rows).all() == [f"person:{ben.id}"] * 2


def test_only_editors_call_somebody_an_expert_and_nobody_themselves(
    session: Session, editor: Person
) -> None:
    ben, moderator = a_person(session), a_person(session, role="moderator")
    with pytest.raises(Refused, match="Only editors"):
        accounts.recognise(session, actor_of(moderator), ben.handle, "bridges", clock.now())
    with pytest.raises(Refused, match="themselves"):
        accounts.recognise(session, actor_of(editor), editor.handle, "bridges", clock.now())


def test_an_editor_calls_somebody_an_expert_by_the_form(reader: Reader) -> None:
    ben, me = a_person(reader.session), reader.signs_in()
    where = f"/people/{ben.handle}/expertise"
    assert where not in reader.client.get(f"/people/{ben.handle}").text
    accounts.grant(reader.session, None, me, "editor", clock.now())
    reader.session.commit()
    reader.signs_in_again(me)
    assert where in reader.client.get(f"/people/{ben.handle}").text
    long = reader.sends(where, expertise="x" * 41)
    assert long.status_code == 422
    assert f'value="{"x" * 41}"' in long.text
    assert reader.sends(where, expertise="  energy   policy ").status_code == 303
    assert 'value="energy policy"' in reader.client.get(where).text
    assert me.name in reader.client.get(where).text


def test_nobody_wears_more_than_two_badges(reader: Reader, editor: Person) -> None:
    admin = a_person(reader.session, role="admin")
    accounts.recognise(reader.session, actor_of(admin), editor.handle, "bridges", clock.now())
    ties(reader, editor, editor)
    a_comment(reader.session, editor, reader.prompt)
    page = reader.client.get(reader.page).text
    head = page[page.index('class="c-head"') : page.index('class="c-body')]
    assert head.count('class="badge') == 2
    assert ">Staff<" in head
    assert "Author<" in head


def test_a_deleted_account_wears_nothing(reader: Reader, editor: Person) -> None:
    ben = a_person(reader.session)
    accounts.recognise(reader.session, actor_of(editor), ben.handle, "bridges", clock.now())
    ties(reader, editor, ben)
    accounts.erase(reader.session, actor_of(ben), clock.now())
    reader.session.commit()
    reader.session.expire_all()
    assert ben.expertise == ""
    assert [g.expertise for g in reader.session.scalars(select(ExpertiseGrant))] == [""]
    assert article_queries.authors_of(reader.session, reader.article_id) == []
    assert reader.session.scalars(select(Comment)).all() == []


def test_an_answered_comment_of_a_deleted_author_is_no_authors(
    reader: Reader, editor: Person
) -> None:
    ben = a_person(reader.session)
    ties(reader, editor, ben)
    theirs = a_comment(reader.session, ben, reader.prompt)
    a_comment(reader.session, parent=theirs)
    assert theirs.neg_staff == -2
    accounts.erase(reader.session, actor_of(ben), clock.now())
    reader.session.commit()
    reader.session.expire_all()
    assert (theirs.state, theirs.neg_staff) == ("erased", 0)
    assert queries.recount(reader.session) == []


def test_a_recount_finds_who_counts_as_the_author_and_is_not(
    reader: Reader, editor: Person
) -> None:
    author = a_person(reader.session)
    ties(reader, editor, author)
    theirs = a_comment(reader.session, author, reader.prompt)
    other = a_comment(reader.session, prompt=reader.prompt)
    assert queries.recount(reader.session) == []
    theirs.neg_staff, other.neg_staff = 0, -2
    reader.session.commit()
    found = [(d.what, d.id, d.stored, d.counted) for d in queries.recount(reader.session)]
    assert found == [("is_author", theirs.id, False, True), ("is_author", other.id, True, False)]
