"""Models of messages."""

from .address import MailAddress
from .message import Message
from .preference import Preference

__all__ = ["MailAddress", "Message", "Preference"]
