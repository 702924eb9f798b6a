"""Records of people."""

from .profile import Profile

__all__ = ["Profile"]
