"""Pages of the front door."""

from .home_page import HomePage
from .plain_page import PlainPage
from .public_version import PublicVersion

__all__ = ["HomePage", "PlainPage", "PublicVersion"]
