"""Made-up comments whose kind is known."""

import random
from dataclasses import dataclass
from typing import Final

REGULARS: Final = 12

KINDS: Final = {
    "fine": 0.58,
    "fine with a link": 0.05,
    "insult": 0.14,
    "listed word, disguised": 0.03,
    "listed domain": 0.03,
    "listed address": 0.03,
    "copied with a word changed": 0.05,
    "rejected words again": 0.03,
    "said again at once": 0.02,
    "shouted": 0.02,
    "newcomer with a link": 0.02,
}
"""How often each kind comes."""
GOOD: Final = ("fine", "fine with a link")
MILD: Final = ("said again at once", "shouted")
"""What is worth advice, and stays when somebody looks at it."""
SUBJECTS: Final = [
    "the council",
    "this article",
    "the bridge",
    "your figure",
    "that promise",
    "the new tax",
]
VERBS: Final = [
    "leaves out",
    "explains",
    "forgets",
    "repeats",
    "proves",
    "hides",
    "measures",
    "changes",
]
OBJECTS: Final = [
    "the cost",
    "what rents did",
    "the June numbers",
    "who pays",
    "the old plan",
    "a third case",
]
TAILS: Final = (
    "and I would like to see the source",
    "so my estimate stays where it was",
    "which nobody here has answered yet",
    "although the last report said otherwise",
)
CALLED: Final = [
    "clown",
    "liar",
    "parrot",
    "fraud",
    "disgrace",
    "sheep",
    "puppet",
    "halfwit",
    "shill",
    "crook",
    "moron",
    "leech",
    "coward",
    "troll",
    "nobody",
    "fanatic",
    "weasel",
    "rat",
    "windbag",
    "buffoon",
    "lackey",
    "hack",
    "imbecile",
    "worm",
]
SCORN: Final = (
    "only a {} would believe that",
    "go back to school, {}",
    "such a {} should not write here",
    "what a {} you are, as always",
    "they pay you well, {}",
    "nobody asked a {} like you",
)
CIVIL: Final = (
    "you are right that {}",
    "only a few would say that {}",
    "as always, {}",
    "nobody asked whether {}",
    "they pay for it when {}",
    "I should not write here that {}",
)
TOWNS: Final = (
    "Oslo",
    "Turin",
    "Ghent",
    "Lyon",
    "Basel",
    "Porto",
    "Cadiz",
    "Trier",
    "Siena",
    "Graz",
)
DISGUISES: Final = ("SCOUNDREL", "scоundrel", "scóundrels", "sc0undrel", "ｓcoundrel", "5coundrel")
SPAM: Final = (
    "My cousin worked from home last month and earned more than a teacher does in a year, which "
    "nobody in our street believed until she showed the account of {} and told us all how easily "
    "everybody can begin today without any money of their own and with help from friends"
)
OLD_SPAM: Final = (
    "The doctors of {} do not want you to know of this root, which an old gardener found, and "
    "which cured his knees, his back and his sleep within one week of two cups every morning"
)


@dataclass(frozen=True, slots=True)
class Submission:
    """Words that somebody sends, and what they are."""

    kind: str
    author: str
    text: str

    @property
    def is_bad(self) -> bool:
        """Whether a moderator who reads it rejects it."""
        return self.kind not in {*GOOD, *MILD}


def made(seed: int, count: int) -> list[Submission]:
    """Return made-up submissions; the same seed makes the same."""
    dice = random.Random(seed)
    kinds, weights = zip(*KINDS.items(), strict=True)
    return [_one(dice.choices(kinds, weights)[0], n, dice) for n in range(count)]


def _one(kind: str, n: int, dice: random.Random) -> Submission:
    regular, stranger = f"regular {n % REGULARS}", f"passer-by {n}"
    town = dice.choice(TOWNS)
    words = {
        "fine": (regular, _argument(dice, n)),
        "fine with a link": (regular, f"{_argument(dice, n)} See https://figures.example/{n}"),
        "insult": (stranger, _insult(dice, n)),
        "listed word, disguised": (stranger, f"No {dice.choice(DISGUISES)} says so, number {n}."),
        "listed domain": (regular, f"Cheaper at https://shop.offers.example/{n} than here."),
        "listed address": (f"{stranger} mailbin", _argument(dice, n)),
        "copied with a word changed": (stranger, SPAM.format(f"{town} {n}")),
        "rejected words again": (stranger, OLD_SPAM.format("Oslo")),
        "said again at once": (regular, f"I said so before, at number {n // 40}."),
        "shouted": (regular, _argument(dice, n).upper()),
        "newcomer with a link": (stranger, f"Look at https://page{n}.example/ for more."),
    }
    return Submission(kind, *words[kind])


def _said(dice: random.Random) -> str:
    return f"{dice.choice(SUBJECTS)} {dice.choice(VERBS)} {dice.choice(OBJECTS)}"


def _argument(dice: random.Random, n: int) -> str:
    more = dice.choice(CIVIL).format(_said(dice))
    return f"I think {_said(dice)}, {dice.choice(TAILS)}. And {more}, point {n}."


def _insult(dice: random.Random, n: int) -> str:
    more = dice.choice(SCORN).format(dice.choice(CALLED))
    return f"I think {_said(dice)}, {dice.choice(TAILS)}. And {more}, point {n}."
