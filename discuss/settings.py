"""Every setting, read once from the environment; a wrong one stops the start with a sentence."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from filelock import FileLock


class WrongSetting(SystemExit):
    """A setting cannot be used; the message says which and what would be right."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set, as `DISCUSS_<NAME>`; docs/operations.md explains each."""

    instance: Path
    site_name: str = "Discuss"
    site_url: str = "http://127.0.0.1:5000"
    database_url: str = ""
    redis_url: str = ""
    secret_key: str = ""
    trusted_hosts: tuple[str, ...] = ()
    proxy_count: int = 0
    smtp_url: str = ""
    mail_from: str = "discuss@localhost"
    worker: str = "inside"
    bundled_article: bool = True
    pace_limits: bool = True
    guests: bool = True
    second_factor: str = "offered"
    holding_checks: str = "suspect_word"
    scorer: str = "off"
    akismet_key: str = ""
    akismet_url: str = "https://rest.akismet.com/1.1/comment-check"
    webhook_url: str = ""
    webhook_secret: str = ""
    outside_scorers: str = "hold"
    postgresql_programs: str = ""
    objection_hours: int = 72
    log_format: str = "text"
    slow_statement_ms: int = 500
    metrics_token: str = ""
    stored_pages_mb: int = 32
    bodies_at_once: int = 64
    data_licence: str = "CC BY 4.0"

    @property
    def is_secure(self) -> bool:
        """Whether readers come by https, so that cookies may insist on it."""
        return self.site_url.startswith("https://")


def of(info: Mapping[str, Any]) -> Settings:
    """Return the settings that a session's `info` carries; the defaults where it carries none."""
    found = info.get("settings")
    return found if isinstance(found, Settings) else Settings(instance=Path())


def read(environment: Mapping[str, str], root: Path) -> Settings:
    """Return the settings in `environment`; `root` is where the instance folder stands by default.

    Raises `WrongSetting` with a sentence for the first setting that cannot be used.
    """
    given = {
        name.removeprefix("DISCUSS_").lower(): value
        for name, value in environment.items()
        if name.startswith("DISCUSS_") and not name.startswith("DISCUSS_TEST_")
    }
    known = {field.name: field.type for field in fields(Settings)}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise WrongSetting(
            f"DISCUSS_{unknown[0].upper()} is not a setting. docs/operations.md lists them all."
        )
    values: dict[str, Any] = {
        name: _value(name, text, known[name]) for name, text in given.items() if text
    }
    values["instance"] = _folder(Path(given.get("instance") or root / "instance").resolve())
    settings = Settings(**values)
    _check(settings)
    return _completed(settings, values)


def _value(name: str, text: str, kind: object) -> Any:  # noqa: ANN401 - one of the field types
    if kind is bool:
        if text.lower() not in {"1", "0", "yes", "no", "true", "false"}:
            raise WrongSetting(f"DISCUSS_{name.upper()} takes yes or no.")
        return text.lower() in {"1", "yes", "true"}
    if kind is int:
        if not text.isdecimal():
            raise WrongSetting(f"DISCUSS_{name.upper()} takes a whole number.")
        return int(text)
    if name == "trusted_hosts":
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _folder(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise WrongSetting(f"DISCUSS_INSTANCE takes a folder; {path} cannot be made.") from None
    return path


SCHEMES = {
    "site_url": ("http", "https"),
    "smtp_url": ("smtp", "smtps"),
    "redis_url": ("redis", "rediss"),
    "akismet_url": ("http", "https"),
    "webhook_url": ("http", "https"),
    "database_url": ("sqlite", "postgresql", "postgres", "postgresql+psycopg"),
}


CHOICES = {
    "worker": ("inside", "outside"),
    "log_format": ("text", "json"),
    "scorer": ("off", "note", "advise", "hold"),
    "outside_scorers": ("note", "hold"),
    "second_factor": ("off", "offered", "required"),
}
SHORTEST_SECRETS = {"secret_key": 32, "metrics_token": 16, "webhook_secret": 16}
"""Characters that make a secret; 128 bits in hexadecimal for the key."""


def _check(settings: Settings) -> None:
    for name, schemes in SCHEMES.items():
        value = getattr(settings, name)
        if value and not _is_address(value, schemes):
            raise WrongSetting(
                f"DISCUSS_{name.upper()} takes an address that begins with {'://, '.join(schemes)}://."
            )
    for name, choices in CHOICES.items():
        if getattr(settings, name) not in choices:
            raise WrongSetting(f"DISCUSS_{name.upper()} takes {' or '.join(choices)}.")
    for name, least in SHORTEST_SECRETS.items():
        if 0 < len(getattr(settings, name)) < least:
            raise WrongSetting(f"DISCUSS_{name.upper()} takes at least {least} characters.")
    _check_texts(settings)


def _check_texts(settings: Settings) -> None:
    if settings.webhook_url and not settings.webhook_secret:
        raise WrongSetting("DISCUSS_WEBHOOK_URL takes a DISCUSS_WEBHOOK_SECRET beside it.")
    if urlsplit(settings.site_url).path.strip("/"):
        raise WrongSetting("DISCUSS_SITE_URL takes an address without a path.")
    if settings.database_url.startswith("sqlite") and not urlsplit(settings.database_url).path[1:]:
        raise WrongSetting("DISCUSS_DATABASE_URL names no file. Write sqlite:////folder/file.")
    if "@" not in settings.mail_from or any(c in settings.mail_from for c in "\r\n"):
        raise WrongSetting("DISCUSS_MAIL_FROM takes one address.")


def _is_address(value: str, schemes: tuple[str, ...]) -> bool:
    """Tell whether `value` is an address of one of `schemes`, with a host where they need one."""
    try:
        parts = urlsplit(value)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    needs_host = parts.scheme in {"http", "https", "smtp", "smtps", "redis", "rediss"}
    return parts.scheme in schemes and has_port and (bool(parts.hostname) or not needs_host)


def _completed(settings: Settings, values: dict[str, Any]) -> Settings:
    """Return the settings with what follows from others: database, secret key, trusted hosts."""
    url = settings.database_url or f"sqlite:///{settings.instance / 'discuss.sqlite3'}"
    for short in ("postgresql://", "postgres://"):
        if url.startswith(short):
            url = "postgresql+psycopg://" + url.removeprefix(short)
    host = urlsplit(settings.site_url).hostname or "127.0.0.1"
    return Settings(
        **{
            **values,
            "database_url": url,
            "site_url": settings.site_url.rstrip("/"),
            "secret_key": settings.secret_key or _kept_secret(settings.instance / "secret-key"),
            "trusted_hosts": settings.trusted_hosts
            or tuple(dict.fromkeys((host, "127.0.0.1", "localhost"))),
        }
    )


def _kept_secret(path: Path) -> str:
    """Return the secret key in `path`, made at the first start; two starts at once agree on one."""
    with FileLock(path.with_suffix(".lock"), timeout=10):
        kept = path.read_text().strip() if path.exists() else ""
        if kept:
            return kept
        # Written beside and moved, so that an interrupted start leaves no half of a secret.
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(made := secrets.token_hex(32))
        fresh.replace(path)
        return made
