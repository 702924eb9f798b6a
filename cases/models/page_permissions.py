"""Permissions on case pages, beyond Wagtail's own rules."""

from wagtail.models import PagePermissionTester

from cases.permissions import may_publish_without_approval


class CasePagePermissionTester(PagePermissionTester):
    """Permission tester by which the right to publish means: to approve, unpublish, make private."""

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and may_publish_without_approval(is_superuser=self.user.is_superuser)

    def can_publish_subpage(self) -> bool:
        return bool(super().can_publish_subpage()) and may_publish_without_approval(is_superuser=self.user.is_superuser)

    def can_set_view_restrictions(self) -> bool:
        return bool(super().can_publish())

    def can_translate(self) -> bool:
        """Whether the user may write this text, in a review or not: a translation leaves it alone."""
        if not self.user.is_active or self.user.is_superuser:
            return bool(self.user.is_active)
        return "change" in self.permissions or ("add" in self.permissions and self.page.owner_id == self.user.pk)

    def can_restore(self) -> bool:
        """Whether the user may make public again what was withdrawn: as unpublishing, it concerns an approved text."""
        return bool(super().can_publish()) and not self.page_locked()

    def can_unschedule(self) -> bool:
        return bool(super().can_publish())
