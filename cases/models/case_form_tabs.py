"""The tabs of the form in which a case is written: story, facts, results, context, media, sources, address."""

from django.forms import TextInput
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page

from .figures_panel import figures_panel
from .form_slots import CasePageTabs
from .new_city_panel import new_city_panel
from .newer_version_panel import newer_version_panel

TITLE_INPUT = TextInput(attrs={"placeholder": _("Title")})
PROSE_INPUT = AdminAutoHeightTextInput(attrs={"dir": "auto"})

_STORY = [
    newer_version_panel(),
    HelpPanel(template="cases/panels/completeness.html", heading=_("What is missing")),
    FieldPanel("title", classname="title", widget=TITLE_INPUT),  # the address is made of it when it is saved
    FieldPanel("city", required_on_save=True),  # beside the title: with both, a draft can save itself
    new_city_panel(),
    FieldPanel("brief"),
    FieldPanel("summary", widget=PROSE_INPUT),
    FieldPanel("challenge", widget=PROSE_INPUT),
    FieldPanel("solution", widget=PROSE_INPUT),
]
_FACTS = [
    FieldPanel("topics", required_on_save=False),
    FieldPanel("sdgs"),
    FieldRowPanel([FieldPanel("status"), FieldPanel("started"), FieldPanel("ended")]),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("outcome"), FieldPanel("outcome_source")]),
            FieldPanel("outcome_reason"),
        ],
        heading=pgettext_lazy("of a practice", "outcome"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("cost_amount"), FieldPanel("cost_currency"), FieldPanel("cost_year")]),
            FieldRowPanel([FieldPanel("cost_kind"), FieldPanel("cost_planned"), FieldPanel("cost_source")]),
            FieldPanel("cost_basis"),
            FieldRowPanel([FieldPanel("cost_budget"), FieldPanel("cost_budget_source")]),
            FieldPanel("cost_note"),
        ],
        heading=_("cost"),
    ),
    FieldPanel("partners"),
    FieldPanel("licence"),
]
_RESULTS = [
    FieldPanel("results", widget=PROSE_INPUT),
    FieldPanel("results_points"),
    figures_panel(),
    FieldPanel("limits", widget=PROSE_INPUT),
    FieldPanel("limits_points"),
    FieldPanel("setbacks"),
    FieldPanel("lessons", widget=PROSE_INPUT),
]
_CONTEXT = [
    FieldPanel("transfer", widget=PROSE_INPUT),
    FieldPanel("conditions_points"),
    FieldPanel("documents"),
]
_MEDIA = [
    HelpPanel(template="cases/panels/several_pictures.html", heading=_("Several pictures")),
    FieldPanel("gallery"),
    FieldPanel("body"),
]
_SOURCES = [FieldPanel("sources"), FieldPanel("unchecked")]

CASE_TABS = CasePageTabs(
    [
        ObjectList(_STORY, heading=_("Story")),
        ObjectList(
            _FACTS,
            heading=_("Facts"),
            help_text=_("The same in every language: publishing this text changes them in the others as well."),
        ),
        ObjectList(_RESULTS, heading=_("Results")),
        ObjectList(_CONTEXT, heading=_("Context")),
        ObjectList(_MEDIA, heading=_("Media")),
        ObjectList(_SOURCES, heading=_("Sources")),
        # Wagtail shows the schedule in a dialog of its own, which the side panel on the state of the page opens.
        ObjectList([*Page.promote_panels, PublishingPanel(), CommentPanel()], heading=_("Address")),
    ]
)
