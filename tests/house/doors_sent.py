"""What a form holds at a door, so that it is understood and the policy decides."""

KNOB = {"name": "undo_seconds"}
WISH = {"value": "20", "seen": 0, "reason": "A test."}
WORDS = {"words": "I see it differently, and here is why."}
ILLEGAL = {"outcome": "remove_illegal", "law": "§ 130", "explanation": "It calls for violence."}
ANSWER = {"outcome": "upheld", **WORDS}
KNOWN_SINCE = "2026-03-01T12:00Z"
RULING = {"outcome": "yes", "note": "It says so.", "seen_seq": 0, "knowable_at": KNOWN_SINCE}
DUE = {"question_id": "@due_id"}
OBJECTED = {**DUE, "objection_id": "@objection_id"}
OBJECTION = {
    "proposed_id": "@proposed_id",
    "body": "The minutes are a draft.",
    "source_url": "https://example.org/draft",
}
SLOW = {"minutes": 5, "lasts_minutes": 30, "words": "Sleep a minute on it."}
SHOWN = {"question_id": "@shown_id"}
LEFT_OUT = {"people": "@handle", "from_at": "2026-03-01T00:00", "clause": "6", "words": "97 each."}
QUESTION = {
    "title": "Will the bridge be green before June?",
    "criteria": "Decided yes if the council says so in public; a rumour does not count at all.",
    "source_name": "The council's minutes",
    "open_at": "2030-01-01T00:00Z",
    "close_at": "2030-02-01T00:00Z",
    "resolve_by": "2030-03-01T00:00Z",
}
GROUP = {**QUESTION, "title": "Will {label} win?", "name": "Who wins?", "rows": [{"label": "Ada"}]}
SUGGESTION = {
    "title": "Will it rain in the yard before June?",
    "criteria": "Decided yes when the council's gauge shows water before June.",
    "source": "The council's gauge",
    "due_at": "2027-01-01T00:00Z",
}
COMMENT = {"body": "Words of some length.", "submission_key": "a-key-for-this-comment"}
ACCOUNT = {"name": "Eve", "email": "eve@example.org", "password": "three unusual words"}
