"""What groups may do beside pages, which Wagtail's own groups settle."""

from django.contrib.auth.models import Group, Permission

_KNOWLEDGE = ("view_case", "change_case", "view_topic", "view_city", "add_city", "change_city")
_WORDS = ("view_unit", "add_unit", "change_unit", "view_partnerrole", "add_partnerrole", "change_partnerrole")
_TAXONOMY = ("view_topic", "add_topic", "change_topic", "delete_topic")
PERMISSIONS = {
    "Editors": (*_KNOWLEDGE, *_WORDS),
    "Moderators": (*_KNOWLEDGE, *_WORDS, "delete_city", "delete_unit", "delete_partnerrole"),
    "Taxonomy keepers": _TAXONOMY,
}


def ensure_groups() -> None:
    """Gives each group what it may do; running it again adds nothing."""
    for name, codenames in PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(content_type__app_label="cases", codename__in=codenames))
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    translate = Permission.objects.get(content_type__app_label="simple_translation", codename="submit_translation")
    for name in ("Editors", "Moderators"):
        Group.objects.get(name=name).permissions.add(translate)
