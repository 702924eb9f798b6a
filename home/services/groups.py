"""What groups may do beside pages, which Wagtail's own groups settle."""

from django.contrib.auth.models import Group, Permission

_ADMIN = ("wagtailadmin.access_admin",)
_KNOWLEDGE = (
    "cases.view_case", "cases.change_case", "cases.view_topic",
    "cases.view_city", "cases.add_city", "cases.change_city",
)  # fmt: skip
_WORDS = (
    "cases.view_unit", "cases.add_unit", "cases.change_unit",
    "cases.view_partnerrole", "cases.add_partnerrole", "cases.change_partnerrole",
)  # fmt: skip
_WRITING = (*_ADMIN, *_KNOWLEDGE, *_WORDS, "simple_translation.submit_translation", "search.view_searchedquery",
    "cases.view_importrun", "cases.add_importrun",
)  # fmt: skip
PERMISSIONS = {
    "Editors": _WRITING,
    "Moderators": (*_WRITING, "cases.delete_city", "cases.delete_unit", "cases.delete_partnerrole"),
    "Taxonomy keepers": (
        *_ADMIN, "cases.view_topic", "cases.add_topic", "cases.change_topic", "cases.delete_topic",
    ),
}  # fmt: skip


def ensure_groups() -> None:
    """Gives each group what it may do; running it again adds nothing."""
    for name, permissions in PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*map(_permission, permissions))


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
