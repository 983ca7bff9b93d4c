"""The articles slice on the command line."""

from pathlib import Path

import click

from discuss.accounts.rules import Actor
from discuss.articles import actions, queries
from discuss.articles.actions.commands import Import
from discuss.articles.rules import decode, parse, summary
from discuss.articles.rules.decode import LARGEST_FILE
from discuss.articles.rules.draft import prepare
from discuss.kit import clock
from discuss.web.commands import Group
from discuss.web.transaction import reading, transaction

group = Group("articles", help="Import, publish and list articles.")
OPERATOR = Actor(person_id=None, name="Command line", role="editor")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", help="The article's address, instead of one made of its headline.")
@click.option("--note", default="", help="What was changed and why, for readers.")
@click.option("--publish", is_flag=True, help="Make the article public at once.")
def import_file(file: Path, slug: str | None, note: str, publish: bool) -> None:  # noqa: FBT001
    """Import FILE, plain text or Markdown, as a new article or as a revision of its own."""
    with file.open("rb") as opened:
        text = decode(opened.read(LARGEST_FILE + 1))
    draft = prepare(text)
    before = queries.at_address(reading(), slug or draft.slug)
    seen = before.revision_n if before else 0
    with transaction() as session:
        command = Import(draft, slug=slug, change_note=note)
        article = actions.import_article(session, OPERATOR, command, clock.now())
        if publish:
            actions.publish(session, OPERATOR, article.id, clock.now())
    for line in summary.lines(parse(text)):
        click.echo(line)
    click.echo(_outcome(article.slug, seen, article.revision_n))
    if article.published_at is None:
        click.echo(f"Not public yet. Publish it with: flask articles publish {article.slug}")


@group.command("publish")
@click.argument("slug")
def publish_article(slug: str) -> None:
    """Make the article at SLUG public."""
    article_id = queries.by_slug(reading(), slug).article.id
    with transaction() as session:
        article = actions.publish(session, OPERATOR, article_id, clock.now())
    click.echo(f"Public at /articles/{article.slug}")


@group.command("list")
def list_articles() -> None:
    """List the articles, drafts first."""
    for found in queries.desk(reading()):
        day = found.article.published_at
        state = f"{day:%Y-%m-%d}" if day else "draft"
        click.echo(f"{state:<12}{found.article.slug:<60}{found.revision.headline}")


def _outcome(slug: str, before: int, after: int) -> str:
    """Say what the import did."""
    if before == 0:
        return f"Imported as a new article: /articles/{slug}"
    if after == before:
        return f"Nothing has changed at /articles/{slug}."
    return f"Revised: /articles/{slug}, revision {after}"
