"""Registry of kinds of threads: which room takes an answer by mail, and on what terms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cases.messages.models import MailReason, Thread
from cases.messages.records.replies import Reply

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class ReplyRefusedError(Exception):
    """Error of a room that cannot take an answer: what it is about is gone or closed, or the person may not."""

    def __init__(self, reason: MailReason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ReplyKind:
    """Kind of threads. ``take`` does with an answer what the screen would, asks the same permission first, and raises
    ReplyRefusedError where it may not; it is called inside a transaction, once for each mail.
    """

    code: str
    label: "StrPromise"
    take: Callable[[Thread, Reply], None]
    describe: Callable[[Any], str] = str  # what a thread is about, for administrators


_kinds: dict[str, ReplyKind] = {}


def register_reply_kind(kind: ReplyKind) -> None:
    """Makes a kind known; a room calls it when its app is ready."""
    _kinds[kind.code] = kind


def reply_kind(code: str) -> ReplyKind | None:
    """The kind with a code; None where the room that had it is gone."""
    return _kinds.get(code)
