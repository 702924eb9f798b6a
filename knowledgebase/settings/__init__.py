"""The settings, one short file a subject; every value that differs between sites comes from the environment (README, "Environment")."""

from .base import *  # noqa: F403
from .i18n import *  # noqa: F403
from .logging import *  # noqa: F403
from .search import *  # noqa: F403
from .security import *  # noqa: F403
from .wagtail import *  # noqa: F403
