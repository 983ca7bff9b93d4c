"""The server keeps what a signed-in reader types, however long, and says when."""

from discuss.comments import actions, queries
from discuss.comments.rules import LONGEST_BODY, LONGEST_DRAFT
from tests.comments.test_views import Reader


def test_a_page_says_when_its_draft_was_kept(reader: Reader) -> None:
    assert "data-kept" not in reader.client.get(reader.page).text
    reader.signs_in()
    assert 'data-kept="0"' in reader.client.get(reader.page).text

    kept = reader.sends("/drafts", article_id=reader.article_id, body="Half a thought")

    assert f'data-kept="{kept.json["kept_at"]}"' in reader.client.get(reader.page).text


def test_words_too_long_to_post_are_kept_and_come_back_whole(reader: Reader) -> None:
    person = reader.signs_in()
    words = "word " * LONGEST_BODY

    assert reader.sends("/drafts", article_id=reader.article_id, body=words).status_code == 200
    place = actions.place_of(reader.prompt.id, None)
    assert queries.draft(reader.session, person.id, place) == words.strip()
    too_long = "x" * (LONGEST_DRAFT + 1)
    assert reader.sends("/drafts", article_id=reader.article_id, body=too_long).status_code == 422

    again = reader.sends(f"/articles/{reader.article_id}/comments", body=words, do="post")
    assert again.status_code == 422
    assert words.strip() in again.text
    assert "This is too long: at most 6000 characters." in again.text
