"""What editors may do beside pages, which Wagtail's own groups settle."""

from django.contrib.auth.models import Group, Permission

EDITOR_PERMISSIONS = (
    "view_case",
    "change_case",
    "view_topic",
    "view_city",
    "add_city",
    "change_city",
    "view_unit",
    "add_unit",
)


def ensure_groups() -> None:
    """Lets Wagtail's group “Editors” edit cases and cities; running it again adds nothing."""
    group, _created = Group.objects.get_or_create(name="Editors")
    permissions = Permission.objects.filter(content_type__app_label="cases", codename__in=EDITOR_PERMISSIONS)
    group.permissions.add(*permissions)
