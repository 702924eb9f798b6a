"""Cost of a practice: an amount never stands alone, but says what it pays for."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Value
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cases.choices import CostKind

from .localized_fields import FigureField, KnownDateField, YearField
from .localized_text import LocalizedTextField

COST_FACTS = (
    "cost_amount",
    "cost_currency",
    "cost_year",
    "cost_known",
    "cost_note",
    "cost_source",
    "cost_kind",
    "cost_basis",
    "cost_planned",
    "cost_budget",
    "cost_budget_source",
)


class CaseCost(Page):
    """Case study page as far as the cost of the practice goes."""

    cost_amount = FigureField(
        _("cost: amount"), max_digits=20, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    cost_currency = models.CharField(
        _("cost: currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("A three-letter currency code, such as EUR."))],
    )
    cost_year = YearField(
        _("cost: year of the figure"),
        known="cost_known",
        null=True,
        blank=True,
        validators=[MinValueValidator(1800), MaxValueValidator(2100)],
    )
    cost_known = KnownDateField()
    cost_kind = models.CharField(
        _("cost: kind"),
        max_length=8,
        choices=CostKind,
        blank=True,
        default="",
        db_default="",
        help_text=_("Only totals are compared with the costs of other cases."),
    )
    cost_basis = LocalizedTextField(
        _("cost: of what"),
        blank=True,
        db_default=Value("{}"),
        help_text=_(
            "Of a part: which. Of a unit: per what, such as “per household”. Empty for the total of everything."
        ),
    )
    cost_planned = models.BooleanField(
        _("cost: planned"), default=False, db_default=False, help_text=_("A budget or an estimate, not money spent.")
    )
    cost_note = LocalizedTextField(_("cost: note"), blank=True, multiline=True)
    cost_source = models.CharField(
        _("cost: source key"), max_length=40, blank=True, help_text=_("Key of a source below, such as s1.")
    )
    cost_budget = FigureField(
        _("cost: budget"),
        max_digits=20,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("What it was to cost, in the same currency, where both are known."),
    )
    cost_budget_source = models.CharField(
        _("budget: source key"),
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text=_("Key of a source, such as s1."),
    )

    class Meta:
        abstract = True

    def cost_errors(self) -> dict[str, Any]:
        """Breaches of the rules of costs, by field."""
        errors: dict[str, Any] = {}
        if (self.cost_amount is not None or self.cost_budget is not None) and not self.cost_currency:
            errors["cost_currency"] = _("A cost needs its currency.")
        if self.cost_amount is None:
            lone = [name for name in ("cost_kind", "cost_budget") if getattr(self, name) not in ("", None)]
            errors |= dict.fromkeys(lone[:1], _("Give the amount as well."))
        if self.cost_kind in (CostKind.UNIT, CostKind.PART) and not self.cost_basis:
            errors["cost_basis"] = _("Say of what: per which unit, or which part of the whole.")
        return errors
