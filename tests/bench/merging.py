"""Merges a topic, then a city, that every case has: how long the database is held, and when the index has followed."""

import resource
import time
from typing import Any

import django

BATCH = 500


def main() -> None:
    """Gives every case of the database of DATA_DIR, drafts too, one topic and one city, and merges them away."""
    django.setup()
    from django.contrib.auth import get_user_model

    from cases.models import CaseStudyPage, City, Topic
    from cases.services.cities import save_city
    from cases.services.topics import save_topic

    user = get_user_model().objects.create_superuser("merging", password="x")
    topics = [save_topic(Topic(code=f"bench-{n}"), {"en": f"Bench {n}"}, {}) for n in ("one", "two")]
    cities = [save_city(City(names={"en": f"Bench {n}"}, country="IR")) for n in ("one", "two")]
    pages = list(CaseStudyPage.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pages), BATCH):
        _give(pages[start : start + BATCH], topics[0], cities[0])
    print(f"{len(pages)} pages, each with a saved version, have the topic and the city")
    for source, target in (topics, cities):
        _merge(source, target, user)


def _give(pks: list[int], topic: Any, city: Any) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page, Revision

    from cases.models import CaseStudyPage

    through = CaseStudyPage.topics.through
    through.objects.bulk_create(through(casestudypage_id=pk, topic_id=topic.pk) for pk in pks)
    CaseStudyPage.objects.filter(pk__in=pks).update(city=city)
    kinds = {"content_type": ContentType.objects.get_for_model(CaseStudyPage),
             "base_content_type": ContentType.objects.get_for_model(Page)}  # fmt: skip
    Revision.objects.bulk_create(
        Revision(**kinds, object_id=str(page.pk), content=page.serializable_data(), created_at=timezone.now())
        for page in CaseStudyPage.objects.filter(pk__in=pks)
    )


def _merge(source: Any, target: Any, user: Any) -> None:
    from django.db import transaction

    from cases.models import MergeRun
    from cases.models.jobs import JobState
    from cases.services.merge_runs import merge, perform

    kind, committed = type(source).__name__.lower(), [0.0]
    started = time.perf_counter()
    run = merge(source, target, user)
    assert isinstance(run, MergeRun)
    begun = time.perf_counter() - started
    run.state = JobState.RUNNING
    run.save()
    started = time.perf_counter()
    with transaction.atomic():
        transaction.on_commit(lambda: committed.append(time.perf_counter()))  # before what else waits for it
        cases = perform(run)["cases"]
    followed = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = committed[-1] - started
    print(
        f"merge of a {kind} of {cases} cases: {begun:.1f} s to begin, {held:.1f} s in one transaction,"
        f" {followed:.1f} s until the index followed, at most {memory:.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
