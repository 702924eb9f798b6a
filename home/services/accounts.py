"""Accounts to try a fresh local site with."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from cases.permissions import GROUPS, Role


def accounts_file() -> Path:
    """Path of the file with the passwords of the demo accounts, readable by its owner only."""
    path: Path = settings.DATA_DIR / "demo-accounts.txt"
    return path


# One account a role, so that every screen can be tried as the person it is for.
DEMO_GROUPS = {
    "author": GROUPS[Role.AUTHOR],
    "editor": GROUPS[Role.EDITOR],
    "publisher": GROUPS[Role.PUBLISHER],
    "keeper": GROUPS[Role.TAXONOMY_KEEPER],
    "manager": GROUPS[Role.ADMINISTRATOR],
}


@transaction.atomic
def ensure_demo_accounts() -> None:
    """Makes ``admin`` and one account a role with random passwords, unless the database has any user already."""
    User = get_user_model()
    if User.objects.exists():
        return
    passwords = {name: secrets.token_urlsafe(9) for name in ("admin", *DEMO_GROUPS)}
    User.objects.create_superuser("admin", password=passwords["admin"])
    for name, group in DEMO_GROUPS.items():
        User.objects.create_user(name, password=passwords[name]).groups.add(Group.objects.get(name=group))
    lines = "".join(f"{name}  {password}\n" for name, password in passwords.items())
    with open(accounts_file(), "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(lines)
