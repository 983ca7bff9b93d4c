"""The site as a WSGI application, for `flask run` and for servers like granian.

The database is found, created and brought up to date only when the site is being served, not when
another command of the command line loads this file.
"""

import gc

import click
from flask.cli import ScriptInfo

gc.disable()  # nothing that is loaded here is ever thrown away

from discuss.app import create_app, prepare, start_worker  # noqa: E402
from discuss.web import logs  # noqa: E402

app = create_app()
command = click.get_current_context(silent=True)
if command is None or not command.find_object(ScriptInfo) or command.info_name == "run":
    logs.set_up(app.config["DISCUSS"])
    prepare(app)
    if app.config["DISCUSS"].worker == "inside":
        start_worker(app)
    click.echo(f"Discuss is at {app.config['DISCUSS'].site_url}")
gc.freeze()
gc.enable()
