"""Why a comment is rejected: codes, each with its clause and the words that the author gets."""

from dataclasses import dataclass, replace

from discuss.moderation.rules.phrases import instead


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of a rejection; `clause` is its rule, empty where a moderator has to name it."""

    code: str
    title: str
    clause: str
    message: str
    needs_words: bool = False
    """Whether the moderator has to write the explanation."""


REASONS = (
    Reason(
        "ABUSIVE",
        "Personal attack",
        "2",
        "Part of your comment is aimed at a person and not at a point. The argument is worth "
        "making: write it again without that part.",
    ),
    Reason(
        "OFF_TOPIC",
        "Off the subject",
        "1",
        "Your comment is about something else than this article and its question. It may fit well "
        "under another article.",
    ),
    Reason(
        "MISINFORMATION",
        "A serious claim without a source",
        "3",
        "Your comment states a serious claim as a fact without a source. Add the source and send "
        "it again.",
    ),
    Reason(
        "HATE",
        "Hateful or dehumanising",
        "5",
        "Your comment demeans people for who they are.",
    ),
    Reason(
        "SPAM",
        "Spam",
        "6",
        "Your comment was sent in many copies or promotes something that has nothing to do with "
        "the article.",
    ),
    Reason(
        "PERSONAL_DATA",
        "Private details about somebody",
        "5",
        "Your comment contains details about a person that are not public. Leave them out and send "
        "it again.",
    ),
    Reason(
        "HARASSMENT",
        "Following or threatening somebody",
        "5",
        "Your comment threatens somebody, or goes after the same person again.",
    ),
    Reason(
        "AD",
        "Advertising",
        "6",
        "Your comment advertises a product, a service or a channel.",
    ),
    Reason(
        "OFFENSIVE",
        "Coarse language",
        "2",
        "The wording of your comment makes it hard for others to answer. The thought is welcome in "
        "other words.",
    ),
    Reason(
        "BANNED_TERM",
        "A word from the list",
        "2",
        "Your comment contains a word that we do not publish. The thought is welcome without it.",
    ),
    Reason(
        "SELF_HARM",
        "Somebody’s safety",
        "5",
        "Your comment could put somebody at risk. If that somebody is you, talk to someone today: "
        "findahelpline.com lists free and confidential help in your country.",
    ),
    Reason(
        "IMPERSONATION",
        "Writing as somebody else",
        "6",
        "Your comment was written as if by somebody else.",
    ),
    Reason(
        "MANIPULATION",
        "Marks or forecasts in concert",
        "6",
        "Your comment is part of an attempt to steer marks or forecasts from several accounts.",
    ),
    Reason(
        "ILLEGAL",
        "Against the law",
        "5",
        "",
        needs_words=True,
    ),
    Reason(
        "OTHER",
        "Another reason",
        "",
        "",
        needs_words=True,
    ),
)

BY_CODE = {reason.code: reason for reason in REASONS}

ON_PALETTE = tuple(reason for reason in REASONS if reason.code != "ILLEGAL")
"""What is against the law is removed by a deed of its own, which names the law."""


def in_language(language: str) -> tuple[Reason, ...]:
    """Return the reasons of the palette, with their words as an author reads them."""
    return tuple(
        replace(each, message=instead(language, f"reason.{each.code}", each.message))
        for each in ON_PALETTE
    )


ON_KEYS = 9
"""The first nine have a digit on the desk."""
