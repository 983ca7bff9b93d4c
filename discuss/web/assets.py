"""Style sheets, modules and icons under addresses that change with their content."""

import gzip
import hashlib
import mimetypes
from functools import cached_property
from pathlib import Path

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from discuss.web.respond import takes_gzip
from discuss.web.scripts import joined

READER = (
    "layers",
    "tokens",
    "base",
    "components",
    "articles",
    "predictions",
    "comments",
    "accounts",
    "inbox",
    "search",
)
BUNDLES = {
    "css/reader.css": (*READER, "utilities"),
    "css/desk.css": (*READER, "moderation", "utilities"),
}
ENTRY = "js/main.js"
TEXTS = (".css", ".js", ".svg")
A_YEAR = "public, max-age=31536000, immutable"


class Assets:
    """The static folder, read once; all its addresses carry one digest of everything in it.

    One digest for all lets modules import each other by relative paths and still be kept for ever.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file by its path in the folder; style sheets and scripts are joined ones."""
        there = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }
        sheets = {
            name: b"\n".join(there.get(f"css/{part}.css", b"") for part in parts)
            for name, parts in BUNDLES.items()
        }
        modules = {name: text.decode() for name, text in there.items() if name.endswith(".js")}
        scripts = {ENTRY: joined(modules, ENTRY).encode()} if ENTRY in modules else {}
        return there | sheets | scripts

    @cached_property
    def packed(self) -> dict[str, bytes]:
        """The files that are text, compressed once."""
        return {
            name: gzip.compress(content, 9, mtime=0)
            for name, content in self.files.items()
            if name.endswith(TEXTS)
        }

    @cached_property
    def digest(self) -> str:
        """The first 12 hexadecimal digits of the SHA-256 over all files and their names."""
        total = hashlib.sha256()
        for name, content in self.files.items():
            total.update(name.encode())
            total.update(content)
        return total.hexdigest()[:12]

    def serve(self, digest: str, path: str) -> ResponseReturnValue:
        """Return a file, to be kept for a year when its address is of today's content."""
        if path not in self.files:
            raise NotFound
        content = self.files[path]
        response = Response(mimetype=mimetypes.guess_type(path)[0])
        if path in self.packed:
            response.vary.add("Accept-Encoding")
            if takes_gzip(request.headers.get("Accept-Encoding", "")):
                response.headers["Content-Encoding"] = "gzip"
                content = self.packed[path]
        response.set_data(content)
        response.headers["Cache-Control"] = A_YEAR if digest == self.digest else "no-cache"
        response.add_etag()
        return response.make_conditional(request)


class Sessions(SecureCookieSessionInterface):
    """Sessions as Flask keeps them, except that no file of ours varies with a reader's cookie.

    Flask-Login looks at the session at the end of every request; a browser would then ask for
    each file anew as soon as somebody signs in.
    """

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Leave the answer alone when it is a file; do as always otherwise."""
        if request.endpoint not in {"asset", "favicon"}:
            super().save_session(app, session, response)


def register(app: Flask, folder: Path) -> None:
    """Serve `folder` under /static/<digest>/ and let templates ask for `asset(path)`."""
    mimetypes.add_type("text/javascript", ".js")
    assets = Assets(folder)
    app.session_interface = Sessions()

    def asset(path: str) -> str:
        # Icons ask for this hundreds of times a page: routing each would be a tenth of its cost.
        return f"{request.script_root}/static/{assets.digest}/{path}"

    def favicon() -> ResponseReturnValue:
        return assets.serve(assets.digest, "mark.svg")

    app.add_url_rule("/static/<digest>/<path:path>", "asset", assets.serve)
    app.add_url_rule("/favicon.ico", "favicon", favicon)
    app.jinja_env.globals["asset"] = asset
