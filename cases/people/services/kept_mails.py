"""Mails that a site without a mail server keeps in a folder, as far as they are of a person."""

from email import message_from_bytes
from email.utils import getaddresses
from pathlib import Path

from django.conf import settings


def remove_mails(address: str) -> None:
    """Removes the mails to an address.

    Messages have a file each; of a file that mails share, others are left.
    """
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return
    for path in folder.glob("*.eml"):
        if _is_to(path.read_bytes(), address):
            path.unlink(missing_ok=True)
    for path in folder.glob("*.log"):
        text = path.read_bytes()
        if address.encode().lower() not in text.lower():
            continue
        kept = [mail for mail in text.split(_PARTED) if mail.strip() and not _is_to(mail, address)]
        if kept:
            path.write_bytes(_PARTED.join(kept) + _PARTED)
        else:
            path.unlink()


# What Django's backend of files writes after each mail.
_PARTED = b"-" * 79 + b"\n"


def _is_to(mail: bytes, address: str) -> bool:
    names = getaddresses(message_from_bytes(mail.lstrip()).get_all("To", []))
    return address.casefold() in {found.casefold() for _name, found in names}
