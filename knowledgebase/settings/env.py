"""Reads the environment, and a `.env` file beside manage.py where there is one."""

import os
import secrets
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()


def secret_key() -> str:
    """SECRET_KEY from the environment, else one made once and kept in DATA_DIR, readable by its owner only."""
    if key := str(env.str("SECRET_KEY", default="")):
        return key
    path = DATA_DIR / "secret-key"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    try:
        with open(path, "x", encoding="ascii", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(key)
    except FileExistsError:  # another process was first: its key is the one
        return path.read_text(encoding="ascii")
    return key
