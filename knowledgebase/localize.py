"""wagtail-localize without its screens."""

import sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec

from wagtail_localize.apps import WagtailLocalizeAppConfig


class Localize(WagtailLocalizeAppConfig):
    """wagtail-localize without its editor: which fields are text, how it leaves a page and returns, translation memory.

    Its own editor is left out: it writes drafts into the published row, publishes without approval, fills gaps with the
    source's text and replaces the page's form. ``cases.viewsets.translation.screen`` is the editor here. Wagtail looks
    hooks up by this module's name, so an empty one in its place registers none.
    """

    default = False

    def ready(self) -> None:
        super().ready()
        name = f"{self.name}.wagtail_hooks"
        sys.modules.setdefault(name, module_from_spec(ModuleSpec(name, None)))
