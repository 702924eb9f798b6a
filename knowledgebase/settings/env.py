"""Reads the environment, and a `.env` file beside manage.py where there is one."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()


def secret_key() -> str:
    """SECRET_KEY from the environment, else one made once and kept in DATA_DIR, readable by its owner only."""
    if key := str(env.str("SECRET_KEY", default="")):
        return key
    try:
        return _kept_key(DATA_DIR / "secret-key")
    except OSError as error:
        what = f"DATA_DIR ({DATA_DIR}) cannot be written ({error.strerror})"
        raise ImproperlyConfigured(
            f"{what}: name a folder there that this user may write and that has room."
        ) from error


def _kept_key(path: Path) -> str:
    """The key in a file, which is made where it is missing or empty: a start that found the disk full left it so."""
    with suppress(FileNotFoundError):
        if key := path.read_text(encoding="ascii"):
            return key
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with open(aside, "w", encoding="ascii", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(50))
        if path.exists() and not path.stat().st_size:
            path.unlink()
        with suppress(FileExistsError):  # another process was first: its key is the one
            os.link(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    return path.read_text(encoding="ascii")
