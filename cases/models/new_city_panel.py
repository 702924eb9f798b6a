"""Panel of a case's form in which a city is named that the list lacks."""

from typing import Any

from wagtail.admin.panels import HelpPanel


class NewCityPanel(HelpPanel):
    """Panel with the two inputs of ``forms.asked_city``, which are no fields of the page."""

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": ["new_city_name", "new_city_country"]}


def new_city_panel() -> NewCityPanel:
    """Panel for below the choice of the city."""
    return NewCityPanel(template="cases/panels/new_city.html")
