"""Form of a city."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from cases.models import City
from cases.records.countries import country_code
from cases.services.cities import has_address, prepare_city, save_city
from cases.services.geonames import Gazetteer


class CityForm(WagtailAdminModelForm):
    """Form of a city, which writes through ``cases.services.cities``; code and prefix may be left for it to make."""

    class Meta(WagtailAdminModelForm.Meta):
        model = City
        fields = [
            "names", "country", "slug", "code_prefix", "latitude", "longitude", "population", "population_year",
            "population_scope", "population_source", "area", "climate",
            "income_group", "is_partner", "other_names", "contact_name", "contact_email",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        if not self.instance.is_confirmed:  # its address and prefix were made for the time being
            self.initial |= {"slug": "", "code_prefix": ""}

    def clean_country(self) -> str:
        """Code of the country, which may be one that is in use beside it: UK is GB. ValidationError for no country."""
        code = country_code(self.cleaned_data["country"])
        if code is None:
            raise ValidationError(_("This is no country: write its two-letter code or its name."))
        return code

    def clean(self) -> dict[str, Any]:
        """Makes code and prefix before the model is checked, so that only what was typed can be wrong."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("names") and cleaned.get("country"):
            self.instance.names, self.instance.country = cleaned["names"], cleaned["country"]
            self.instance.slug, self.instance.code_prefix = cleaned.get("slug", ""), cleaned.get("code_prefix", "")
            if not self.instance.slug and not has_address(self.instance):
                self.add_error("slug", _("Write the English name of the city, or this code, in Latin letters."))
                return cleaned
            prepare_city(self.instance)
            cleaned["slug"], cleaned["code_prefix"] = self.instance.slug, self.instance.code_prefix
        return cleaned

    def save(self, commit: bool = True) -> City:
        """Saves the city; asks GeoNames for what was left empty."""
        city: City = self.instance
        city.is_confirmed = True
        incomplete = city.population is None or city.latitude is None or not city.other_names
        return save_city(city, Gazetteer() if incomplete else None)
