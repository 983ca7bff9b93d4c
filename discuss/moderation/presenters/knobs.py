"""What the desk goes by, with its history, as its page and programs show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.kit.knobs import Chosen, Knob
from discuss.moderation.queries import Changed
from discuss.moderation.rules.knobs import BY_NAME, GROUPS, MODE


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """One change of a setting."""

    n: int
    at: datetime
    by: str
    before: str
    after: str
    reason: str
    """Why; that it takes the change before it back, where it does."""


@dataclass(frozen=True, slots=True)
class KnobCard:
    """A setting as it is now."""

    name: str
    title: str
    about: str
    now: str
    """Its value in words."""
    value: str
    default: str
    range: str
    unit: str
    options: Sequence[tuple[str, str]]
    least: int
    most: int
    is_changed: bool
    """Whether it is something else than the default."""
    seen: int
    """How often it was changed: a further change names it."""
    last: ChangeCard | None

    @property
    def option_rows(self) -> Sequence[tuple[str, str, str]]:
        """The words that it may be, as the page's control takes them."""
        return [(value, label, "") for value, label in self.options]


class ChangeOut(BaseModel):
    """One change of a setting."""

    n: int
    at: datetime
    by: str
    before: str
    after: str
    reason: str


class SettingOut(BaseModel):
    """A setting; `seen` is what a change of it has to name."""

    name: str
    title: str
    about: str
    value: str
    default: str
    unit: str
    least: int | None
    most: int | None
    options: list[str]
    seen: int


class SettingsOut(BaseModel):
    """Everything that the desk goes by."""

    settings: list[SettingOut]


class SettingHistoryOut(BaseModel):
    """A setting with its changes, newest first."""

    setting: SettingOut
    changes: list[ChangeOut]


def knob_groups(
    chosen: Chosen, latest: Mapping[str, Changed], of_sections: Sequence[Knob]
) -> list[tuple[str, Sequence[KnobCard]]]:
    """Return all settings in the groups of their page; those of sections follow the site's mode."""
    groups = [(title, [*knobs, *(of_sections if MODE in knobs else ())]) for title, knobs in GROUPS]
    return [
        (title, [knob_card(knob, chosen, latest.get(knob.name)) for knob in knobs])
        for title, knobs in groups
    ]


def knob_card(knob: Knob, chosen: Chosen, last: Changed | None) -> KnobCard:
    """Return one setting as it is now."""
    value, default = chosen.text(knob), str(knob.default)
    return KnobCard(
        name=knob.name,
        title=knob.title,
        about=knob.about,
        now=knob.said(value),
        value=value,
        default=knob.said(default),
        range=knob.range,
        unit=knob.unit,
        options=knob.options,
        least=knob.least,
        most=knob.most,
        is_changed=value != default,
        seen=last.choice.n if last else 0,
        last=change_card(knob, last) if last else None,
    )


def change_card(knob: Knob, changed: Changed) -> ChangeCard:
    """Return one change of a setting."""
    choice = changed.choice
    return ChangeCard(
        n=choice.n,
        at=choice.created_at,
        by=changed.by,
        before=knob.said(choice.before),
        after=knob.said(choice.value),
        reason="Takes the change before it back." if choice.undoes else choice.reason,
    )


def settings_out(
    chosen: Chosen, latest: Mapping[str, Changed], of_sections: Sequence[Knob]
) -> SettingsOut:
    """Return all settings for programs, those of sections last."""
    knobs = [*BY_NAME.values(), *of_sections]
    return SettingsOut(
        settings=[
            _setting_out(knob, knob_card(knob, chosen, latest.get(knob.name))) for knob in knobs
        ]
    )


def setting_out(knob: Knob, chosen: Chosen, changes: Sequence[Changed]) -> SettingHistoryOut:
    """Return one setting with its changes for programs."""
    return SettingHistoryOut(
        setting=_setting_out(knob, knob_card(knob, chosen, changes[0] if changes else None)),
        changes=[
            ChangeOut(
                n=each.choice.n,
                at=each.choice.created_at,
                by=each.by,
                before=each.choice.before,
                after=each.choice.value,
                reason=change_card(knob, each).reason,
            )
            for each in changes
        ],
    )


def _setting_out(knob: Knob, card: KnobCard) -> SettingOut:
    return SettingOut(
        name=card.name,
        title=card.title,
        about=card.about,
        value=card.value,
        default=str(knob.default),
        unit=card.unit,
        least=None if card.options else card.least,
        most=None if card.options else card.most,
        options=[value for value, _ in card.options],
        seen=card.seen,
    )
