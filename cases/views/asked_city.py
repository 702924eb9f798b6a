"""City that a case's form asks for by its script, without leaving the form."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.permission_policies.pages import PagePermissionPolicy

from cases.models import City
from cases.services.asked_cities import city_named


@require_POST
def ask_for_city(request: HttpRequest) -> JsonResponse:
    """Key and name of the city that is named, new or known, for those who may write cases; else what is wrong."""
    if not PagePermissionPolicy().user_has_permission(request.user, "add"):
        raise PermissionDenied
    language = get_language() or ""
    known = set(City.objects.values_list("pk", flat=True))
    try:
        city = city_named(request.POST.get("name", ""), request.POST.get("country", ""), language, request.user)
    except ValidationError as error:
        return JsonResponse({"errors": error.message_dict}, status=422)
    if city.pk in known:
        said = _("%(city)s is in the list already, and is chosen now.")
    elif city.is_confirmed:
        said = _("%(city)s is added, and is chosen now.")
    else:
        said = _("%(city)s is asked for, and is chosen now. You can go on writing; an editor confirms it.")
    name = city.name(language)
    return JsonResponse({"city": city.pk, "name": name, "said": said % {"city": name}})
