"""Questions as pages and programs are shown them."""

from discuss.predictions.presenters.cards import QuestionCard, card, cards
from discuss.predictions.presenters.course import CourseOut, course_out, steps, waiting
from discuss.predictions.presenters.outcomes import outcome_words
from discuss.predictions.presenters.records import RecordCard, record
from discuss.predictions.presenters.rewordings import rewordings
from discuss.predictions.presenters.shapes import (
    QuestionOut,
    QuestionsOut,
    question_out,
    questions_out,
)
from discuss.predictions.presenters.spreads import QuantilesOut, quantiles_out
from discuss.predictions.presenters.tracks import TrackCard, track

__all__ = [
    "CourseOut",
    "QuantilesOut",
    "QuestionCard",
    "QuestionOut",
    "QuestionsOut",
    "RecordCard",
    "TrackCard",
    "card",
    "cards",
    "course_out",
    "outcome_words",
    "quantiles_out",
    "question_out",
    "questions_out",
    "record",
    "rewordings",
    "steps",
    "track",
    "waiting",
]
