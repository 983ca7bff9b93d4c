"""The factory: settings, then extensions, then guards, then doors; nothing else."""

import os
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask_migrate import Migrate
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

import discuss.accounts.api
import discuss.accounts.cli
import discuss.accounts.views
import discuss.articles.api
import discuss.articles.cli
import discuss.articles.views
import discuss.comments.api
import discuss.comments.cli
import discuss.comments.views
import discuss.exchange.cli
import discuss.inbox.api
import discuss.inbox.cli
import discuss.inbox.views
import discuss.moderation.api
import discuss.moderation.cli
import discuss.moderation.views
import discuss.predictions.api
import discuss.predictions.cli
import discuss.predictions.views
import discuss.reading.views
import discuss.search.api
import discuss.search.cli
import discuss.search.views
import discuss.upkeep.cli
import discuss.upkeep.views
from discuss import (
    accounts,
    articles,
    comments,
    exchange,
    inbox,
    moderation,
    predictions,
    search,
)
from discuss.accounts.acting import GUEST, current_actor
from discuss.inbox import jobs
from discuss.inbox.queries import unread_count
from discuss.kit import clock
from discuss.kit.errors import Refusal
from discuss.kit.text import initials
from discuss.reading.rules.shown import NEVER_SHOWN
from discuss.settings import Settings, read
from discuss.web import (
    appearance,
    assets,
    bodies,
    database,
    guards,
    headers,
    health,
    journal,
    limits,
    metrics,
    openapi,
    pieces,
    refusals,
    shared,
    stored,
    templates,
    worker,
)
from discuss.web.extensions import csrf, db, login_manager
from discuss.web.transaction import reading

PACKAGE = Path(__file__).parent
MEGABYTE = 1024 * 1024

DOORS = (
    health.bp,
    appearance.bp,
    accounts.views.bp,
    accounts.api.bp,
    articles.views.bp,
    articles.api.bp,
    predictions.views.bp,
    predictions.api.bp,
    comments.views.bp,
    comments.api.bp,
    moderation.views.bp,
    moderation.api.bp,
    inbox.views.bp,
    inbox.api.bp,
    search.views.bp,
    search.api.bp,
    discuss.reading.views.bp,
    discuss.upkeep.views.bp,
)
COMMANDS = (
    accounts.cli.group,
    articles.cli.group,
    predictions.cli.group,
    comments.cli.group,
    moderation.cli.group,
    exchange.cli.group,
    inbox.cli.worker,
    search.cli.group,
    discuss.upkeep.cli.backup,
    discuss.upkeep.cli.doctor,
    discuss.upkeep.cli.parts,
    discuss.upkeep.cli.restore,
    discuss.upkeep.cli.record,
)


class Site(Flask):
    """The application, with the house's own way to look templates up."""

    jinja_environment = templates.Environment


def create_app(settings: Settings | None = None) -> Flask:
    """Return the site as a WSGI application; nothing is read from or written to the database."""
    settings = settings or read(os.environ, PACKAGE.parent)
    folder = PACKAGE.parent if (PACKAGE.parent / "templates").is_dir() else PACKAGE
    app = Site(
        "discuss",
        template_folder=str(folder / "templates"),
        static_folder=None,
        instance_path=str(settings.instance),
    )
    _configure(app, settings)
    _extend(app)
    metrics.register(app)
    journal.register(app)
    headers.register(app)
    guards.register(app, token_always={"accounts"}, speak_for_themselves={"inbox.stop_mails"})
    refusals.register(app)
    assets.register(app, folder / "static")
    pieces.register(app)
    templates.register(app)
    _open_doors(app)
    app.context_processor(_for_every_page)
    return app


def prepare(app: Flask) -> None:
    """Bring the database up to date, fill a new one, and tell the owner how to claim it.

    Raises `SystemExit` with a sentence when the database cannot be copied or written.
    """
    try:
        with app.app_context():
            database.prepare(_seed_and_offer)
    except Refusal as refusal:
        raise SystemExit(f"The site does not start. {refusal.sentence}") from None


def start_worker(app: Flask) -> worker.Worker:
    """Start delivering what the outbox holds, beside the server."""
    running = worker.Worker(app, jobs.HANDLERS)
    running.start()
    app.extensions["discuss_worker"] = running
    return running


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        DISCUSS=settings,
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        MAX_CONTENT_LENGTH=2 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=2 * MEGABYTE,
        MAX_FORM_PARTS=200,
        SESSION_COOKIE_NAME="__Host-discuss" if settings.is_secure else "discuss",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=30 * 24 * 3600,
        SESSION_REFRESH_EACH_REQUEST=False,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=database.engine_options(settings.database_url),
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["letters_of"] = initials
    shared.register(app, (GUEST,), below="/articles/")
    stored.register(app, (appearance.COOKIE, GUEST))
    bodies.register(app)
    if settings.proxy_count:
        hops = settings.proxy_count
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _extend(app: Flask) -> None:
    db.init_app(app)
    database.bind(app, NEVER_SHOWN)
    Migrate(app, db, directory=str(database.MIGRATIONS), compare_type=True)
    login_manager.init_app(app)
    login_manager.session_protection = None  # type: ignore[assignment] # rows of our own do it
    csrf.init_app(app)
    limits.register(app)
    app.extensions["discuss_prepare"] = lambda: database.prepare(_seed)


def _open_doors(app: Flask) -> None:
    """Register every slice's doors, and let the higher slices hear the lower ones."""
    for door in DOORS:
        app.register_blueprint(door)
    for group in COMMANDS:
        app.cli.add_command(group)
    articles.actions.connect()
    predictions.actions.connect()
    comments.actions.connect()
    moderation.actions.connect()
    inbox.actions.connect()
    search.actions.connect()
    discuss.reading.views.connect(app)
    openapi.register(app)


def _for_every_page() -> dict[str, Any]:
    """Return what the masthead and the footer of every page take."""
    settings: Settings = current_app.config["DISCUSS"]
    actor = current_actor()
    return {
        "site": {
            "name": settings.site_name,
            "url": settings.site_url,
            "guests": settings.guests,
        },
        "viewer": actor.viewer,
        "unread": unread_count(reading(), actor.id, clock.now()) if actor.is_signed_in else 0,
        "theme": appearance.theme_of_device(),
    }


def _seed(session: Session) -> None:
    """Publish the bundled article on an empty site."""
    settings: Settings = current_app.config["DISCUSS"]
    now = clock.now()
    if settings.bundled_article:
        article = articles.actions.bundled(session, now)
        if article is not None:
            predictions.actions.bundled(session, article.prompt, now)


def _seed_and_offer(session: Session) -> None:
    """Fill an empty site and, when it begins to serve, offer the admin account while there is none.

    Other commands make no link: what they print may be another program's input.
    """
    _seed(session)
    settings: Settings = current_app.config["DISCUSS"]
    secret = accounts.actions.owner_link(session, clock.now())
    if secret:
        click.echo(f"Claim the admin account, once: {settings.site_url}/claim/{secret}")
