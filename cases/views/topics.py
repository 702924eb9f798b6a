"""Topic pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from cases.models.localized_text import resolve
from cases.selectors.case_cards import case_cards
from cases.selectors.public_lists import cases_of_topic, topic_counts
from cases.selectors.related import related_to_topic
from cases.selectors.topic_briefing import READ, topic_briefing
from cases.selectors.topics import ancestors, descendants, preferred_tree, related_topics, topic_redirects

SHOWN = 24  # cases on the page itself; search pages through the rest


def topic(request: HttpRequest, code: str) -> HttpResponse:
    """Page of a topic: its place in the thesaurus, and the cases of it and of all narrower topics."""
    language = get_language() or "fa"
    tree = preferred_tree()
    if code not in tree:
        if code in (merged := topic_redirects()):
            return redirect("cases:topic", merged[code], permanent=True)
        raise Http404
    node, counts = tree[code], topic_counts()
    cases = cases_of_topic(code, counts.get(code, 0), READ)
    drawn = topic_briefing(cases.codes, descendants(code, tree), language)
    told = [point.code for point in (*drawn.works, *drawn.fails)]
    cards = {card.code: card for card in case_cards(list({*cases.codes[:SHOWN], *drawn.first, *told}), language)}
    context = {
        "code": code,
        "label": node.label(language),
        "definition": resolve(node.definition, language),
        "broader": [(broader, tree[broader].label(language)) for broader in reversed(ancestors(code, tree))],
        "narrower": [(child, tree[child].label(language), counts.get(child, 0)) for child in node.children],
        "beside": [
            (other, tree[other].label(language), counts.get(other, 0))
            for other in related_topics().get(code, [])
            if other in tree and not tree[other].deprecated
        ],
        "briefing": resolve(node.briefing, language),
        "drawn": drawn,
        "works": [(point.text, cards[point.code]) for point in drawn.works if point.code in cards],
        "fails": [(point.text, cards[point.code]) for point in drawn.fails if point.code in cards],
        "first": [cards[each] for each in drawn.first if each in cards],
        "cards": [cards[each] for each in cases.codes[:SHOWN] if each in cards],
        "total": cases.total,
        "near": related_to_topic(code, language),
    }
    return render(request, "cases/pages/topic.html", context)


def topics(request: HttpRequest) -> HttpResponse:
    """Page of the thesaurus as a tree, with the number of cases."""
    language = get_language() or "fa"
    tree = preferred_tree()
    counts = topic_counts()
    groups = [
        (
            code,
            node.label(language),
            counts.get(code, 0),
            [(c, tree[c].label(language), counts[c]) for c in node.children if c in counts],
        )
        for code, node in tree.items()
        if node.parent is None and (code in counts or not node.deprecated)
    ]
    return render(request, "cases/pages/topics.html", {"groups": groups})
