"""Articles of many hands: what the importer recognises in each of them."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import discuss.articles
from discuss.articles.rules import ParsedArticle, Unreadable, decode, parse
from discuss.articles.rules.structure import (
    CalloutKind,
    Heading,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Syntax,
    content,
)

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Expected:
    """What an editor would say that a sample holds."""

    sections: int
    callouts: tuple[str, ...] = ()
    questions: int = 0
    asks: str | None = None
    invites: str | None = None
    ends: str | None = None


TABLE = {
    "harbour_one_line_each.txt": Expected(
        2,
        ("Editor\u2019s note", "Fun fact", "Bottom line"),
        2,
        "What would you ask the council?",
        "Tell us in the comments.",
        "Before the boat arrives there is a hearing in the school hall.",
    ),
    "blank_lines_no_callouts.txt": Expected(
        3, (), 0, "Would you use a library at three in the morning?", "Have your say below."
    ),
    "wrapped_by_hand.txt": Expected(2, ("Did you know?",)),
    "faq_without_marks.txt": Expected(
        1,
        (),
        3,
        ends="The town wants to look at the numbers again in autumn. Much will depend on whether "
        "the shops complain.",
    ),
    "prompt_before_faq.txt": Expected(
        2,
        (),
        2,
        "Do you think a fixed rule would be kept?",
        "Share your view in the discussion below.",
    ),
    "interview.txt": Expected(0, (), 3),
    "single_line_pairs.txt": Expected(
        1,
        ("KEY TAKEAWAY",),
        3,
        "How would you vote, and why?",
        "Leave a comment.",
        "The vote is on Thursday.",
    ),
    "front_matter.md": Expected(
        1,
        ("Key takeaway", "Pro tip"),
        2,
        "Where should the second line go?",
        "Share your thoughts in the comments.",
    ),
    "fences.md": Expected(
        1, ("Key takeaway", "Mind the cat", "Note"), 2, "What will you do with your mower?"
    ),
    "bold_questions.md": Expected(
        1, (), 2, "Would you water a planter on your street?", "Weigh in below."
    ),
    "typed_by_hand_question_headings.txt": Expected(3),
    "own_paragraph_prompt.txt": Expected(
        2,
        (),
        0,
        "What do you think the court will decide, and would you have signed?",
        "Tell us in the comments below.",
    ),
    "windows_with_bom.txt": Expected(
        1, ("Tip",), 0, "What would you call it?", "Add your idea below!"
    ),
    "old_mac.txt": Expected(1),
    "quotes_and_dashes.txt": Expected(
        2,
        ("At a glance",),
        0,
        "Is a fence ever only a fence?",
        "We'd love to hear your thoughts.",
        "In the end it was the dog that settled it.",
    ),
}


def sample(name: str) -> ParsedArticle:
    return parse(decode((SAMPLES / name).read_bytes()))


def test_every_sample_is_in_the_table() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_an_importer_recognises_what_an_editor_would(name: str) -> None:
    article, expected = sample(name), TABLE[name]
    assert len(article.sections) == expected.sections
    assert tuple(c.label for c in article.callouts) == expected.callouts
    assert len(article.faq) == expected.questions
    assert (article.prompt.question if article.prompt else None) == expected.asks
    assert (article.prompt.invitation if article.prompt else None) == expected.invites
    if expected.ends:
        assert article.blocks[-1] == Paragraph(expected.ends)


def test_a_byline_with_a_date_is_read_from_the_line_under_the_headline() -> None:
    metadata = sample("harbour_one_line_each.txt").metadata
    assert (metadata.byline, str(metadata.published)) == ("Marta Lind", "2026-03-03")


def test_an_answer_of_two_paragraphs_stays_one_answer() -> None:
    answers = [pair.answer for pair in sample("faq_without_marks.txt").faq]
    assert answers[0].endswith("town hall.")
    assert answers[2] == "It does not.\n\nNor on public holidays."


def test_the_prompt_heading_is_kept_with_the_prompt_and_not_as_an_empty_section() -> None:
    article = sample("blank_lines_no_callouts.txt")
    assert article.prompt
    assert article.prompt.heading == "Your turn"
    assert "Your turn" not in article.sections


def test_front_matter_names_author_day_section_address_and_language() -> None:
    article = sample("front_matter.md")
    metadata = article.metadata
    assert metadata.byline == "Ida Berg and Tom Hale"
    assert metadata.published is not None
    assert metadata.published.isoformat() == "2026-02-11"
    assert (metadata.section, metadata.language) == ("Transport", "en-GB")
    assert metadata.slug == "the-tram-comes-back"
    assert metadata.extra == {"tags": "tram, town"}
    assert (
        article.standfirst
        == "Forty years after the last tram, the town has voted to lay rails again."
    )


def test_markdown_keeps_its_lists_quotations_tables_and_links() -> None:
    tram, moss = sample("front_matter.md"), sample("fences.md")
    assert tram.syntax is Syntax.MARKDOWN
    assert Listing(("Station to square", "Square to hospital"), is_ordered=True) in tram.blocks
    assert any(isinstance(b, Quote) for b in tram.blocks)
    assert any("(https://example.org/plan)" in content(b) for b in tram.blocks)
    assert Heading("The money", level=3) in tram.blocks
    assert sum(isinstance(b, Preformatted) for b in moss.blocks) == 2


def test_the_kinds_of_boxes_are_told_apart() -> None:
    kinds = [c.kind for name in TABLE for c in sample(name).callouts]
    assert {CalloutKind.KEY_TAKEAWAY, CalloutKind.DID_YOU_KNOW, CalloutKind.PRO_TIP} <= set(kinds)
    box = parse("A headline\nExpert insight: She expects rain.\nIt rained.").callouts[0]
    assert box.kind is CalloutKind.EXPERT_INSIGHT


BODY = "The council met on Tuesday and agreed to nothing, as it had agreed on Monday to do."


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("x" * 300 + "\nText.", "headline"),
        ("Only a headline", "no text"),
        ("# Only a headline", "no text"),
        ("---\ndate: next week\n---\n# A\n\nText.", "2025-07-16"),
        ("---\nslug: Not A Slug\n---\n# A\n\nText.", "slug"),
        ("---\nlang: 7 of 9\n---\n# A\n\nText.", "language"),
        ("---\ntitle: {a: b}\n---\n# A\n\nText.", "title"),
        ("---\ntitle: 'open\n---\n# A\n\nText.", "YAML"),
        ("---\nx: " + "[" * 5000 + "\n---\n# A\n\nText.", "YAML"),
        ("---\ndate: 2025-02-30\n---\n# A\n\nText.", "front matter"),
    ],
)
def test_what_cannot_be_an_article_is_refused_in_one_sentence(text: str, word: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(text)
    assert word in refused.value.sentence
    assert refused.value.sentence.endswith(".")
    assert "\n" not in refused.value.sentence


WORDS = st.sampled_from(
    [
        "harbour",
        "Ferry",
        "council",
        "Q:",
        "A:",
        "FAQ",
        "**bold**",
        "#",
        "##",
        ">",
        "-",
        "1.",
        "?",
        "!",
        ".",
        ":",
        ":::",
        "---",
        "Key",
        "Takeaway:",
        "you",
        "Share",
        "comments",
        "`code`",
        "[link](https://example.org)",
        "“quoted”",
        "Did",
        "know?",
        "title:",
        "|",
        "_",
        "*",
        "\\",
        "Note",
    ]
)
LINES = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=25).map("\n".join)
MARKS = {"answer", "question", "note", "https", "example", "org", "link"}


@given(st.text(max_size=2000) | LINES)
@example("---\n---\n")
@example("Headline\n>\n>\n> >")
@example("A\nFAQ\nQ: \nA: ")
def test_any_text_becomes_an_article_or_one_sentence(text: str) -> None:
    with suppress(Unreadable):
        article = parse(text)
        assert article.headline
        assert all(content(block).strip() for block in article.blocks)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.casefold())) - MARKS


@given(LINES)
@example("harbour\n::: Takeaway:")
@example("harbour\n::: ferry")
def test_no_word_is_lost_on_the_way_into_the_structure(text: str) -> None:
    try:
        article = parse(text)
    except Unreadable:
        return
    meta = article.metadata
    kept = [article.headline, article.standfirst, meta.title, meta.byline, *meta.extra.values()]
    if article.prompt:
        kept += [article.prompt.question, article.prompt.invitation, article.prompt.heading]
    kept += [content(block) for block in article.blocks]
    assert words(text) - {"title"} <= words("\n".join(filter(None, kept)))


BUNDLED = Path(discuss.articles.__file__).parent / "bundled" / "moscow-and-a-harder-us-line.txt"


def test_the_article_that_comes_with_a_fresh_site_is_taken_apart_whole() -> None:
    article = parse(decode(BUNDLED.read_bytes()))
    assert len(article.sections) == 7
    assert [c.kind for c in article.callouts] == [
        CalloutKind.KEY_TAKEAWAY,
        CalloutKind.DID_YOU_KNOW,
        CalloutKind.EXPERT_INSIGHT,
        CalloutKind.PRO_TIP,
    ]
    assert len(article.faq) == 3
    assert isinstance(article.blocks[-1], Paragraph)
    assert article.standfirst
    assert article.metadata.byline == "the foreign desk"
    assert article.prompt
    assert article.prompt.question.startswith("Where do you think")
    assert article.prompt.invitation
    assert article.prompt.invitation.startswith("Answer with a number")
