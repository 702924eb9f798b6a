"""Addresses of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemap
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.images.views.serve import ServeView

from cases.views import world
from cases.views.permanent import permanent
from cases.views.social_image import social_image
from home.views.crawlers import SITEMAPS, favicon, robots
from home.views.front import front

from .api import api
from .style_page import style

MAPS = {"sitemaps": SITEMAPS}

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Sizes and formats of pictures are made when first asked for; the signature keeps others from asking for any.
    re_path(r"^images/([^/]+)/(\d+)/([^/]+)/[^/]*$", ServeView.as_view(), name="wagtailimages_serve"),
    path("api/v1/", api.urls),
    path("c/<slug:code>/", permanent, name="permanent"),
    path("c/<slug:code>/<slug:language>.png", social_image, name="social_image"),
    path("robots.txt", robots),
    path("favicon.ico", favicon),
    path("sitemap.xml", sitemap.index, {**MAPS, "sitemap_url_name": "sitemap_section"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemap.sitemap, MAPS, name="sitemap_section"),
    path("land.svg", world.svg, name="land_svg"),
    path("land.json", world.outlines, name="land_outlines"),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))

urlpatterns += i18n_patterns(
    path("", front, name="front"),
    path("style/", style, name="style"),
    path("search/", include("search.urls")),
    path("", include("home.feed_urls")),
    path("", include("cases.urls")),
    path("", include(wagtail_urls)),
)

handler404 = "knowledgebase.errors.not_found"
handler500 = "knowledgebase.errors.server_error"
