"""Who may do what to a question, and the sentence when they may not."""

from discuss.accounts.policy import may_edit, may_take_part
from discuss.accounts.rules import Actor
from discuss.kit.verdict import YES, Verdict, no
from discuss.predictions.rules.lifecycle import Deed, State, allows

TOO_LATE = {
    State.DRAFT: "This question is still a draft. It takes forecasts once it is open.",
    State.UPCOMING: "This question is not open yet. It takes forecasts once it is.",
    State.CLOSED: "This question has closed and waits for its outcome. Earlier forecasts count.",
    State.PROPOSED: "An outcome is proposed, so no forecasts are taken. Earlier forecasts count.",
    State.CHALLENGED: "An outcome is proposed, so no forecasts are taken. Earlier forecasts count.",
    State.RESOLVED: "This question is decided. Forecasts made in time have been scored.",
    State.ANNULLED: "This question was annulled, so it takes no more forecasts.",
    State.AMBIGUOUS: "This question could not be decided, so it takes no more forecasts.",
}
NOT_NOW = {
    Deed.REVISE: "This question is decided. Its wording stays as it was.",
    Deed.OPEN: "This question has been opened already.",
    Deed.RESOLVE: "This question has not been opened yet. Open it before you decide it.",
    Deed.ANNUL: "This question has been annulled already.",
    Deed.OBJECT: "No outcome is proposed here now. The history below tells what became of it.",
    Deed.ANSWER: "No objection waits for an answer here now.",
    Deed.TAKE_BACK: "No outcome is proposed here now, so there is nothing to take back.",
}
HELD = {
    State.PROPOSED: "An outcome is proposed. Take it back before you change anything else.",
    State.CHALLENGED: "Readers object to the proposed outcome. Answer them, or take it back.",
}


def may_ask(actor: Actor) -> Verdict:
    """Say whether somebody may write, revise, open and decide questions."""
    return may_edit(actor)


def may_suggest(actor: Actor) -> Verdict:
    """Say whether a reader may suggest a question."""
    return may_take_part(actor)


def may_see_suggestion(actor: Actor, person_id: int) -> Verdict:
    """Say whether somebody may see a suggestion: whose it is, and editors."""
    if actor.may_edit or actor.person_id == person_id:
        return YES
    return no("There is no suggestion at this address.")


def may_change(actor: Actor, deed: Deed, state: State) -> Verdict:
    """Say whether an editor may do this to a question in this state."""
    verdict = may_edit(actor)
    if verdict and not allows(state, deed):
        return no(HELD.get(state) or NOT_NOW[deed])
    return verdict


def may_object(actor: Actor, state: State) -> Verdict:
    """Say whether a reader may object to an outcome of a question in this state."""
    verdict = may_take_part(actor)
    if verdict and not allows(state, Deed.OBJECT):
        return no(NOT_NOW[Deed.OBJECT])
    return verdict


def may_seal(actor: Actor, state: State, *, is_author: bool) -> Verdict:
    """Say whether somebody may seal the forecast of an article's author, or for them."""
    if not actor.may_edit and not is_author:
        return no("Only the author of the article, or an editor for them, seals a forecast here.")
    if state not in {State.UPCOMING, State.OPEN}:
        return no("Forecasts are sealed once a question is published and until it closes.")
    return may_take_part(actor)


def is_taking(deed: Deed, state: State) -> Verdict:
    """Say whether a question takes forecasts, withdrawals and passes now, whoever asks."""
    return YES if allows(state, deed) else no(TOO_LATE.get(state, "This question is not open."))


def may_answer(actor: Actor, deed: Deed, state: State) -> Verdict:
    """Say whether a reader may forecast, withdraw or pass on a question in this state.

    A guest's device may, without an account.
    """
    verdict = is_taking(deed, state)
    return verdict if actor.is_guest or not verdict else may_take_part(actor)


def may_leave_out(actor: Actor, state: State, section: str, *, has_forecast: bool) -> Verdict:
    """Say whether somebody may decide whose forecasts count in the crowd of a question.

    Moderators of its section, unless they forecast on it themselves.
    """
    if not actor.may_moderate:
        return no("Whose forecasts count is decided at the desk.")
    if not actor.covers(section):
        return no("This section is not yours to moderate.")
    if state is State.DRAFT:
        return no("This question is still a draft. Nobody has forecast on it.")
    if has_forecast:
        return no("You have forecast on this question. Somebody else decides whose count.")
    return YES


def may_see(actor: Actor, *, is_public: bool) -> Verdict:
    """Say whether somebody may see a question; drafts, and those of drafts, are for editors."""
    if is_public or actor.may_edit:
        return YES
    return no("There is no question at this address.")
