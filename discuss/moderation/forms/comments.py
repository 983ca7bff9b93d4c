"""What readers and moderators send to moderation."""

from dataclasses import asdict, fields
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from discuss.accounts.forms import Address
from discuss.kit.command import Form, Whole
from discuss.moderation.actions.commands import (
    AddWord,
    Answer,
    Cover,
    Decide,
    DecideTogether,
    Escalate,
    Seen,
    SendNotice,
    SendReport,
    SetKnob,
)
from discuss.moderation.rules.notices import comment_at
from discuss.moderation.rules.outcomes import TOGETHER

SeenText = Annotated[str, Field(pattern=r"^[0-9]{1,18}(:[0-9]{1,18}){4}$")]
"""A case, its revision, both versions and its newest report."""

Key = Annotated[str, Field(min_length=8, max_length=100)]


class NewReport(Form):
    """A report of a comment; `comment_id` comes from the address."""

    sentences: ClassVar = {"reason": "Choose a reason."}

    comment_id: Whole
    revision_id: Whole
    reason: Annotated[str, Field(min_length=1, max_length=40)]
    note: Annotated[str, Field(max_length=2_000)] = ""

    def command(self) -> SendReport:
        """Return the deed."""
        return SendReport(self.comment_id, self.revision_id, self.reason, self.note)


class NewNotice(Form):
    """A notice that a comment breaks the law; name and address only where the law asks them."""

    sentences: ClassVar = {
        "address": "Enter the address of the comment.",
        "explanation": "Say what breaks the law, and why: at most 4,000 characters.",
    }

    address: Annotated[str, Field(min_length=1, max_length=500)]
    revision_id: Whole = 0
    explanation: Annotated[str, Field(min_length=1, max_length=4_000)]
    law: Annotated[str, Field(max_length=300)] = ""
    territory: Annotated[str, Field(max_length=100)] = ""
    protects_children: bool = False
    name: Annotated[str, Field(max_length=200)] = ""
    email: Literal[""] | Address = ""
    good_faith: bool = False
    submission_key: Key

    def command(self, site_url: str) -> SendNotice:
        """Return the deed on the site of that address."""
        return SendNotice(comment_id=comment_at(self.address, site_url), **self.model_dump())


class Sight(Form):
    """What a moderator saw of a case; `case_id` comes from the address."""

    case_id: Whole
    revision_id: Whole
    state_version: Whole
    case_version: Whole
    last_report_id: Whole = 0
    submission_key: Key


class NewDecision(Sight):
    """A decision about what the moderator saw."""

    sentences: ClassVar = {"outcome": "Choose whether to approve, reject, remove or restore."}

    outcome: Literal["approve", "reject", "remove_illegal", "restore"]
    reason: Annotated[str, Field(max_length=40)] = ""
    clause: Annotated[str, Field(max_length=10)] = ""
    explanation: Annotated[str, Field(max_length=2_000)] = ""
    law: Annotated[str, Field(max_length=300)] = ""
    territory: Annotated[str, Field(max_length=100)] = ""
    queue: Annotated[str, Field(max_length=20)] = ""
    concern: Annotated[str, Field(max_length=40)] = ""

    def command(self) -> Decide:
        """Return the deed."""
        return Decide(**self.model_dump(exclude={"queue", "concern"}))

    def together(self) -> DecideTogether:
        """Return the deed as one that waits for a second person."""
        facts = asdict(self.command())
        seen = Seen(**{each.name: facts.pop(each.name) for each in fields(Seen)})
        return DecideTogether(seen=(seen,), **facts)


class NewMeasure(Sight):
    """Whether a comment is hidden until somebody decides."""

    sentences: ClassVar = {"do": "Choose whether to hide it or to show it again."}

    do: Literal["hide", "show"]

    def command(self) -> Cover:
        """Return the deed."""
        return Cover(**self.model_dump(exclude={"do"}), is_hidden=self.do == "hide")


class NewBundle(Form):
    """One decision about each of several cases; `seen` says of each what the moderator saw."""

    sentences: ClassVar = {
        "seen": "Choose between one and 100 cases.",
        "outcome": "Choose whether to approve or reject them.",
    }

    seen: Annotated[list[SeenText], Field(min_length=1, max_length=TOGETHER)]
    outcome: Literal["approve", "reject"]
    reason: Annotated[str, Field(max_length=40)] = ""
    clause: Annotated[str, Field(max_length=10)] = ""
    explanation: Annotated[str, Field(max_length=2_000)] = ""
    submission_key: Key

    def command(self) -> DecideTogether:
        """Return the deed, its cases in the order in which they were opened."""
        parts = sorted({tuple(int(n) for n in each.split(":")) for each in self.seen})
        shared = self.model_dump(exclude={"seen"})
        return DecideTogether(**shared, seen=tuple(Seen(*each) for each in parts))


class NewNote(Form):
    """What the next moderator should know."""

    sentences: ClassVar = {"words": "Write the note: at most 2,000 characters."}

    words: Annotated[str, Field(min_length=1, max_length=2_000)]


class NewEscalation(Form):
    """Why a case takes somebody senior; `case_id` comes from the address."""

    sentences: ClassVar = {
        "kind": "Choose what it is about.",
        "words": "Write what somebody senior should know: at most 1,900 characters.",
    }

    case_id: Whole
    kind: Literal["law", "senior", "danger"]
    words: Annotated[str, Field(min_length=1, max_length=1_900)]

    def command(self) -> Escalate:
        """Return the deed."""
        return Escalate(self.case_id, self.kind, self.words)


class Limits(Form):
    """The sections to which a moderator is limited; none for the whole site."""

    sentences: ClassVar = {"sections": "Choose at most twenty sections, or none for all."}

    sections: Annotated[list[Annotated[str, Field(min_length=1)]], Field(max_length=20)] = Field(
        default_factory=list
    )


class NewObjection(Form):
    """Why an author sees a decision differently."""

    sentences: ClassVar = {"words": "Write why you see it differently."}

    words: Annotated[str, Field(min_length=1, max_length=2_000)]


class NewAnswer(Form):
    """An answer to an objection; `decision_id` comes from the address."""

    sentences: ClassVar = {
        "outcome": "Choose whether the decision stands.",
        "words": "Write the answer: the author reads it.",
    }

    decision_id: Whole
    outcome: Literal["upheld", "reversed", "changed"]
    words: Annotated[str, Field(min_length=1, max_length=2_000)]
    reason: Annotated[str, Field(max_length=30)] = ""
    clause: Annotated[str, Field(max_length=10)] = ""

    def command(self) -> Answer:
        """Return the deed."""
        return Answer(self.decision_id, self.outcome, self.words, self.reason, self.clause)


class NewWord(Form):
    """A word, a phrase or a domain for a list."""

    sentences: ClassVar = {
        "phrase": "Enter a word, a phrase or a domain.",
        "kind": "Choose what the rule is about.",
    }

    phrase: Annotated[str, Field(min_length=1, max_length=200)]
    note: Annotated[str, Field(max_length=300)] = ""
    kind: Literal["word", "domain", "trusted", "address"] = "word"
    do: Literal["try", "save"] = "try"

    def command(self) -> AddWord:
        """Return the deed."""
        return AddWord(self.phrase, self.note, self.kind)


class RetiredWord(Form):
    """The end of a rule of the list."""

    note: Annotated[str, Field(max_length=300)] = ""


class Setting(Form):
    """What a setting shall be, and why; `seen` counts the changes of it that were seen."""

    sentences: ClassVar = {
        "value": "Enter what it shall be.",
        "reason": "Say why: it stands in the history for everybody who works here.",
    }

    value: Annotated[str, Field(min_length=1, max_length=40)] | Whole
    seen: Whole = 0
    reason: Annotated[str, Field(min_length=1, max_length=500)]

    def command(self) -> SetKnob:
        """Return the deed."""
        return SetKnob(str(self.value), self.seen, self.reason)


class Unsetting(Form):
    """The change that shall be taken back: the latest, by its number."""

    seen: Whole
