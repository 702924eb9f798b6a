"""Calls of scripts that Wagtail's choosers ask for, as data in the page instead of a script (static/js/admin-calls.js).

Those of panels and of fields for dates are in templates (templates/wagtailadmin); a chooser writes its own in Python.
"""

import re
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

# Written by BaseChooser.render after its field: new PageChooser("id_page", {…}); or createTaskChooser("id_task");
CALL = re.compile(r"<script>(?:new )?(\w+)\((.*)\);</script>\Z", re.DOTALL)
_render = BaseChooser.render


def render_with_data(chooser: BaseChooser, *args: Any, **kwargs: Any) -> SafeString:
    """The field of a chooser as Wagtail writes it, with the call that begins it as data."""
    return mark_safe(CALL.sub(_as_data, _render(chooser, *args, **kwargs)))  # noqa: S308  # as safe as Wagtail's own


def install() -> None:
    """Makes every chooser of this process write its call as data."""
    BaseChooser.render = render_with_data


def _as_data(call: re.Match[str]) -> str:
    values = call[2].replace("<", r"\u003c")  # or a name with </script> in it would end the block
    return f'<script type="application/json" data-admin-call="{call[1]}">[{values}]</script>'
