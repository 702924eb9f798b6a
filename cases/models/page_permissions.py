"""What a user may do to a case page, beyond Wagtail's own rules."""

from wagtail.models import PagePermissionTester

from cases.permissions import may_publish_without_approval


class CasePagePermissionTester(PagePermissionTester):
    """Publication goes through approval, so the right to publish means here: to approve, unpublish, make private."""

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and may_publish_without_approval(is_superuser=self.user.is_superuser)

    def can_publish_subpage(self) -> bool:
        return bool(super().can_publish_subpage()) and may_publish_without_approval(is_superuser=self.user.is_superuser)

    def can_set_view_restrictions(self) -> bool:
        return bool(super().can_publish())

    def can_translate(self) -> bool:
        """Whoever may write this text, whether or not it is being reviewed: a translation leaves it alone."""
        if not self.user.is_active or self.user.is_superuser:
            return bool(self.user.is_active)
        return "change" in self.permissions or ("add" in self.permissions and self.page.owner_id == self.user.pk)

    def can_unschedule(self) -> bool:
        return bool(super().can_publish())
