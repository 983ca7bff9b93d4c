"""Who may come in at which door: the one table against which every route is held.

A door that is not listed fails the tests. `ids` says which object stands in the address where it is
not the usual one, and `sent` what the form holds, so that it is understood and the policy decides;
a value that begins with @ is looked up in the world (`tests/makers/worlds.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.house.doors_sent import (
    ACCOUNT,
    ANSWER,
    COMMENT,
    DUE,
    GROUP,
    ILLEGAL,
    KNOB,
    LEFT_OUT,
    OBJECTED,
    OBJECTION,
    QUESTION,
    RULING,
    SHOWN,
    SLOW,
    SUGGESTION,
    WISH,
    WORDS,
)
from tests.makers.worlds import WHO

STRANGERS = frozenset({"stranger"})
SIGNED_IN = frozenset(WHO)
ALL = STRANGERS | SIGNED_IN
NOBODY: frozenset[str] = frozenset()
"""The secret in the address is a made-up one, or nothing is published yet in this world."""
PART = SIGNED_IN - {"unconfirmed", "suspended", "warned"}
"""Whoever takes part: with a confirmed address, and not told to read only."""
OWN = frozenset({"owner"})
OTHERS = PART - OWN
DESK = frozenset({"moderator", "admin"})
"""Whoever sees to the section of this world, which `elsewhere` does not."""
ANY_DESK = DESK | {"elsewhere"}
EDITORS = frozenset({"editor", "admin"})
STAFF = DESK | EDITORS
ADMINS = frozenset({"admin"})


@dataclass(frozen=True)
class Door:
    """Who may pass, to which object, with what in hand."""

    who: frozenset[str]
    ids: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, object] = field(default_factory=dict)
    by_row: bool = False
    """Whether a refusal is a sentence at each row of the form, which is kept (422)."""


def doors(who: frozenset[str], *endpoints: str) -> dict[str, Door]:
    """Return one rule for several doors."""
    return {endpoint: Door(who) for endpoint in endpoints}


OPEN = doors(
    ALL,
    *("health.healthz", "health.readyz", "upkeep.figures", "favicon", "openapi", "asset"),
    *("appearance.choose", "accounts.sign_out", "accounts.begin_anew"),
    *("accounts.sign_up_form", "accounts.sign_up", "accounts.sign_in_form", "accounts.sign_in"),
    *("accounts.second_step", "accounts.reset_form", "accounts.ask_reset"),
    *("accounts_api.sign_up", "accounts_api.sign_in", "accounts_api.ask_reset"),
    *("reading.front", "reading.article", "reading.person", "reading.privacy", "reading.site_feed"),
    *("reading.article_feed", "reading.thread_feed", "reading.person_feed"),
    *("articles.revisions", "articles.revision", "articles_api.index", "articles_api.show"),
    "articles_api.revisions",
    *("comments.permalink", "comments.replies", "comments.reply_form", "comments.revisions"),
    *("comments_api.thread", "comments_api.news", "comments_api.one", "comments_api.replies"),
    *("comments_api.revisions", "search.show", "search_api.search"),
    *("moderation.notice_form", "moderation.send_notice", "moderation_api.send_notice"),
    *("moderation.rules", "moderation.log", "moderation_api.rules", "moderation_api.log"),
    "moderation.transparency",
    *("predictions.question", "predictions.group", "predictions.questions_as_csv"),
    *("predictions.embed", "predictions.embed_picture"),
    *("predictions.embed_group", "predictions.embed_group_picture"),
    *("predictions.data", "predictions.all_as_csv", "predictions.all_as_lines"),
    *("predictions.forecasters", "comments.from_reason", "predictions.crowd_record"),
    *("predictions_api.questions", "predictions_api.question", "predictions_api.course"),
    "predictions_api.all_questions",
    *("predictions_api.groups", "predictions_api.group", "predictions_api.heads"),
    "predictions_api.forecasters",
)
SECRETS = doors(
    NOBODY,
    *("accounts.claim_form", "accounts.confirm", "accounts.confirm_form"),
    "accounts.new_password_form",
    *("comments.guest_form", "comments.publish_as_guest"),
    *("inbox.ask_to_stop", "inbox.stop_mails"),
    *("moderation.notice", "moderation.forget_notifier", "moderation_api.notice"),
)
PERSONAL = doors(
    SIGNED_IN,
    *("accounts.profile", "accounts.rename", "accounts.delete", "accounts.security"),
    *("accounts.change_password", "accounts.end_others", "accounts.send_confirmation"),
    *("accounts.second_factor", "accounts.renew_codes", "accounts.end_factor"),
    *("accounts.ignored", "accounts.ask_to_ignore", "accounts.ignore", "accounts.heed"),
    *("accounts_api.me", "accounts_api.rename", "accounts_api.change_password"),
    *("accounts.choose_language", "accounts_api.choose_language"),
    *("accounts_api.erase", "accounts_api.sign_ins", "accounts_api.ignored"),
    *("accounts_api.ignore", "accounts_api.heed"),
    *("inbox.inbox", "inbox.mark_read", "inbox.settings", "inbox.choose"),
    *("inbox.place", "inbox.watch", "inbox_api.watch", "inbox_api.watching"),
    *("inbox_api.notices", "inbox_api.mark_read", "inbox_api.choose_mail"),
    *("inbox_api.mail_choices", "comments.keep_draft", "comments_api.people"),
    *("predictions.receipts", "predictions_api.receipts", "comments_api.unchange_mind"),
)
AT_THE_DESK = doors(
    DESK,
    *("moderation.case", "moderation.take_over", "moderation.person", "moderation.impose"),
    *("moderation.words", "moderation.add_word", "moderation.retire_word"),
    *("moderation.drop_batch", "moderation.confirm_batch", "comments.lock_branch"),
    *("moderation_api.drop_batch", "moderation_api.confirm_batch", "moderation_api.take_up"),
    *("moderation_api.case", "moderation_api.add_word", "moderation_api.retire_word"),
    *("moderation_api.take_over", "moderation_api.give_back", "moderation_api.notes"),
    *("moderation_api.sanctions", "moderation.take_up", "comments.lock_form"),
    *("moderation.all_reports", "moderation_api.all_reports", "moderation_api.escalation"),
    *("moderation.take_handover", "moderation_api.take_handover", "moderation.escalation"),
)
AT_ANY_DESK = doors(
    ANY_DESK,
    *("moderation.queue", "moderation.bulk", "moderation.decide_bulk", "moderation.scorer"),
    *("moderation.waiting_sanctions", "moderation_api.queue", "moderation_api.words"),
    *("moderation.proposals", "moderation.undo_bulk", "moderation_api.decide_bulk"),
    *("moderation_api.proposals", "moderation_api.undo_bulk", "moderation_api.shift"),
    *("moderation_api.waiting_sanctions", "moderation.statistics", "moderation_api.statistics"),
)
FOR_EDITORS = doors(
    EDITORS,
    *("articles.new", "articles.create", "articles.edit", "articles.revise", "articles.desk"),
    *("articles.publish", "articles.prompt", "articles.word_prompt", "articles.authors"),
    *("articles.tie", "articles.untie", "articles_api.create", "articles_api.revise"),
    *("articles_api.publish", "articles_api.word_prompt", "articles_api.tie"),
    *("articles_api.untie", "articles_api.authors", "accounts.expertise", "accounts.recognise"),
    *("accounts_api.recognise", "comments.arrange", "comments.camps"),
    *("comments_api.arrange", "predictions.desk", "predictions.new", "predictions.ask"),
    *("predictions.edit", "predictions.revise", "predictions.seal_form", "predictions.seal"),
    "predictions_api.seal",
    *("predictions_api.suggestions", "predictions_api.take_out"),
    *("predictions.resolution", "predictions.new_group", "predictions.new_rows"),
    *("predictions.edit_group", "predictions.open_group", "predictions.take_out"),
)

DOORS: dict[str, Door] = {
    **OPEN,
    **SECRETS,
    **PERSONAL,
    **AT_THE_DESK,
    **AT_ANY_DESK,
    **FOR_EDITORS,
    "accounts.begin_factor": Door(SIGNED_IN - {"unconfirmed"}),
    "accounts.confirm_factor": Door(SIGNED_IN - {"unconfirmed"}),
    "accounts.claim": Door(NOBODY, sent=ACCOUNT),
    "accounts.new_password": Door(NOBODY, sent={"password": "three unusual words"}),
    "accounts.end_one": Door(OWN),
    "predictions_api.sealed": Door(ALL, ids={"question_id": "@sealed_id"}),
    "accounts_api.end": Door(OWN),
    "comments.create": Door(PART, sent=COMMENT),
    "comments_api.create": Door(PART, sent=COMMENT),
    "comments_api.preview": Door(SIGNED_IN),
    "comments.ask_as_guest": Door(STRANGERS | PART, sent=COMMENT),
    "comments.edit_form": Door(OWN),
    "comments.edit": Door(OWN, sent={"body": "Better words.", "revision_n": 1}),
    "comments_api.edit": Door(OWN, sent={"body": "Better words.", "revision_n": 1}),
    "comments.withdrawal_form": Door(OWN),
    "comments.withdraw": Door(OWN),
    "comments_api.withdraw": Door(OWN),
    "comments.restore": Door(OWN, ids={"comment_id": "@withdrawn_id"}),
    "comments_api.restore": Door(OWN, ids={"comment_id": "@withdrawn_id"}),
    "comments.mark": Door(OTHERS, sent={"kind": "good_point"}),
    "comments_api.react": Door(OTHERS),
    "comments_api.unreact": Door(OTHERS),
    "comments.honour": Door(STAFF, sent={"kind": "pick"}),
    "comments_api.honour": Door(STAFF, sent={"kind": "pick"}),
    "comments.mind_form": Door(OTHERS),
    "comments.change_mind": Door(OTHERS, sent={"question_id": "@question_id", "percent": 40}),
    "comments_api.change_mind": Door(OTHERS, sent={"percent": 40}),
    "comments.take_back": Door(SIGNED_IN, sent={"question_id": "@question_id"}),
    **doors(ADMINS, "moderation.settings", "moderation_api.settings"),
    "moderation.setting": Door(ADMINS, ids=KNOB),
    "moderation_api.setting": Door(ADMINS, ids=KNOB),
    "moderation.choose": Door(ADMINS, ids=KNOB, sent=WISH),
    "moderation_api.choose": Door(ADMINS, ids=KNOB, sent=WISH),
    "moderation.unchoose": Door(ADMINS, ids=KNOB, sent={"seen": 0}),
    "moderation_api.unchoose": Door(ADMINS, ids=KNOB, sent={"seen": 0}),
    "comments.arrangement_form": Door(STAFF),
    "comments_api.lock_branch": Door(DESK, sent={"do": "lock", **WORDS}),
    "comments.slow": Door(STAFF, sent=SLOW),
    "comments_api.slow": Door(STAFF, sent=SLOW),
    "comments.choose_reading": Door(STAFF, sent={"mode": "first"}),
    "comments_api.choose_reading": Door(STAFF, sent={"mode": "first"}),
    "moderation.sections": Door(frozenset({"admin"})),
    "moderation.limit": Door(frozenset({"admin"}), ids={"handle": "@moderator_handle"}),
    "moderation.report_form": Door(SIGNED_IN),
    "moderation.report": Door(OTHERS, sent={"reason": "insult", "revision_id": "@revision_id"}),
    "moderation_api.report": Door(OTHERS, sent={"reason": "insult", "revision_id": "@revision_id"}),
    "moderation.decide": Door(DESK, sent={"seen": "@seen"}),
    "moderation_api.decide": Door(DESK, sent={"seen": "@seen"}),
    "moderation.notifier": Door(DESK),
    "moderation.ask_again": Door(NOBODY, sent=WORDS),
    "moderation_api.ask_again": Door(NOBODY, sent=WORDS),
    "moderation.leave_note": Door(DESK, sent=WORDS),
    "moderation.escalate": Door(DESK, sent={"kind": "senior", **WORDS}),
    "moderation_api.escalate": Door(DESK, sent={"kind": "senior", **WORDS}),
    "moderation.answer_escalation": Door(ADMINS, sent=WORDS),
    "moderation_api.answer_escalation": Door(ADMINS, sent=WORDS),
    "moderation.hand_over": Door(ANY_DESK, sent=WORDS),
    "moderation_api.hand_over": Door(ANY_DESK, sent=WORDS),
    "moderation_api.propose": Door(DESK, sent={"seen": "@seen", **ILLEGAL}),
    "moderation_api.leave_note": Door(DESK, sent=WORDS),
    "moderation_api.limit": Door(frozenset({"admin"}), ids={"handle": "@moderator_handle"}),
    **{
        f"{where}.cover": Door(DESK, {"case_id": "@reported_case"}, {"look": "@look", "do": "hide"})
        for where in ("moderation", "moderation_api")
    },
    **doors(frozenset({"moderator"}), "moderation.uncover", "moderation_api.uncover"),
    "moderation.undo": Door(frozenset({"moderator"}), ids={"decision_id": "@fresh_id"}),
    "moderation_api.undo": Door(frozenset({"moderator"}), ids={"decision_id": "@fresh_id"}),
    **doors(OWN | DESK, "moderation.statement", "moderation_api.statement"),
    **doors(OWN | DESK, "moderation.hiding_statement", "moderation_api.hiding_statement"),
    "moderation.newest_statement": Door(OWN | DESK, ids={"comment_id": "@rejected_id"}),
    "moderation.object_to": Door(OWN, sent=WORDS),
    "moderation_api.object_to": Door(OWN, sent=WORDS),
    "moderation.answer": Door(DESK, ids={"decision_id": "@disputed_id"}, sent=ANSWER),
    "moderation_api.answer": Door(DESK, ids={"decision_id": "@disputed_id"}, sent=ANSWER),
    "moderation.sanction": Door(OWN | DESK),
    "moderation.exclusion": Door(SIGNED_IN),
    "moderation.forecasts_of": Door(STAFF),
    "moderation.preview_exclusion": Door(DESK, ids=SHOWN, sent=LEFT_OUT),
    "moderation.leave_out": Door(DESK, ids=SHOWN, sent=LEFT_OUT),
    "moderation_api.exclusions": Door(DESK, ids=SHOWN),
    "moderation_api.leave_out": Door(DESK, ids=SHOWN, sent=LEFT_OUT),
    "moderation.acknowledge": Door(frozenset({"warned"}), ids={"sanction_id": "@warning_id"}),
    "moderation.confirm_ban": Door(DESK, ids={"sanction_id": "@ban_id"}),
    "moderation.lift": Door(DESK, ids={"sanction_id": "@objected_id"}, sent=WORDS),
    "moderation.object_to_sanction": Door(OWN, ids={"sanction_id": "@objectable_id"}, sent=WORDS),
    "moderation.answer_sanction": Door(DESK, ids={"sanction_id": "@objected_id"}, sent=ANSWER),
    "moderation_api.impose": Door(DESK, sent={"kind": "note", **WORDS}),
    "moderation_api.sanction": Door(OWN | DESK),
    "moderation_api.acknowledge": Door(frozenset({"warned"}), ids={"sanction_id": "@warning_id"}),
    "moderation_api.confirm_ban": Door(DESK, ids={"sanction_id": "@ban_id"}),
    "moderation_api.lift": Door(DESK, ids={"sanction_id": "@objected_id"}, sent=WORDS),
    "moderation_api.object_to_sanction": Door(
        OWN, ids={"sanction_id": "@objectable_id"}, sent=WORDS
    ),
    "moderation_api.answer_sanction": Door(DESK, ids={"sanction_id": "@objected_id"}, sent=ANSWER),
    "predictions.propose": Door(PART),
    "predictions.suggest": Door(PART, sent=SUGGESTION),
    "predictions_api.suggest": Door(PART, sent=SUGGESTION),
    "predictions.suggestion": Door(OWN | EDITORS),
    "predictions_api.suggestion": Door(OWN | EDITORS),
    "predictions.send_again": Door(OWN, sent=SUGGESTION),
    "predictions.merge": Door(EDITORS, sent={"seen_n": 1}),
    "predictions.send_back": Door(EDITORS, sent={"seen_n": 1}),
    "predictions_api.merge": Door(EDITORS, sent={"seen_n": 1}),
    "predictions_api.send_back": Door(EDITORS, sent={"seen_n": 1}),
    "predictions.forecast": Door(PART | STRANGERS, sent={"percent": "60"}),
    "predictions.answer_group": Door(PART | STRANGERS, sent={"row": "@row"}, by_row=True),
    "predictions.look": Door(PART | STRANGERS),
    "predictions.affirm": Door(PART),
    "predictions.withdraw": Door(PART),
    "predictions_api.forecast": Door(PART, sent={"percent": 60}),
    "predictions_api.forecast_many": Door(
        SIGNED_IN, sent={"forecasts": [{"question_id": 1, "percent": 60}]}
    ),
    "predictions_api.look": Door(PART),
    "predictions_api.affirm": Door(PART),
    "predictions_api.withdraw": Door(PART),
    "predictions.object_to": Door(PART, ids=DUE, sent=OBJECTION),
    "predictions_api.object_to": Door(PART, ids=DUE, sent=OBJECTION),
    "predictions.answer": Door(EDITORS, ids=OBJECTED, sent={"verdict": "upheld", **WORDS}),
    "predictions_api.answer": Door(EDITORS, ids=OBJECTED, sent={"verdict": "upheld", **WORDS}),
    "predictions.take_back": Door(EDITORS, ids=DUE, sent=WORDS),
    "predictions_api.take_back": Door(
        EDITORS, ids=DUE, sent={**WORDS, "proposed_id": "@proposed_id"}
    ),
    "predictions.rule": Door(EDITORS, ids=DUE, sent=RULING),
    "predictions_api.rule": Door(EDITORS, ids=DUE, sent=RULING),
    "predictions.open_now": Door(EDITORS, ids={"question_id": "@draft_id"}),
    "predictions_api.open_now": Door(EDITORS, ids={"question_id": "@draft_id"}),
    **doors(NOBODY, "moderation.transparency_csv", "moderation_api.transparency"),
    "predictions.one_as_csv": Door(NOBODY),
    "predictions.one_as_lines": Door(NOBODY),
    "predictions_api.ask": Door(EDITORS, sent=QUESTION),
    "predictions_api.revise": Door(EDITORS, sent={**QUESTION, "seen_n": 1, "reason": "Clearer."}),
    "predictions.make_group": Door(EDITORS, sent=GROUP),
    "predictions.word_group": Door(EDITORS, sent={"name": "Who?", "seen_n": 1}),
    "predictions.add_rows": Door(EDITORS, sent={"rows": ""}),
    "predictions_api.make_group": Door(EDITORS, sent=GROUP),
    "predictions_api.word_group": Door(EDITORS, sent={"name": "Who?", "seen_n": 1}),
    "predictions_api.add_rows": Door(EDITORS, sent={"rows": [{"label": "Cleo"}]}),
}
