"""What forecasts promise, each with the test that holds it: a promise without one fails here.

`CASES` is what may go wrong and what is done then; tests are found by the case's name, as
`test_<case>…`. `INVARIANTS` is what always holds; a test, or a check that a test calls, begins its
docstring with the number, as `I9: …`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CASES = {
    "vote_after_the_close": "refused as gone, with the outcome once there is one",
    "vote_after_the_answer_was_knowable": "kept, unscored, in no crowd after that, and told",
    "vote_racing_resolve": "the question's row is locked; who loses is told the outcome",
    "resolve_while_scoring_fails": "ruling, scores and what is sent are one transaction",
    "double_submit": "the same press, or the same number again, is one forecast",
    "two_tabs": "the older window is told the newer number and keeps what was typed",
    "client_clock_skew": "the server says when",
    "same_microsecond": "the log's order decides; what is replaced weighs nothing",
    "re_resolution": "new scores under a new number, the old ones stay, all are told why",
    "resolution_disputed": "held unscored until answered; an editor's own forecast is named",
    "annul_of_parent": "questions of one article or group do not hang on each other",
    "option_added": "old forecasts keep their meaning and their readers are asked anew",
    "option_removed": "its share goes to the last answer by an event of its own",
    "question_text_changed_materially": "everybody is asked whether their forecast still stands",
    "withdraw_last_voter": "a gap, no carried line",
    "expiry": "ends at the planned moment, once, however late a worker is; reminded a day before",
    "0_or_100_typed": "refused with the nearest forecast to press; 422 for programs",
    "ties_in_ranking": "equal places, 1, 1, 3, within 1e-9",
    "single_voter": "peer score 0, no crowd",
    "user_deleted": "numbers stay under no name, published figures as they were",
    "suspended_for_brigading": "left out from and to, with a reason, as a new edition; scored on",
    "article_unpublished_or_moved": "the question stays, and can be decided",
    "dst_and_deadlines": "days begin in UTC; before a day is before its first instant",
    "cache_or_cdn": "what may be kept holds nothing of a viewer",
}

INVARIANTS = {
    1: "standings, scores and figures are those of the log",
    2: "one standing forecast a person and question; stretches never overlap",
    3: "every forecast is one: probabilities, shares that add up, rising distributions",
    4: "a crowd is of what was said until then, while the question was open",
    5: "no byte depends on what a reader may not see yet",
    6: "what readers gain by comparison, others lose",
    7: "a score depends on the log, the ruling and the formula alone",
    8: "what is annulled or ambiguous is worth nothing",
    9: "decided otherwise and back, the scores are the same",
    10: "what a comment carried never changes",
    11: "a published figure can be made again from the log",
    12: "who leaves changes nobody else's figures or scores",
    13: "a withdrawal leaves the past as it was",
    14: "nearer to the outcome is never worth less",
    15: "blind and exposed forecasts can be told apart",
}

HERE = Path(__file__).parent
FILES = {file: ast.parse(file.read_text()) for file in sorted(HERE.glob("test_*.py"))}
NUMBERS = re.compile(r"(?:I\d+, )*I\d+:")


def functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    return {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}


def run(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield each function of a file that one of its tests is or comes to."""
    known = functions(tree)
    waiting = [name for name in known if name.startswith("test_")]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield known[name]
            named = (each.id for each in ast.walk(known[name]) if isinstance(each, ast.Name))
            waiting += [each for each in named if each in known]


def held() -> dict[int, set[str]]:
    """Return the invariants, each with the tests and checks that begin with its number."""
    found: dict[int, set[str]] = {}
    for tree in FILES.values():
        for each in run(tree):
            numbers = NUMBERS.match(ast.get_docstring(each) or "")
            for number in re.findall(r"\d+", numbers[0] if numbers else ""):
                found.setdefault(int(number), set()).add(each.name)
    return found


def test_no_promise_is_lost() -> None:
    assert len(CASES) == 24
    assert list(INVARIANTS) == list(range(1, 16))


@pytest.mark.parametrize("case", CASES)
def test_each_case_has_a_test_that_is_found_by_its_name(case: str) -> None:
    names = {name for tree in FILES.values() for name in functions(tree)}
    assert any(name.startswith(f"test_{case}") for name in names)


def test_each_invariant_is_held_by_a_test_and_no_test_holds_an_unknown_one() -> None:
    assert set(held()) == set(INVARIANTS)
