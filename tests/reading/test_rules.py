import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from discuss.reading.rules.atom import ATOM, Entry, Feed, atom
from discuss.reading.rules.linked_data import Asked, Said, Told, as_script, graph

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def an_entry(text: str) -> Entry:
    return Entry("https://a.example/1", text, text, NOON, NOON, summary=text, html=text)


@given(st.text())
def test_a_feed_is_well_formed_whatever_people_wrote(text: str) -> None:
    feed = Feed("https://a.example/feed", "https://a.example/", text, NOON, [an_entry(text)])
    root = ET.fromstring(atom(feed))
    assert root.tag == f"{{{ATOM}}}feed"
    assert len(root.findall(f"{{{ATOM}}}entry")) == 1


def test_a_feed_carries_a_comment_as_escaped_html() -> None:
    feed = Feed(
        "https://a.example/feed", "https://a.example/", "T", NOON, [an_entry("<p>a & b</p>")]
    )
    content = ET.fromstring(atom(feed)).find(f".//{{{ATOM}}}content")
    assert content is not None
    assert (content.text, content.get("type")) == ("<p>a & b</p>", "html")


@given(st.text())
def test_linked_data_never_ends_its_script_element(text: str) -> None:
    script = as_script({"text": text})
    assert "<" not in script
    assert "\u2028" not in script
    assert json.loads(script) == {"text": text}


def test_a_page_describes_its_article_faq_discussion_and_questions() -> None:
    told = Told(
        "https://a.example/x",
        "H",
        "D",
        "Desk",
        "Site",
        "en",
        "World",
        NOON,
        NOON,
        900,
        [("Q?", "A.")],
        "P?",
    )
    said = Said("https://a.example/comments/1", "Ada", "Words", NOON, 3)
    asked = Asked("https://a.example/questions/1", "Will it?", "If so.", NOON)
    parts = graph(told, [asked], [said], 1)["@graph"]
    assert [part["@type"] for part in parts] == [
        "NewsArticle",
        "FAQPage",
        "DiscussionForumPosting",
        "Question",
    ]
    assert parts[2]["comment"][0]["author"]["name"] == "Ada"
    assert parts[1]["mainEntity"][0]["acceptedAnswer"]["text"] == "A."


def test_an_article_without_faq_and_prompt_claims_neither() -> None:
    told = Told("https://a.example/x", "H", "D", "", "Site", "en", "", NOON, NOON, 9, [], "")
    parts = graph(told, [], [], 0)["@graph"]
    assert [part["@type"] for part in parts] == ["NewsArticle"]
    assert parts[0]["author"]["name"] == "Site"
