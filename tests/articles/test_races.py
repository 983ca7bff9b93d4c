"""Two editors at the same moment."""

import threading

from discuss.articles import actions, queries
from discuss.articles.actions.commands import EditPrompt, Revise
from discuss.articles.rules.draft import prepare
from discuss.kit import clock
from discuss.kit.errors import Busy, Conflict
from tests.fixtures.sites import Site
from tests.makers.articles import EDITOR


def test_of_two_editors_who_save_at_once_one_is_told_of_the_other(site: Site) -> None:
    with site.session() as session:
        found = queries.index(session).rows[0]
        article_id, n = found.article.id, found.article.revision_n
        source = queries.by_id(session, article_id).revision.source
    start = threading.Barrier(4)
    outcomes: list[str] = []

    def save(name: str) -> None:
        draft = prepare(source.replace("There is a number", f"{name} knows a number"))
        command = Revise(article_id, draft, f"{name} was here.", n)
        start.wait()
        try:
            with site.session() as session:
                actions.revise(session, EDITOR, command, clock.now())
            outcomes.append("saved")
        except (Conflict, Busy) as refusal:
            outcomes.append(type(refusal).__name__)

    threads = [threading.Thread(target=save, args=(name,)) for name in ("Ada", "Ben", "Cy", "Di")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Conflict", "Conflict", "Conflict", "saved"]
    with site.session() as session:
        assert queries.by_id(session, article_id).revision.n == n + 1


def test_of_two_wordings_of_a_prompt_at_once_both_are_kept_in_order(site: Site) -> None:
    with site.session() as session:
        article_id = queries.index(session).rows[0].article.id
    start = threading.Barrier(2)

    def word(question: str) -> None:
        start.wait()
        with site.session() as session:
            actions.edit_prompt(session, EDITOR, EditPrompt(article_id, question), clock.now())

    threads = [threading.Thread(target=word, args=(text,)) for text in ("Why?", "When?")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with site.session() as session:
        prompt = queries.by_id(session, article_id).prompt
        assert prompt
        assert queries.prompt_revision_n(session, prompt.id) == 3
