"""Pictures and documents in the API of the admin: for whoever may choose them, or do more."""

from typing import Any

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

ANY = {"add", "change", "delete", "choose"}


class OfLibrary:
    """Mixin of an endpoint, which leaves out what the reader may do nothing with; Wagtail lists it all."""

    model: Any
    request: Any

    def get_queryset(self) -> Any:
        policy = policy_registry.get_by_type(self.model)
        shown = policy.instances_user_has_any_permission_for(self.request.user, ANY)
        return super().get_queryset().filter(pk__in=shown.values("pk"))  # type: ignore[misc]  # of the endpoint


class Pictures(OfLibrary, ImagesAdminAPIViewSet):
    """Endpoint of pictures."""


class Documents(OfLibrary, DocumentsAdminAPIViewSet):
    """Endpoint of documents."""


def close_library(router: Any) -> None:
    """Puts these endpoints in place of Wagtail's own."""
    router.register_endpoint("images", Pictures)
    router.register_endpoint("documents", Documents)
