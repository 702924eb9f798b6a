"""The public API, read-only; its description is at /api/v1/openapi.json."""

from ninja import NinjaAPI

from search.api import router

api = NinjaAPI(
    title="Practice of cities",
    version="1",
    description="Case studies of urban practice, searched in Persian, English and Arabic.",
    docs_url=None,
)
api.add_router("", router)
