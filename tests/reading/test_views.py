"""Pages that compose several slices, as strangers and people see them."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.articles import queries as articles
from discuss.comments import actions as comments
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.predictions import a_question

ATOM = "{http://www.w3.org/2005/Atom}"


def linked_data(page: str) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    parts: list[dict[str, object]] = json.loads(found[1])["@graph"]
    return parts


def test_a_site_with_one_article_opens_on_it(client: FlaskClient, session: Session) -> None:
    article = an_article(session)
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (303, f"/articles/{article.slug}")


def test_an_index_appears_once_there_are_two(client: FlaskClient, session: Session) -> None:
    for _ in range(2):
        an_article(session)
    page = client.get("/").text
    assert page.count("<article") == 2


def test_an_empty_site_says_what_will_appear(client: FlaskClient) -> None:
    assert "The first article will appear here." in client.get("/").text


def test_links_from_elsewhere_carry_parameters_of_their_own(
    client: FlaskClient, session: Session
) -> None:
    article = an_article(session)
    assert client.get(f"/articles/{article.slug}?utm_source=mail&fbclid=1").status_code == 200
    assert client.get(f"/articles/{article.slug}?order=sideways").status_code == 422


def test_a_page_describes_itself_to_machines(client: FlaskClient, session: Session) -> None:
    article = an_article(session)
    prompt = articles.published(session, article.slug).prompt
    assert prompt is not None
    a_question(session, prompt)
    a_comment(session, prompt=prompt, body="Readable words </script>.")
    page = client.get(f"/articles/{article.slug}").text
    kinds = [part["@type"] for part in linked_data(page)]
    assert {"NewsArticle", "DiscussionForumPosting", "Question"} <= set(kinds)
    assert f'<link rel="canonical" href="http://127.0.0.1:5000/articles/{article.slug}">' in page
    assert 'property="og:title"' in page


def test_removed_words_are_nowhere(client: FlaskClient, session: Session, now: datetime) -> None:
    article = an_article(session)
    prompt = articles.published(session, article.slug).prompt
    gone = a_comment(session, prompt=prompt, body="Unwelcome zebra.")
    comments.reject(session, gone, "Removed (rule 2).", now)
    session.commit()
    person = gone.author_id
    for path in (f"/articles/{article.slug}", f"/articles/{article.slug}/feed.atom"):
        assert "zebra" not in client.get(path).text
    assert person


def test_feeds_carry_articles_and_comments(client: FlaskClient, session: Session) -> None:
    article = an_article(session)
    prompt = articles.published(session, article.slug).prompt
    a_comment(session, prompt=prompt, body="Words for a feed.")
    site = ET.fromstring(client.get("/feed.atom").data)
    talk = client.get(f"/articles/{article.slug}/feed.atom")
    assert len(site.findall(f"{ATOM}entry")) == 1
    assert "Words for a feed." in ET.fromstring(talk.data).findtext(
        f"{ATOM}entry/{ATOM}content", ""
    )
    again = client.get(
        f"/articles/{article.slug}/feed.atom", headers={"If-None-Match": talk.headers["ETag"]}
    )
    assert again.status_code == 304


def texts_of(feed: bytes) -> str:
    return " ".join(
        each.text or "" for each in ET.fromstring(feed).findall(f"{ATOM}entry/{ATOM}content")
    )


def test_a_thread_is_followed_in_a_feed_of_its_own(client: FlaskClient, session: Session) -> None:
    root = a_comment(session, body="The root.")
    reply = a_comment(session, parent=root, body="The answer.")
    a_comment(session, body="Another conversation.")
    said = texts_of(client.get(f"/comments/{root.id}/feed.atom").data)
    assert "The root." in said
    assert "The answer." in said
    assert "Another conversation." not in said
    onward = client.get(f"/comments/{reply.id}/feed.atom")
    assert onward.location == f"/comments/{root.id}/feed.atom"


def test_a_threads_feed_forgets_what_was_removed(
    client: FlaskClient, session: Session, now: datetime
) -> None:
    root = a_comment(session)
    gone = a_comment(session, parent=root, body="Unwelcome zebra.")
    comments.reject(session, gone, "Removed (rule 2).", now)
    session.commit()
    assert "zebra" not in client.get(f"/comments/{root.id}/feed.atom").text


def test_a_person_is_followed_across_articles(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session)
    for n in range(2):
        prompt = articles.published(session, an_article(session).slug).prompt
        a_comment(session, ruth, prompt=prompt, body=f"Words under article {n}.")
    a_comment(session, body="Somebody else's words.")
    answer = client.get(f"/people/{ruth.handle}/feed.atom")
    said = texts_of(answer.data)
    assert "Words under article 0." in said
    assert "Words under article 1." in said
    assert "Somebody else" not in said
    assert str(ruth.email) not in answer.text
    assert client.get("/people/nobody/feed.atom").status_code == 404


def test_a_person_has_a_page_without_their_address(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session)
    page = client.get(f"/people/{ruth.handle}").text
    assert ruth.name in page
    assert str(ruth.email) not in page
    assert client.get("/people/nobody").status_code == 404


def test_reading_sets_no_cookie(client: FlaskClient, session: Session) -> None:
    article = an_article(session)
    assert "Set-Cookie" not in client.get(f"/articles/{article.slug}").headers


def test_a_strangers_view_takes_the_same_statements_at_any_size(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    article = an_article(session)
    prompt = articles.published(session, article.slug).prompt
    for _ in range(3):
        root = a_comment(session, prompt=prompt)
        a_comment(session, prompt=prompt, parent=root)
    # The article, its discussion and questions; top level, three levels of replies, stamps,
    # revelations; the questions' rulings and counts, and their groups; how often each paragraph
    # was answered; what a guest's words could forecast.
    with query_budget(14):
        assert client.get(f"/articles/{article.slug}").status_code == 200


def test_a_members_view_takes_a_few_more(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    article = an_article(session)
    prompt = articles.published(session, article.slug).prompt
    root = a_comment(session, prompt=prompt)
    a_comment(session, prompt=prompt, parent=root)
    sign_in(client, a_person(session), session)
    client.get(f"/articles/{article.slug}")  # the first view writes the visit down
    # Besides: who is acting, notices, own marks, held words, draft, standing forecasts,
    # questions without one, the last visit, what they follow here, and their
    # unread notices, of which this page may tell.
    with query_budget(24):
        assert client.get(f"/articles/{article.slug}").status_code == 200


def test_articles_beyond_the_first_page_are_reached(client: FlaskClient, session: Session) -> None:
    for _ in range(21):
        an_article(session)
    page = client.get("/").text
    onward = re.search(r'href="(/\?after=[^"]+)"', page)
    assert onward
    assert client.get(onward[1]).text.count("<article") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/comments/99999999999999999999",
        "/api/v1/questions/99999999999999999999",
        "/people/%00",
        "/articles/%00",
    ],
)
def test_addresses_that_no_column_holds_are_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_marker_beyond_all_time_is_refused(client: FlaskClient) -> None:
    far = "WyJwdWJsaXNoZWQiLCA5MjIzMzcyMDM2ODU0Nzc1ODA3LCAxXQ"
    assert client.get(f"/api/v1/articles?after={far}").status_code == 422
    assert client.get(f"/?after={far}").status_code == 422
