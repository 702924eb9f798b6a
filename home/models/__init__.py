"""Pages of the front door."""

from .heartbeat import Heartbeat
from .home_page import HomePage
from .plain_page import PlainPage
from .public_version import PublicVersion

__all__ = ["Heartbeat", "HomePage", "PlainPage", "PublicVersion"]
