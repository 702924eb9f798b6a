"""Accounts to try a local site with, and what whoever starts a site is told about logging in."""

import os
import secrets
import shlex
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F, Q

from cases.messages.choices import Channel, State
from cases.messages.models import Message
from cases.permissions import GROUPS, Role

from .demo_kept_true import make_demo_kept_true
from .demo_members import DEMO_PEOPLE, make_demo_person
from .demo_submissions import ensure_demo_submissions

CODE = Path(__file__).resolve().parents[2]
MOST_NAMED = 3  # administrators, in a line

# One account a role, so that every screen can be tried as the person it is for.
DEMO_GROUPS = {
    "author": GROUPS[Role.AUTHOR],
    "editor": GROUPS[Role.EDITOR],
    "publisher": GROUPS[Role.PUBLISHER],
    "keeper": GROUPS[Role.TAXONOMY_KEEPER],
    "manager": GROUPS[Role.ADMINISTRATOR],
}


def accounts_file() -> Path:
    """Path of the file with the passwords of the demo accounts, readable by its owner only."""
    path: Path = settings.DATA_DIR / "demo-accounts.txt"
    return path


def _keep_from_mail() -> None:
    """Leaves what examples say on the site alone: nobody waits for mail about them, and none counts as late."""
    held = Message.objects.filter(state=State.HELD)
    held.exclude(person=None).update(channel=Channel.SITE, state=State.SENT, sent_at=F("created_at"), sealed="")
    held.filter(person=None).update(state=State.CANCELLED, sealed="")


@transaction.atomic
def ensure_demo_accounts() -> None:
    """Makes ``admin``, one account a role, a coordinator, a contributor and an expert, with random passwords.

    Some cases show with them how cases are kept true.

    Nothing is made where the database has any user already.

    The file is whole before the accounts are there: whenever the process ends, they are known or made anew.
    """
    User = get_user_model()
    if User.objects.exists():
        return
    passwords = {name: secrets.token_urlsafe(9) for name in ("admin", *DEMO_GROUPS, *DEMO_PEOPLE)}
    User.objects.create_superuser("admin", password=passwords["admin"])
    for name, group in DEMO_GROUPS.items():
        User.objects.create_user(name, password=passwords[name]).groups.add(Group.objects.get(name=group))
    for name in DEMO_PEOPLE:
        make_demo_person(User, name, passwords[name])
    make_demo_kept_true()
    ensure_demo_submissions(User.objects.get(username="contributor"), User.objects.get(username="editor"))
    _keep_from_mail()
    lines = "".join(f"{name}  {password}\n" for name, password in passwords.items())
    aside = accounts_file().with_suffix(".new")
    aside.unlink(missing_ok=True)
    with open(aside, "x", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(accounts_file())


def ways_to_log_in(*, with_passwords: bool) -> list[str]:
    """Lines on how to log in: the demo accounts, an account of one's own, or how to make one.

    ``with_passwords``: those of the demo accounts are said, not only where they are kept.
    """
    users = get_user_model().objects.filter(is_active=True)
    if not users.exists():
        return [
            f"Nobody can log in yet. Make an administrator: {command('createsuperuser')}",
            f"or accounts to try the site with: {command('set_up --demo-accounts')}",
        ]
    lines = _demo_lines(with_passwords)
    administrators = users.filter(Q(is_superuser=True) | Q(groups__name=GROUPS[Role.ADMINISTRATOR])).distinct()
    names = list(administrators.order_by("pk").values_list("username", flat=True)[: MOST_NAMED + 1])
    if not names:
        lines.append(f"No administrator can log in. Make one: {command('createsuperuser')}")
    elif not lines:
        named = ", ".join(names[:MOST_NAMED]) + (" and others" if len(names) > MOST_NAMED else "")
        lines.append(f"Log in with your account (administrators: {named}).")
    return [*lines, f"Password forgotten or changed? {command('changepassword NAME')}"]


def _demo_lines(with_passwords: bool) -> list[str]:
    """Of the demo accounts those that are still there."""
    try:
        kept = dict(line.split() for line in accounts_file().read_text(encoding="utf-8").splitlines())
    except (FileNotFoundError, ValueError):  # ValueError: somebody wrote something else there
        return []
    users = get_user_model().objects.filter(is_active=True, username__in=kept)
    present = set(users.values_list("username", flat=True))
    if not present:
        return []
    if not with_passwords:
        return [f"Demo accounts with their passwords are in {accounts_file()}"]
    accounts = [f"{name}  {password}" for name, password in kept.items() if name in present]
    return [f"Demo accounts, with the passwords they were made with, kept in {accounts_file()}:", *accounts]


def command(name: str) -> str:
    """A command of manage.py as it is typed in the folder of the code, for the data folder of this process."""
    own = Path(sys.prefix).parent == CODE
    python = f"{Path(sys.prefix).name}/bin/python" if own else "python"
    chosen = f"DATA_DIR={shlex.quote(str(settings.DATA_DIR))} " if "DATA_DIR" in os.environ else ""
    return f"{chosen}{python} manage.py {name}"
