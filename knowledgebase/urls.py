"""Addresses of the site."""

from captcha.views import captcha_image
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemap
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.images.views.serve import ServeView

from cases.views import world
from cases.views.citations import citation
from cases.views.permanent import permanent
from cases.views.social_image import social_image
from home.views import case_files
from home.views.crawlers import SITEMAPS, favicon, robots
from home.views.front import front

from .admin_addresses import admin_addresses
from .admin_doors import FRONT_DOOR, without_doors
from .api import api
from .media import media
from .security_txt import security_txt
from .style_page import style

MAPS = {"sitemaps": SITEMAPS}

urlpatterns = [
    path("admin/", include(admin_addresses())),
    path("documents/", include(wagtaildocs_urls)),
    # Sizes and formats of pictures are made when first asked for; the signature keeps others from asking for any.
    re_path(r"^images/([^/]+)/(\d+)/([^/]+)/[^/]*$", ServeView.as_view(), name="wagtailimages_serve"),
    path("api/v1/", api.urls),
    path("c/<slug:code>/", permanent, name="permanent"),
    path("c/<slug:code>/<slug:language>.png", social_image, name="social_image"),
    path("c/<slug:code>/<slug:language>.<slug:kind>", citation, name="citation"),
    path("c/<slug:code>/<slug:language>/brief.pdf", case_files.brief, name="case_brief"),
    path("c/<slug:code>/<slug:language>/full.pdf", case_files.full_text, name="case_full_text"),
    path("robots.txt", robots),
    path("favicon.ico", favicon),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("sitemap.xml", sitemap.index, {**MAPS, "sitemap_url_name": "sitemap_section"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemap.sitemap, MAPS, name="sitemap_section"),
    path("picture-question/<slug:key>/", captcha_image, {"scale": 1}, name="captcha-image"),
    path("land.svg", world.svg, name="land_svg"),
    path("land.json", world.outlines, name="land_outlines"),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", media, name="media"))

urlpatterns += i18n_patterns(
    path("", front, name="front"),
    path("style/", style, name="style"),
    path("search/", include("search.urls")),
    path("", include("home.feed_urls")),
    path("", include("home.download_urls")),
    path("", include("home.compare_urls")),
    path("", include("cases.people.urls")),
    path("", include("cases.messages.urls")),
    path("", include("cases.review.urls")),
    path("", include("cases.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    FRONT_DOOR,
    path("", include(without_doors(wagtail_urls.urlpatterns))),
)

handler404 = "knowledgebase.errors.not_found"
handler429 = "knowledgebase.refusals.too_many"  # asked by django-allauth
handler500 = "knowledgebase.errors.server_error"
