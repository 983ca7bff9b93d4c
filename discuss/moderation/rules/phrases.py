"""What statements say, in the languages in which the site writes to those who are moderated.

English is the language of the site itself: what it says elsewhere as well, such as the titles of
rules, stands there, and the other languages have it under `clause.…`, `reason.…` and `measure.…`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from discuss.accounts.rules import ENGLISH
from discuss.moderation.rules.phrases_de import GERMAN
from discuss.moderation.rules.phrases_es import SPANISH
from discuss.moderation.rules.phrases_fr import FRENCH

STARTED: Final = {
    "held": "Nobody reported it. Our software held it for review before it was published.",
    "reports": "Readers reported it.",
    "notice": "Somebody sent us a notice that it breaks the law.",
    "own": "A moderator noticed it.",
    "objection": "Your objection.",
    "read_first": "Nobody reported it. A moderator reads such comments before they appear.",
}

MACHINE: Final = {
    "held": "Software found it. A person read it and decided.",
    "reports": "No software took part. A person read it and decided.",
    "notice": "No software took part. A person read it and decided.",
    "own": "No software took part. A person read it and decided.",
    "read_first": "No software took part. A person read it and decided.",
    "objection": "No software took part. A person who had no part in the first decision decided.",
}

PHRASES: Final = {
    "months": "January February March April May June July August September October November "
    "December",
    "day": "{day} {month} {year}",
    "instant": "{day}, {time} UTC",
    "quoted": "“{text}”",
    "did": "What we did",
    "since": "Since when",
    "saw": "What we saw",
    "about": "What it is about",
    "who": "Who started it",
    "how": "Software or people",
    "law": "Which law, and why",
    "rule": "Which rule, and why",
    "why": "Why",
    "redress": "If you see it differently",
    "rejected": "We rejected your comment under {headline}. Readers everywhere no longer see it.",
    "removed": "We removed your comment under {headline} for legal reasons. Readers everywhere no "
    "longer see it.",
    "hidden": "We hid your comment under {headline} for now. Only you and moderators can read it; "
    "others see in its place that something is hidden while a moderator looks. The replies stay.",
    "since.decided": "Since {since}, until a person has decided about it.",
    "hidden.who.reports": "Several readers reported it.",
    "hidden.who.moderator": "A moderator came across it.",
    "hidden.how.reports": "Software hid it by itself. No person has decided about it yet.",
    "hidden.how.moderator": "No software took part. A person hid it. Whether it stays away is not "
    "decided yet.",
    "hidden.why.reports": "What several readers report is hidden until a person has looked. "
    "Whether it breaks a rule is not decided.",
    "hidden.why.moderator": "It is hidden so that it does no harm while somebody looks at it. "
    "Whether it breaks a rule is not decided.",
    "hidden.redress": "A person looks at it in any case; you need not do anything. If it is kept, "
    "we tell you, and everybody can read it again. If it is rejected, a statement says why, and "
    "you can ask for another look, once and free of charge. You can also turn to an out-of-court "
    "dispute body or to a court.",
    "hidden.title": "Your comment is hidden while a moderator looks",
    "hidden.body": "The statement says since when, why, and what you can do.",
    "note": "A note keeps its place, so that the replies still make sense.",
    "restored": "We put your comment under {headline} back. Readers see it again, with its replies "
    "and marks.",
    "shown.title": "Your comment can be read again",
    "shown.body": "A person has looked at it and kept it. Everybody can read it again.",
    "statement.reject": "Why your comment was rejected",
    "statement.remove_illegal": "Why your comment was removed for legal reasons",
    "statement.restore": "Your comment is back",
    "decided.approve.title": "Your comment was approved",
    "decided.approve.body": "A moderator has read it, and everybody can read it now.",
    "decided.reject.title": "Your comment was rejected",
    "decided.reject.body": "The statement says what we did, why, and how to ask for another look.",
    "decided.remove_illegal.title": "Your comment was removed for legal reasons",
    "decided.remove_illegal.body": "The statement names the law, and how to ask for another look.",
    "decided.restore.title": "Your comment is back",
    "decided.restore.body": "Everybody can read it again. The statement says why.",
    "receipt.subject": "We received your objection",
    "receipt.text": "Your objection arrived on {since}. Somebody who had no part in the decision "
    "looks again and answers you, here and on the site.",
    "answered.title": "Your objection was answered",
    "answered.subject": "The answer to your objection",
    "answered.upheld": "Somebody else looked again and came to the same result. The answer says "
    "why.",
    "answered.reversed": "Somebody else looked again and put your comment back.",
    "answered.stands": "Somebody who had no part in the first decision has looked at your comment "
    "again. The decision stands.",
    "answered.courts": "You can turn to an out-of-court dispute body or to a court.",
    "account.taken.title": "A message from the moderators",
    "account.taken.body": "It says what we did, why, and what you can do.",
    "account.lifted.title": "A decision about your account has ended",
    "account.lifted.body": "The message says why.",
    "account.upheld.title": "Your objection was answered",
    "account.upheld.body": "Somebody else looked again. The decision stands.",
    "account.reversed.title": "Your objection was answered",
    "account.reversed.body": "Somebody else looked again and ended it.",
    "account.where": "It stands, with what you can do about it, at",
    "foot.subject": "{n} of your comments were approved",
    "foot.about": "You get mail about your comments that waited, {rhythm}.",
    "foot.at_once": "at once",
    "foot.hourly": "once an hour",
    "foot.daily": "once a day",
    "foot.weekly": "once a week",
    "foot.more": "{n} more are in your notices:",
    "foot.stop": "Stop these mails:",
    "foot.choose": "Choose what you are told:",
    "answered.changed": "Somebody else looked again: the decision stands, for another reason. A "
    "new statement says which.",
    "anew": "This statement takes the place of the earlier one: the decision stands, for another "
    "reason.",
    "account.shortened.title": "Your objection was answered",
    "account.shortened.body": "Somebody else looked again. The decision stands, for a shorter "
    "time.",
    "account.until": "It ends on {until}.",
    "uncovered.body": "It is not hidden any more. Everybody can read it again.",
    "mail.where": "The statement stands at",
    "since.open": "Since {since}, with no end unless somebody changes it.",
    "since.until": "Since {since}, until {until}.",
    "since.read": "Since {since}, until you confirm that you have read it.",
    "since.only": "Since {since}.",
    "cited": "Rule {key}, {title} (version {version}).",
    "people": "No software took part. People read and decided.",
    "objecting": "Until {day} you can ask for another look, once and free of charge: somebody else "
    "will decide. You can also turn to an out-of-court dispute body or to a court.",
    **{f"started.{source}": text for source, text in STARTED.items()},
    **{f"machine.{source}": text for source, text in MACHINE.items()},
}

TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    ENGLISH: PHRASES,
    "de": GERMAN,
    "es": SPANISH,
    "fr": FRENCH,
}


def say(language: str, key: str, /, **values: object) -> str:
    """Return a phrase in a language, with values in their places."""
    return _texts(language)[key].format(**values)


def instead(language: str, key: str, own: str) -> str:
    """Return what a language says for something that the site says in English."""
    return _texts(language).get(key, own)


def day_in(language: str, at: datetime) -> str:
    """Return a day in words, in UTC."""
    month = _texts(language)["months"].split()[at.month - 1]
    return say(language, "day", day=at.day, month=month, year=at.year)


def instant_in(language: str, at: datetime) -> str:
    """Return an instant in words, in UTC."""
    return say(language, "instant", day=day_in(language, at), time=f"{at:%H:%M}")


def _texts(language: str) -> Mapping[str, str]:
    return TEXTS.get(language, PHRASES)
