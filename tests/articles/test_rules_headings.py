"""Short lines that are headings, and short lines that are not."""

import pytest

from discuss.articles.rules import parse

BODY = "The council met on Tuesday and agreed to nothing, as it had agreed on Monday to do."


@pytest.mark.parametrize(
    "line",
    [
        "It was over.",
        "Nobody came!",
        "There were three of them:",
        "and then it rained",
        "Photo: the harbour office",
        "https://example.org/a",
        "\u201cWe did not ask for it.\u201d",
        "Note: nobody was asked",
        "Q: Was anybody asked?",
    ],
)
def test_a_short_line_that_is_a_sentence_or_a_credit_is_no_heading(line: str) -> None:
    article = parse(f"A headline\n{BODY}\n{line}\n{BODY}\n")
    assert article.sections == ()


@pytest.mark.parametrize(
    "line",
    [
        "The second day",
        "Why nobody came",
        "Did anybody come?",
        "Costs: who pays, and when",
        "2026: a year of bridges",
        "\u201cA fence\u201d and other words",
        "3. The third reason",
        "THE SECOND DAY",
        "U.S. reactions",
    ],
)
def test_a_bare_short_line_above_running_text_is_a_heading(line: str) -> None:
    article = parse(f"A headline\n{BODY}\n{line}\n{BODY}\n")
    assert article.sections == (line.removeprefix("3. "),)


def test_short_lines_one_after_the_other_are_no_headings() -> None:
    article = parse(f"A headline\n{BODY}\nMilk\nEggs\nButter\nSalt\n{BODY}\n")
    assert article.sections == ()
