"""What people may do by who they are."""

from discuss.accounts.rules import FOR_GOOD, MOST_IGNORED, ROLES, Actor
from discuss.kit.verdict import YES, Verdict, no


def may_take_part(actor: Actor) -> Verdict:
    """Say whether somebody may post, forecast, mark and report: a confirmed address is needed."""
    if not actor.is_signed_in:
        return no("Sign in to take part.")
    if not actor.is_confirmed:
        return no("Confirm your e-mail address first: the link is in your mail.")
    if (until := actor.suspended_until) is not None:
        if until >= FOR_GOOD:
            return no("Your account is banned. You can read; your inbox says why and what to do.")
        day = f"{until.day} {until:%B %Y}"
        return no(f"Your account is suspended until {day}. You can read; your inbox says why.")
    if actor.warning_id is not None:
        return no("Read the warning in your inbox and confirm it, then go on.")
    return YES


def may_enrol(actor: Actor, *, has_factor: bool) -> Verdict:
    """Say whether somebody may set up a second factor; a password and an address stand before."""
    if not actor.is_confirmed:
        return no("Confirm your e-mail address first: the link is in your mail.")
    if not actor.has_password:
        return no("Set a password by mail first; the second factor comes after it.")
    if has_factor:
        return no("You have a second factor. End it before you set up another.")
    return YES


def may_moderate(actor: Actor) -> Verdict:
    """Say whether the desk is open to somebody."""
    return YES if actor.may_moderate else no("This page is for moderators.")


def may_edit(actor: Actor) -> Verdict:
    """Say whether somebody may write articles and questions."""
    return YES if actor.may_edit else no("This page is for editors.")


def may_grant(actor: Actor, role: str) -> Verdict:
    """Say whether somebody may give a role."""
    if role not in ROLES:
        return no(f"There is no such role. Choose one of {', '.join(ROLES)}.")
    return YES if actor.is_admin else no("Only an admin gives roles.")


def may_limit(actor: Actor, role: str) -> Verdict:
    """Say whether somebody may limit a person of that role to sections: admins do, moderators."""
    if not actor.is_admin:
        return no("Only an admin says who moderates which sections.")
    return limitable(role)


def limitable(role: str) -> Verdict:
    """Say whether a role can be limited to sections."""
    if role == "moderator":
        return YES
    return no("Only moderators are limited to sections. Give the role first.")


def may_recognise(actor: Actor, person_id: int) -> Verdict:
    """Say whether somebody may call a person an expert: editors and admins, and not themselves."""
    if not actor.may_edit:
        return no("Only editors say who is an expert.")
    if actor.person_id == person_id:
        return no("Nobody calls themselves an expert here. Ask another editor.")
    return YES


def may_ignore(actor: Actor, person_id: int, already: int) -> Verdict:
    """Say whether somebody may ignore a person, who ignores `already` many."""
    if actor.person_id == person_id:
        return no("You cannot ignore yourself.")
    if already >= MOST_IGNORED:
        return no(f"You ignore {MOST_IGNORED} readers, the most there can be. Take one off first.")
    return YES
