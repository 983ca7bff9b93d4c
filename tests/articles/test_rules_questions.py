"""Questions that an article answers itself, by whatever mark they are known."""

import pytest

from discuss.articles.rules import parse
from discuss.articles.rules.structure import Paragraph

BODY = "The council met on Tuesday and agreed to nothing, as it had agreed on Monday to do."


@pytest.mark.parametrize(
    "label",
    ["FAQ", "FAQs", "F.A.Q.", "Q&A", "Q & A", "Frequently Asked Questions:",
     "Questions and answers",
     "Common questions", "The tram: FAQ", "FAQ: the new tram", "Your questions, answered"],
)  # fmt: skip
def test_an_faq_is_known_by_its_heading(label: str) -> None:
    article = parse(f"A headline\n{BODY}\n{label}\nIs it late?\nNot yet, and not by much.\n")
    assert [pair.question for pair in article.faq] == ["Is it late?"]


@pytest.mark.parametrize(
    ("pair", "question", "answer"),
    [
        ("Q: Is it late?\nA: Not yet.", "Is it late?", "Not yet."),
        ("Q. Is it late?\nA. Not yet.", "Is it late?", "Not yet."),
        ("Q1: Is it late?\nA1: Not yet.", "Is it late?", "Not yet."),
        ("Q1. Is it late?\nA. Not yet.", "Is it late?", "Not yet."),
        ("Question 2: Is it late?\nAnswer: Not yet.", "Is it late?", "Not yet."),
        ("Q: Is it late? A: Not yet.", "Is it late?", "Not yet."),
        ("**Q: Is it late?**\n\nA: Not yet.", "Is it late?", "Not yet."),
        ("**Q:** Is it late?\n\n**A:** Not yet.", "Is it late?", "Not yet."),
        ("**Is it late?** Not yet.", "Is it late?", "Not yet."),
        ("**Is it late?**\n\nNot yet.", "Is it late?", "Not yet."),
        ("1. Is it late?\nNot yet.", "Is it late?", "Not yet."),
        ("Q: Why is it late\nA: Nobody knows.", "Why is it late", "Nobody knows."),
    ],
)
def test_questions_and_answers_are_known_by_many_marks(
    pair: str, question: str, answer: str
) -> None:
    is_markdown = "**" in pair
    head = f"# A headline\n\n{BODY}\n\n## FAQ\n\n" if is_markdown else f"A headline\n{BODY}\nFAQ\n"
    article = parse(f"{head}{pair}\n\n")
    assert [(f.question, f.answer) for f in article.faq] == [(question, answer)]


def test_a_question_that_nobody_answers_stays_in_the_text() -> None:
    article = parse(f"A headline\n{BODY}\nFAQ\nQ: Is it late?\nQ: Is it early?\nA: No.\n")
    assert [f.question for f in article.faq] == ["Is it early?"]
    assert Paragraph("Q: Is it late?") in article.blocks
