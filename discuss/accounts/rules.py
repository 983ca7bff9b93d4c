"""Who is acting, and what names, passwords and devices look like; plain values."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from discuss.kit.errors import Unknown
from discuss.kit.text import one_line, skeleton

ROLES = ("reader", "moderator", "editor", "admin")

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
"""In which the site tells somebody what was decided about them; all else it says in English."""

CONFIRM_WINDOW = timedelta(days=3)
RESET_WINDOW = timedelta(minutes=30)
CLAIM_WINDOW = timedelta(hours=24)
ENROLMENT_WINDOW = timedelta(minutes=15)
"""How long a fresh secret waits for its first code."""
SECOND_STEP_WINDOW = timedelta(minutes=10)
"""How long a password that was right waits for its code."""
STAY = timedelta(days=30)
"""How long a device that asked for it stays signed in."""
VISIT = timedelta(hours=24)
"""How long any other device does."""

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
LONGEST_NAME = 60
FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)
"""The end of what has no end."""

MOST_IGNORED = 500
"""People that one may ignore."""

LONGEST_EXPERTISE = 40

RESERVED = {
    "admin",
    "administrator",
    "moderator",
    "editor",
    "staff",
    "discuss",
    "deletedaccount",
    "system",
}

COMMON_ROOTS = {
    "abcdefgh",
    "administrator",
    "asdfghjkl",
    "baseball",
    "basketball",
    "changeme",
    "discuss",
    "football",
    "iloveyou",
    "letmein",
    "liverpool",
    "minecraft",
    "password",
    "princess",
    "qwerty",
    "qwertyuiop",
    "qwertzuiop",
    "starwars",
    "sunshine",
    "superman",
    "trustno",
    "welcome",
    "zxcvbnm",
}
"""What guessed passwords are made of, once figures and signs around them are taken away."""

LEET = str.maketrans("013457@$!", "oleastasi")
ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at a door: a signed-in person, a guest's device, or a stranger without `person_id`."""

    person_id: int | None
    handle: str = ""
    name: str = ""
    role: str = "stranger"
    is_confirmed: bool = False
    suspended_until: datetime | None = None
    """Set while it lasts."""
    warning_id: int | None = None
    has_password: bool = True
    """Who came as a guest has none yet."""
    has_factor: bool = False
    owes_factor: bool = False
    """Whether their role waits for a second factor; until then they are a reader here."""
    sections: frozenset[str] = frozenset()
    """The sections to which a moderator is limited; none for the whole site."""
    language: str = ENGLISH
    """In which they are told what was decided about them."""

    @property
    def id(self) -> int:
        """The person's row; raises `Unknown` (401) for a stranger and for a guest's device."""
        if self.person_id is None or self.is_guest:
            raise Unknown("Sign in to go on. What you typed is kept.")
        return self.person_id

    @property
    def forecaster_id(self) -> int:
        """The row under which forecasts count: a person's, or that of a guest's device."""
        return self.person_id if self.is_guest and self.person_id is not None else self.id

    @property
    def is_guest(self) -> bool:
        """Whether this is a device that forecasts without an account, and does nothing else."""
        return self.role == "guest"

    @property
    def is_signed_in(self) -> bool:
        """Whether this is a person."""
        return self.person_id is not None and not self.is_guest

    @property
    def viewer(self) -> "Actor | None":
        """The signed-in person for whom a page is drawn, None for everybody else."""
        return self if self.is_signed_in else None

    @property
    def may_moderate(self) -> bool:
        """Whether the desk is open to them."""
        return self.role in {"moderator", "admin"}

    def covers(self, section: str) -> bool:
        """Tell whether a section is among those that their role is about."""
        return not self.sections or section in self.sections

    def within(self, section: str) -> "Actor":
        """Return who they are in a section: a moderator of other sections is a reader there."""
        return self if self.covers(section) else replace(self, role="reader", sections=frozenset())

    @property
    def may_edit(self) -> bool:
        """Whether articles and questions are theirs to write."""
        return self.role in {"editor", "admin"}

    @property
    def is_admin(self) -> bool:
        """Whether roles are theirs to give."""
        return self.role == "admin"


STRANGER = Actor(person_id=None)


def owes_factor(requirement: str, role: str, *, has_factor: bool) -> bool:
    """Tell whether a role waits for a second factor, under the site's requirement."""
    return requirement == "required" and role in ROLES[1:] and not has_factor


def name_fault(name: str) -> str | None:
    """Return what is wrong with a name to show, as a sentence, or None."""
    seen = skeleton(name)
    if len(seen) < 2:  # noqa: PLR2004 - one letter is no name
        return "Enter the name to show with your comments: two letters or more."
    if len(one_line(name)) > LONGEST_NAME:
        return f"Enter a name of at most {LONGEST_NAME} characters."
    if seen in {skeleton(word) for word in RESERVED}:
        return "This name belongs to the site. Choose another."
    return None


def password_fault(password: str, *, name: str = "", email: str = "") -> str | None:
    """Return what is wrong with a new password, as a sentence, or None. Composition is free."""
    if len(password) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} characters. Three unusual words work well."
    if len(password) > LONGEST_PASSWORD:
        return f"Use at most {LONGEST_PASSWORD} characters."
    if len(set(password)) < 5:  # noqa: PLR2004 - fewer different signs are guessed at once
        return "Use more different characters. Three unusual words work well."
    plain = password.casefold()
    if plain in {name.casefold(), email.casefold(), email.partition("@")[0].casefold()}:
        return "Use a password that is not your name or address."
    if _is_guessed_first(plain):
        return "This is among the first passwords that are tried. Three unusual words work well."
    return None


def _is_guessed_first(plain: str) -> bool:
    """Tell whether a password, in lower case, is a common word with trimmings, or a row of keys."""
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    letters = {re.sub(r"[\W\d_]+", "", word) for word in (core, core.translate(LEET))}
    doubled = plain[: len(plain) // 2] * 2 == plain and len(plain) < 2 * SHORTEST_PASSWORD
    rows = any(plain in row or plain in row[::-1] for row in ROWS)
    return rows or doubled or bool(letters & COMMON_ROOTS)


def device_of(user_agent: str) -> str:
    """Return a browser and a system in words, e.g. `Firefox on Linux`; nothing finer."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if not browser and not system:
        return "Another device"
    return f"{browser or 'A browser'} on {system}" if system else browser


def masked(email: str) -> str:
    """Return an address that its owner recognises and a glance does not: `r…@example.org`."""
    return re.sub(r"^(.).*@", r"\1…@", email)
