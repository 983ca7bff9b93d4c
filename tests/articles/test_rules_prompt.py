"""The question to readers: found where it stands, and nowhere else."""

import pytest

from discuss.articles.rules import parse
from discuss.articles.rules.structure import Paragraph

BODY = "The council met on Tuesday and agreed to nothing, as it had agreed on Monday to do."


@pytest.mark.parametrize(
    ("closing", "question", "invitation", "left"),
    [
        ("Much is open. What do you think? Tell us below.", "What do you think?",
         "Tell us below.", "Much is open."),
        ("Will it hold? What would you do?", "Will it hold? What would you do?", None, None),
        ("Share your thoughts below! What comes next?", "What comes next?",
         "Share your thoughts below!", None),
        ("Your turn: Will it hold?", "Will it hold?", None, None),
        ("Over to you\nWill it hold?", "Will it hold?", None, None),
        ("Is this the end of U.S. policy as you know it? Join the discussion.",
         "Is this the end of U.S. policy as you know it?", "Join the discussion.", None),
        ("What\u2019s your view? We\u2019d love to hear from readers.", "What\u2019s your view?",
         "We\u2019d love to hear from readers.", None),
    ],
)  # fmt: skip
def test_a_closing_question_becomes_the_prompt(
    closing: str, question: str, invitation: str | None, left: str | None
) -> None:
    article = parse(f"A headline\n{BODY}\n{closing}\n")
    assert article.prompt
    assert (article.prompt.question, article.prompt.invitation) == (question, invitation)
    assert article.blocks == ((Paragraph(BODY), Paragraph(left)) if left else (Paragraph(BODY),))


@pytest.mark.parametrize(
    "closing",
    [
        "It will not be decided soon.",
        "Share your thoughts in the comments below!",
        "Who would have thought it? Nobody in the room did.",
        "The mayor asked: \u201cWhat now?\u201d Nobody answered.",
    ],
)
def test_where_readers_are_asked_nothing_there_is_no_prompt(closing: str) -> None:
    article = parse(f"A headline\n{BODY}\n{closing}\n")
    assert article.prompt is None
    assert article.blocks[-1] == Paragraph(closing)


def test_a_question_in_the_faq_is_never_the_prompt() -> None:
    article = parse(f"A headline\n{BODY}\nFAQ\nQ: What can you do?\nA: Share it in a comment.\n")
    assert article.prompt is None
    assert len(article.faq) == 1


def test_a_prompt_in_the_front_matter_wins_over_the_text() -> None:
    text = f"---\ntitle: A headline\nprompt: Will it hold?\n---\n{BODY}\n\nWhat do you think?\n"
    article = parse(text)
    assert article.prompt
    assert article.prompt.question == "Will it hold?"
    assert article.blocks[-1] == Paragraph("What do you think?")
