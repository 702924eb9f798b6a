"""The tree of pages every site starts with: a home page and a place for cases in each language."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import Locale, Page, Site

from cases.models import CaseIndexPage
from home.models import HomePage


@transaction.atomic
def ensure_site_tree() -> list[HomePage]:
    """Makes what is missing of locales, home pages, index pages and the site; returns the home pages, default first."""
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES]
    default = _default_home(locales[0])
    homes = [default]
    for locale in locales[1:]:
        home = HomePage.objects.filter(translation_key=default.translation_key, locale=locale).first()
        homes.append(home or _add_home(locale, default))
    first_index = None
    for home in homes:
        first_index = _ensure_index(home, first_index)
    return homes


def _default_home(locale: Locale) -> HomePage:
    home = HomePage.objects.filter(locale=locale).first() or _add_home(locale, None)
    site, created = Site.objects.get_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": settings.WAGTAIL_SITE_NAME},
    )
    welcome = site.root_page
    if not created and welcome.specific_class is not HomePage:
        site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
        site.save()
        welcome.delete()  # the page a new Wagtail greets with
    return home


def _add_home(locale: Locale, original: HomePage | None) -> HomePage:
    with override(locale.language_code):
        home = HomePage(locale=locale, title=gettext("Cities in practice"), slug=f"home-{locale.language_code}")
    if original is not None:
        home.translation_key = original.translation_key
    Page.get_first_root_node().add_child(instance=home)
    return home


def _ensure_index(home: HomePage, original: CaseIndexPage | None) -> CaseIndexPage:
    index: CaseIndexPage | None = CaseIndexPage.objects.child_of(home).first()
    if index is None:
        with override(home.locale.language_code):
            index = CaseIndexPage(locale=home.locale, title=gettext("Case studies"), slug="cases")
        if original is not None:
            index.translation_key = original.translation_key
        home.add_child(instance=index)
    return index
