"""What people do with their accounts."""

from discuss.accounts.actions.factors import (
    begin_factor,
    confirm_factor,
    drop_factor,
    renew_codes,
    use_recovery_code,
    use_step,
)
from discuss.accounts.actions.guests import begin_guest, claim_guest
from discuss.accounts.actions.ignoring import heed, ignore
from discuss.accounts.actions.limiting import limit
from discuss.accounts.actions.links import ask_reset, mail_confirmation, new_link, owner_link
from discuss.accounts.actions.people import (
    change_password,
    choose_language,
    claim,
    confirm,
    erase,
    grant,
    open_account,
    prove,
    rehash,
    rename,
    reset_password,
    restrain,
    sign_up,
)
from discuss.accounts.actions.recognising import recognise
from discuss.accounts.actions.visits import end, end_all, sign_in, sign_out
from discuss.accounts.rules import CLAIM_WINDOW

__all__ = [
    "CLAIM_WINDOW",
    "ask_reset",
    "begin_factor",
    "begin_guest",
    "change_password",
    "choose_language",
    "claim",
    "claim_guest",
    "confirm",
    "confirm_factor",
    "drop_factor",
    "end",
    "end_all",
    "erase",
    "grant",
    "heed",
    "ignore",
    "limit",
    "mail_confirmation",
    "new_link",
    "open_account",
    "owner_link",
    "prove",
    "recognise",
    "rehash",
    "rename",
    "renew_codes",
    "reset_password",
    "restrain",
    "sign_in",
    "sign_out",
    "sign_up",
    "use_recovery_code",
    "use_step",
]
