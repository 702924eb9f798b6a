"""Static files under names that change with their content, so that browsers may keep them for ever."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

from .entity_tags import has_already


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise, which compares entity tags letter by letter, told when one of several or a weak one is the file's."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponseBase:
        etag = getattr(static_file, "etag", None)  # a redirect has none
        if etag and has_already(request, etag):
            request.META["HTTP_IF_NONE_MATCH"] = etag
        answer: HttpResponseBase = WhiteNoiseMiddleware.serve(static_file, request)
        return answer


class StaticFiles(CompressedManifestStaticFilesStorage):
    """A style sheet may name a file that npm would have brought: without it the site is plainer, not broken."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        try:
            hashed: str = super().hashed_name(name, content, filename)
        except ValueError:  # no such file
            return name
        return hashed
