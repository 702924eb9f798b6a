"""Texts that are too long, said with the numbers in the reader's digits."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from cases.selectors.localized_format import number

TOO_LONG = _("At most %(most)s letters; these are %(written)s.")


def _refuse_longer(validator: MaxLengthValidator, value: Any) -> None:
    most = validator.limit_value() if callable(validator.limit_value) else validator.limit_value
    written = validator.clean(value)
    if validator.compare(written, most):
        values = {"most": number(most), "written": number(written), "value": value}
        raise ValidationError(TOO_LONG, code=validator.code, params=values)


def write_limits_for_readers() -> None:
    """Replaces the words of Django's validator, which have Latin digits in every language."""
    setattr(MaxLengthValidator, "__call__", _refuse_longer)  # noqa: B010  # mypy knows no other way
