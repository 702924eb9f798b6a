"""An editor's day in a process of its own: publishes, withdraws and publishes again, until it is ended.

Every tenth time the English page whose name is last in the alphabet is withdrawn: a reader who asks for that one
meanwhile is rightly told that it is not there.
"""

import itertools
import time

PAUSE = 2.0  # seconds between two changes


def main() -> None:
    """Changes one page after another."""
    import django

    django.setup()
    from cases.models import CaseStudyPage

    keys = list(CaseStudyPage.objects.filter(locale__language_code="en").order_by("slug").values_list("pk", flat=True))
    for number in itertools.count():
        is_withdrawn = number % 10 == 9
        page = CaseStudyPage.objects.get(pk=keys[-1] if is_withdrawn else keys[number % len(keys)])
        if is_withdrawn:
            page.unpublish()
        page.lessons = f"{page.lessons.rstrip('0123456789 ')} {number}"
        page.save_revision().publish()
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
