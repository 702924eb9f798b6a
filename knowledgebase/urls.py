"""All addresses of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.images.views.serve import ServeView

from cases.views.permanent import permanent

from .api import api

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Sizes and formats of pictures are made when first asked for; the signature keeps others from asking for any.
    re_path(r"^images/([^/]+)/(\d+)/([^/]+)/[^/]*$", ServeView.as_view(), name="wagtailimages_serve"),
    path("api/v1/", api.urls),
    path("c/<slug:code>/", permanent, name="permanent"),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))

urlpatterns += i18n_patterns(
    path("search/", include("search.urls")),
    path("", include("cases.urls")),
    path("", include(wagtail_urls)),
)

handler404 = "knowledgebase.errors.not_found"
handler500 = "knowledgebase.errors.server_error"
