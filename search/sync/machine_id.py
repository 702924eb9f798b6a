"""Which machine this is: a folder of indexes, with an id in it. Processes that share the folder are one machine."""

import os
import re
import secrets

from django.conf import settings

FILE = "machine"
ID = re.compile("[0-9a-f]{8}")


def here() -> str:
    """The id of this machine; "" where it keeps no index. Read anew, since the folder may be lost and made again."""
    try:
        content = (settings.SEARCH_INDEX_DIR / FILE).read_text(encoding="ascii")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    return content if ID.fullmatch(content) else ""


def make_here() -> str:
    """The id of this machine, made where there is none. Of several processes that make one at once, one prevails."""
    folder, fresh = settings.SEARCH_INDEX_DIR, secrets.token_hex(4)
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{FILE}.{fresh}"
    with aside.open("w", encoding="ascii") as file:
        file.write(fresh)
        file.flush()
        os.fsync(file.fileno())  # or the name may outlive the content
    try:
        os.link(aside, folder / FILE)  # whole, and only where there is none
    except FileExistsError:
        if not here():  # torn by a crash of the disk
            os.replace(aside, folder / FILE)
    finally:
        aside.unlink(missing_ok=True)
    return here()
