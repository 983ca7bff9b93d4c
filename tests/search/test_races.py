"""The index is built anew while people write: nothing is lost, and nothing breaks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from discuss.accounts.acting import actor_of
from discuss.comments import actions as comments
from discuss.comments.actions.commands import Edit, Post
from discuss.kit.richtext import render
from discuss.search import actions
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person
from tests.makers.comments import a_discussion
from tests.search.asking import found, integrity
from tests.search.test_actions import everything

PEOPLE = 6


def test_an_index_is_built_while_people_write_and_edit(site: Site, now: datetime) -> None:
    with site.session() as session:
        people = [actor_of(a_person(session)) for _ in range(PEOPLE)]
        prompt_id = a_discussion(session).id

    def write(n: int) -> None:
        first, second = f"Zinc {n}", f"Copper {n}"
        with site.session() as session:
            command = Post(prompt_id, None, first, render(first), "key", attach=False)
            number = comments.post(session, people[n], command, now).id
        with site.session() as session:
            comments.edit(session, people[n], Edit(number, 1, second, render(second)), now)

    def build() -> None:
        with site.session() as session:
            actions.rebuild(session)

    with ThreadPoolExecutor(PEOPLE + 3) as crowd:
        deeds = [crowd.submit(write, n) for n in range(PEOPLE)]
        deeds += [crowd.submit(build) for _ in range(3)]
        for deed in deeds:
            deed.result()

    with site.session() as session:
        assert found(session, "zinc") == []
        assert len(found(session, "copper")) == PEOPLE
        integrity(session)
        before = everything(session)
        actions.rebuild(session)
        assert everything(session) == before
