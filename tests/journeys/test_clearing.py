"""A full queue by keyboard alone: fifty mixed cases, each read and decided, every key counted."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle, islice

from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.comments.models import Comment
from discuss.moderation.models import Decision
from tests.journeys.conftest import Town
from tests.makers.comments import a_comment
from tests.makers.moderation import a_report, a_word

CASES = 50
MOST_KEYS = 2.5

SPAM, ATTACK, WORDY = "Buy it at once", "You are a fool", "Such a scoundrel"
KINDS = {
    "The figures are here": "",
    SPAM: "5",
    "The archive says so": "",
    ATTACK: "1",
    "As I said before": "",
    WORDY: "9",
}
"""What a comment says, and the key of the reason to reject it; none where it may stand."""


@dataclass
class Hand:
    """A hand on the keyboard, and nothing else."""

    page: Page
    presses: Counter[str] = field(default_factory=Counter)

    def press(self, *keys: str) -> None:
        """Press keys, the last of which opens another page."""
        self.presses.update(keys)
        for key in keys[:-1]:
            self.page.keyboard.press(key)
        with self.page.expect_navigation():
            self.page.keyboard.press(keys[-1])


def _fill(session: Session) -> None:
    """Let cases of three sources wait: newcomers' links, suspect words, readers' reports."""
    a_word(session, "scoundrel")
    for said in islice(cycle(KINDS), CASES):
        is_reported = said in {ATTACK, "As I said before"}
        link = "" if is_reported or said == WORDY else " https://example.org/more"
        comment = a_comment(session, body=f"{said}.{link}")
        if is_reported:
            a_report(session, comment)


def _decide(hand: Hand) -> None:
    """Read the open case and decide about it as its words ask for."""
    expect(hand.page.locator("#case")).to_be_focused()
    words = hand.page.locator("#case").inner_text()
    reason = next(key for said, key in KINDS.items() if said in words)
    if reason:
        hand.press("r", reason, "Control+Enter")
    else:
        hand.press("a")


def test_fifty_mixed_cases_are_cleared_by_keyboard_alone(modern_town: Town) -> None:
    with modern_town.site.session() as session:
        _fill(session)
    ada = modern_town.member("Ada Byron", "moderator")
    ada.goto("/desk")
    ada.wait_for_load_state("networkidle")  # so that the letters are heard
    hand = Hand(ada)
    hand.press("j")
    for _ in range(CASES):
        _decide(hand)
    expect(ada.locator("[data-items] a")).to_have_count(0)
    keys = hand.presses.total()
    print(f"{CASES} cases, {keys} key presses, {keys / CASES:.2f} a case: {dict(hand.presses)}")  # noqa: T201 - the figure is what this shows
    assert keys <= MOST_KEYS * CASES
    with modern_town.site.session() as session:
        assert set(session.scalars(select(Comment.state))) == {"published", "rejected"}
        found = session.execute(select(Decision.outcome, Decision.reason)).all()
    decided = Counter(tuple(row) for row in found)
    wanted = list(islice(cycle(KINDS.values()), CASES))
    assert decided["approve", ""] == wanted.count("")
    for key, reason in {"5": "SPAM", "1": "ABUSIVE", "9": "OFFENSIVE"}.items():
        assert decided["reject", reason] == wanted.count(key), decided
