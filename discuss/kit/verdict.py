"""One reason for yes and no, used by the button and by the deed alike."""

from dataclasses import dataclass

from discuss.kit.errors import Refused


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a deed is allowed, and if not, the sentence that the reader sees."""

    allowed: bool
    sentence: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def enforce(self) -> None:
        """Raise `Refused` (403) with the sentence when the verdict is no."""
        if not self.allowed:
            raise Refused(self.sentence)


YES = Verdict(allowed=True)


def no(sentence: str) -> Verdict:
    """Return a refusal with its reason, a full sentence."""
    return Verdict(allowed=False, sentence=sentence)
