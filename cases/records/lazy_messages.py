"""Messages that are English in commands and logs and can be translated into the reader's language later."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from .messages import problem_text
from .problems import found_by_pydantic


class LazyMessage(str):
    """Message ``LazyMessage(gettext_noop("%(code)s: twice"), code="a")``: English; ``localized`` is its translation."""

    message: str
    params: dict[str, object]

    def __new__(cls, message: str, **params: object) -> "LazyMessage":
        made = super().__new__(cls, message % params if params else message)
        made.message, made.params = message, params
        return made

    @property
    def localized(self) -> str:
        """Translation of the message into the language in force."""
        return gettext(self.message) % self.params if self.params else gettext(self.message)


class RuleBroken(LazyMessage):
    """Message of a breach that pydantic found in a field. ``names``: of the concepts of the file, in their order."""

    def __new__(cls, item: Any, names: Sequence[str] = ()) -> "RuleBroken":
        problem = found_by_pydantic(0, "", item)
        place, path = problem.field, item["loc"]
        if len(path) > 1 and path[0] == "concepts" and isinstance(path[1], int) and path[1] < len(names):
            place = ": ".join(part for part in (names[path[1]], ".".join(place.split(".")[2:])) if part)
        made: RuleBroken = super().__new__(cls, "%(place)s: %(reason)s", place=place, reason=problem.reason)  # type: ignore[assignment]
        made.code, made.context = problem.code, dict(problem.params)
        return made

    code: str
    context: dict[str, object]

    @property
    def localized(self) -> str:
        """Translation of the breach into the language in force, after the name of the field."""
        return f"{self.params['place']}: {problem_text(self.code, self.context, str(self.params['reason']))}"
