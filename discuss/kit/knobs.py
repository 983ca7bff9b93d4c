"""What a site's people may set: what each setting is, what it may be, and what it is by default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

LONGEST: Final = 9
"""Digits of a number that somebody types."""


@dataclass(frozen=True, slots=True)
class Knob:
    """A number between two others, or one of several words."""

    name: str
    title: str
    about: str
    """What it does, in a sentence for whoever sets it."""
    default: int | str
    unit: str = ""
    """In the plural."""
    least: int = 0
    most: int = 0
    options: tuple[tuple[str, str], ...] = ()
    """The words that it may be, each with what it means; none where it is a number."""

    @property
    def range(self) -> str:
        """What it may be, in words."""
        if self.options:
            return " or ".join(f"“{label}”" for _, label in self.options)
        return f"{self.least:,} to {self.most:,}"

    def fault(self, value: str) -> str:
        """Return what is wrong with a value, as a sentence; empty where nothing is."""
        if self.options:
            known = value in dict(self.options)
            return "" if known else f"Choose {self.range}."
        is_number = value.isascii() and value.isdecimal() and len(value) <= LONGEST
        if is_number and self.least <= int(value) <= self.most:
            return ""
        return f"Enter a whole number from {self.least:,} to {self.most:,}."

    def kept(self, value: str) -> str:
        """Return a value in the one spelling in which it is stored."""
        return value if self.options else str(int(value))

    def said(self, value: str) -> str:
        """Return a value as people read it, with its unit."""
        if self.options:
            return dict(self.options).get(value, value)
        number = int(value)
        unit = self.unit.removesuffix("s") if number == 1 else self.unit
        return f"{number:,} {unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is set at one moment; whatever nobody has set is as it is by default."""

    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, knob: Knob) -> str:
        """Return what a setting is; one that the program does not allow any more is the default."""
        value = self.values.get(knob.name, "")
        return str(knob.default) if not value or knob.fault(value) else value

    def number(self, knob: Knob) -> int:
        """Return what a number is."""
        return int(self.text(knob))
