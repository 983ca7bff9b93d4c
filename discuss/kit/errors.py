"""Refusals that a door turns into a page, a fragment or problem+json (RFC 9457)."""

from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """Something was not done; `sentence` tells the reader why and what to do next."""

    status = 400
    title = "This was not done"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Missing(Refusal):
    """There is nothing at this address (404)."""

    status = 404
    title = "Nothing here"


class Refused(Refusal):
    """The policy says no (403)."""

    status = 403
    title = "Not allowed"


class Unknown(Refusal):
    """Nobody is signed in, and the deed needs somebody (401)."""

    status = 401
    title = "Sign in to go on"


class Invalid(Refusal):
    """What was typed cannot be taken (422); `fields` holds one sentence a field."""

    status = 422
    title = "Something needs another look"

    def __init__(self, sentence: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})


class Advised(Invalid):
    """Words can be sent as they are, by a second press; something is worth another look (422)."""

    title = "Before you post"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, {"insist": "Send it once more with insist to post it as it is."})


class Conflict(Refusal):
    """Somebody else was faster (409)."""

    status = 409
    title = "Somebody was faster"


class Gone(Refusal):
    """It was here, and the time for it is over (410)."""

    status = 410
    title = "The time for this is over"


class TooSoon(Refusal):
    """The pace is too high (429); `seconds` tells how long to wait."""

    status = 429
    title = "A moment"

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class TooSlow(Refusal):
    """What was sent did not arrive in time (408); `seconds` tells when to try again."""

    status = 408
    title = "This took too long"

    def __init__(self, sentence: str, seconds: int = 5) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Busy(Refusal):
    """The database cannot take a write just now (503); `seconds` tells when to try again."""

    status = 503
    title = "Busy for a moment"

    def __init__(self, sentence: str, seconds: int = 5) -> None:
        super().__init__(sentence)
        self.seconds = seconds
