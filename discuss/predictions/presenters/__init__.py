"""Questions as pages and programs are shown them."""

from discuss.predictions.presenters.aftermath import AftermathCard, aftermath
from discuss.predictions.presenters.asked import AskedCard, asked_card
from discuss.predictions.presenters.boards import (
    BoardCard,
    ForecastersOut,
    board_card,
    forecasters_out,
)
from discuss.predictions.presenters.came_true import CameTrue, came_true
from discuss.predictions.presenters.cards import QuestionCard, card, cards
from discuss.predictions.presenters.course import CourseOut, course_out, steps, waiting
from discuss.predictions.presenters.desks import DeskGroup, desk_groups
from discuss.predictions.presenters.embedded import (
    Embedded,
    EmbeddedGroup,
    embedded,
    embedded_group,
)
from discuss.predictions.presenters.group_shapes import (
    BatchItemOut,
    BatchOut,
    GroupOut,
    GroupsOut,
    batch_item,
    group_out,
    groups_out,
)
from discuss.predictions.presenters.groups import (
    Block,
    GroupCard,
    blocks,
    follows_from,
    group_card,
)
from discuss.predictions.presenters.happened import Happenings, happenings
from discuss.predictions.presenters.lately import lately, span_of_news
from discuss.predictions.presenters.leaving_out import Compared, compared, said_of
from discuss.predictions.presenters.open_data import Terms, as_csv, as_lines, questions_as_csv
from discuss.predictions.presenters.outcomes import outcome_hint, outcome_words, score_card
from discuss.predictions.presenters.receipts import (
    MOST_HEADS,
    HeadsOut,
    ReceiptsOut,
    heads_out,
    receipt_out,
)
from discuss.predictions.presenters.records import RecordCard, record
from discuss.predictions.presenters.rewordings import Rewording, rewordings
from discuss.predictions.presenters.sealed import SealedCard, SealedOut, sealed_card, sealed_out
from discuss.predictions.presenters.shapes import (
    QuestionOut,
    QuestionPageOut,
    QuestionsOut,
    question_out,
    questions_out,
)
from discuss.predictions.presenters.spreads import QuantilesOut, quantiles_out
from discuss.predictions.presenters.suggestions import (
    SuggestionOut,
    SuggestionsOut,
    suggestion_card,
    suggestion_out,
    suggestions_out,
)
from discuss.predictions.presenters.together import TogetherCard, together_card
from discuss.predictions.presenters.tracks import TrackCard, track

__all__ = [
    "MOST_HEADS",
    "AftermathCard",
    "AskedCard",
    "BatchItemOut",
    "BatchOut",
    "Block",
    "BoardCard",
    "CameTrue",
    "Compared",
    "CourseOut",
    "DeskGroup",
    "Embedded",
    "EmbeddedGroup",
    "ForecastersOut",
    "GroupCard",
    "GroupOut",
    "GroupsOut",
    "Happenings",
    "HeadsOut",
    "QuantilesOut",
    "QuestionCard",
    "QuestionOut",
    "QuestionPageOut",
    "QuestionsOut",
    "ReceiptsOut",
    "RecordCard",
    "Rewording",
    "SealedCard",
    "SealedOut",
    "SuggestionOut",
    "SuggestionsOut",
    "Terms",
    "TogetherCard",
    "TrackCard",
    "aftermath",
    "as_csv",
    "as_lines",
    "asked_card",
    "batch_item",
    "blocks",
    "board_card",
    "came_true",
    "card",
    "cards",
    "compared",
    "course_out",
    "desk_groups",
    "embedded",
    "embedded_group",
    "follows_from",
    "forecasters_out",
    "group_card",
    "group_out",
    "groups_out",
    "happenings",
    "heads_out",
    "lately",
    "outcome_hint",
    "outcome_words",
    "quantiles_out",
    "question_out",
    "questions_as_csv",
    "questions_out",
    "receipt_out",
    "record",
    "rewordings",
    "said_of",
    "score_card",
    "sealed_card",
    "sealed_out",
    "span_of_news",
    "steps",
    "suggestion_card",
    "suggestion_out",
    "suggestions_out",
    "together_card",
    "track",
    "waiting",
]
