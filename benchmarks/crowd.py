"""A made-up discussion of any size, written straight into the tables with counters that add up."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.models import Comment, CommentRevision, Discussion
from discuss.comments.rules import quantised_controversy, quantised_rank
from discuss.kit.richtext import render

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
PEOPLE = 500
CHUNK = 2_000
WORDS = [
    "the",
    "deadline",
    "was",
    "read",
    "as",
    "a",
    "calendar",
    "rather",
    "than",
    "a",
    "threat",
    "and",
    "that",
    "is",
    "why",
    "the",
    "number",
    "moved",
    "so",
    "little",
    "while",
    "talks",
    "went",
    "on",
    "in",
    "private",
    "and",
    "sources",
    "differ",
    "about",
    "what",
    "was",
    "promised",
    "to",
    "whom",
]


@dataclass
class Node:
    """One comment before it is written."""

    id: int
    parent: "Node | None"
    depth: int
    up: int
    down: int
    children: int = 0
    below: int = 0
    root: "Node | None" = field(default=None)
    latest: int = 0
    """The last comment of the branch that it begins."""


def fill(session: Session, prompt_id: int, count: int, seed: int = 1) -> None:
    """Add `count` published comments: one in three starts a thread, the rest answer."""
    dice = random.Random(seed)
    people = _people(session)
    nodes = _tree(dice, count)
    for start in range(0, count, CHUNK):
        rows, words = [], []
        for node in nodes[start : start + CHUNK]:
            at = START + timedelta(seconds=node.id)
            rows.append(_row(node, prompt_id, dice.choice(people), at))
            words.append(_revision(node, dice, at))
        session.execute(insert(Comment), rows)
        session.execute(insert(CommentRevision), words)
    roots = sum(node.parent is None for node in nodes)
    session.execute(
        update(Discussion)
        .where(Discussion.prompt_id == prompt_id)
        .values(comment_count=count, root_count=roots, version=count)
    )


def _people(session: Session) -> list[int]:
    rows = [
        {
            "handle": f"reader{n}",
            "name": f"Reader {n}",
            "name_skeleton": f"reader{n}",
            "role": "reader",
            "created_at": START,
            "confirmed_at": START,
        }
        for n in range(PEOPLE)
    ]
    return list(session.scalars(insert(Person).returning(Person.id), rows))


def _tree(dice: random.Random, count: int) -> list[Node]:
    nodes: list[Node] = []
    for n in range(1, count + 1):
        parent = None if n == 1 or dice.random() < 1 / 3 else dice.choice(nodes[-2_000:])
        depth = 0 if parent is None else parent.depth + 1
        up, down = int(dice.expovariate(0.2)), int(dice.expovariate(0.7))
        node = Node(n, parent, depth, up, down, latest=n)
        if parent is not None:
            node.root = parent.root or parent
            node.root.below += 1
            node.root.latest = n
            parent.children += 1
        nodes.append(node)
    return nodes


def _row(node: Node, prompt_id: int, author_id: int, at: datetime) -> dict[str, object]:
    return {
        "id": node.id,
        "prompt_id": prompt_id,
        "parent_id": node.parent.id if node.parent else None,
        "root_id": node.root.id if node.root else None,
        "depth": node.depth,
        "author_id": author_id,
        "submission_key": f"bench-{node.id}",
        "state": "published",
        "is_shown": True,
        "up": node.up,
        "down": node.down,
        "good_point_count": node.up,
        "neg_best": quantised_rank(node.up, node.down),
        "neg_controversy": quantised_controversy(node.up, node.down),
        "neg_replies": -node.children,
        "reply_count": node.children,
        "descendant_count": node.below,
        "appeared_in": node.id,
        "neg_fresh": 0 if node.parent else -node.latest,
        "created_at": at,
    }


def _revision(node: Node, dice: random.Random, at: datetime) -> dict[str, object]:
    source = " ".join(dice.choices(WORDS, k=50))
    rendered = render(source) if node.id <= CHUNK else None
    html = rendered.html if rendered else f"<p>{source}</p>"
    return {
        "id": node.id,
        "comment_id": node.id,
        "n": 1,
        "source": source,
        "html": html,
        "text": source,
        "renderer_version": 1,
        "created_at": at,
    }
