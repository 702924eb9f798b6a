"""Every address that the site answers at, as its resolver has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry


@dataclass(frozen=True, slots=True)
class Address:
    """Address of the resolver. ``name``: with its namespaces; of an address without a name, its route.

    ``door``: values of parameters by which one address leads to several views, such as the action on many pages.
    """

    name: str
    route: str
    parameters: tuple[str, ...]
    door: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """Name by which the table knows it."""
        return " ".join((self.name, *(value for _parameter, value in self.door)))


def addresses() -> list[Address]:
    """Every address, each as often as it has doors."""
    return [door for address in _walk(get_resolver()) for door in _doors(address)]


def _walk(
    resolver: URLResolver, route: str = "", spaces: tuple[str, ...] = (), above: tuple[str, ...] = ()
) -> Iterator[Address]:
    for item in resolver.url_patterns:
        here = route + str(item.pattern)
        if isinstance(item, URLResolver):
            parameters = (*above, *getattr(item.pattern, "converters", ()))
            yield from _walk(item, here, (*spaces, *([item.namespace] if item.namespace else [])), parameters)
            continue
        assert isinstance(item, URLPattern)
        pattern: Any = item.pattern
        parameters = (*above, *(tuple(pattern.converters) or tuple(pattern.regex.groupindex)))
        yield Address(":".join((*spaces, item.name)) if item.name else here, here, parameters)


def _doors(address: Address) -> Iterator[Address]:
    found: list[dict[str, str]] = [{}]
    if address.name == "wagtail_bulk_action":
        bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")  # which fills it
        found = [
            {"app_label": app, "model_name": model, "action": action}
            for app, models in bulk_action_registry.actions.items()
            for model, actions in models.items()
            for action in actions
        ]
    elif address.name == "wagtailadmin_api:pages:action":
        found = [{"action_name": action} for action in PagesAdminAPIViewSet.actions]
    elif address.name in ("wagtailadmin_pages:workflow_action", "wagtailadmin_pages:collect_workflow_action_data"):
        found = [{"action_name": action} for action in ("approve", "reject")]
    for door in found:
        yield Address(address.name, address.route, address.parameters, tuple(door.items()))
