"""Causes of messages: what each says, to whom it matters how soon, and when it is over.

A room above registers its own with ``register`` when its app is ready.
"""

from . import account, cities, comments, figures, members, workflow
from .cause import CAUSES, Cause, cause_of, register
from .kinds import KINDS, Kind, kind_of, register_kind

__all__ = ["CAUSES", "KINDS", "Cause", "Kind", "cause_of", "kind_of", "register", "register_kind"]

for _module in (workflow, comments, figures, cities, account):
    for _kind in _module.KINDS:
        register_kind(_kind)
for _module in (workflow, comments, figures, cities, members, account):
    for _cause in _module.CAUSES:
        register(_cause)
