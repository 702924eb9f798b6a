"""Names that a case borrows from lists (its city, its topics) and that lack the language of a translation."""

from cases.choices import LabelKind
from cases.models import CaseStudyPage, TopicLabel


def unnamed(page: CaseStudyPage, language: str) -> list[str]:
    """Names, as ``language`` knows them, of the city and topics that have none in the page's own. One query."""
    own = page.locale.language_code
    names = [] if page.city.names.get(own) else [page.city.name(language)]
    labels: dict[int, dict[str, str]] = {topic.pk: {} for topic in page.topics.all()}
    rows = TopicLabel.objects.filter(topic__in=labels, kind=LabelKind.PREFERRED).order_by("topic__position", "topic_id")
    for topic, written_in, text in rows.values_list("topic_id", "language", "text"):
        labels[topic][written_in] = text
    return names + [
        known.get(language) or next(iter(known.values())) for known in labels.values() if known and own not in known
    ]
