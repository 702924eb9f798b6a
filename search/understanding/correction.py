"""Correction, where nothing matches the typed text: spoken words as written, misspelled words as known ones."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.content.thesaurus import Thesaurus
from search.content.vocabulary import known
from search.contract.query import Query
from search.contract.searcher import Searcher, SearchRequest
from search.text.analysis import stem, words
from search.text.edits import LONGEST_WORD, UNLIKELY, one_edit

from .parser import written_text
from .planner import Plan, plan, word_query
from .spoken import written_forms

SHORTEST_CORRECTED = 4  # letters; shorter words have too many neighbours, so they are only offered
SHORT = 5  # letters, up to which an unlikely mistake is only offered
SHORTEST_APART = 3  # letters of a word that may have been typed without a space beside it
MOST_CANDIDATES = 10  # words that are tried in the index
MOST_WORDS = 6  # unknown words that are looked at
SURE = 1.5  # how much better than the second best the best must be
IN_CONTEXT = 20.0  # how much more a word counts that is found together with the others


@dataclass(frozen=True, slots=True)
class Corrected:
    """A word that was typed and the one it was taken for."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Correction:
    """``text`` is the query to search instead. ``did_you_mean`` are whole queries to offer where it is unsure."""

    text: str
    corrected: tuple[Corrected, ...] = ()
    did_you_mean: tuple[str, ...] = ()


def correct(typed: str, planned: Plan, reader_language: str, thesaurus: Thesaurus, engine: Searcher) -> Correction:
    """Looks at every content word that finds nothing by itself, and at what it may have meant."""
    language = planned.parsed.language
    text, pairs, offers = written_text(typed) if language == "fa" else typed, [], []
    # A word that some name has is no slip, though no case says it: "geri" of "geri dönüşüm".
    words_asked = [
        (form, query) for form, query in planned.plain if len(form) <= LONGEST_WORD and form not in thesaurus.words
    ]
    for form in [form for form, query in words_asked if not _finds(query, language, engine)][:MOST_WORDS]:
        spoken = _as_written(form, language, thesaurus, engine)
        if spoken:
            text = _replaced(text, form, spoken)
            continue
        ranked = _ranked(text, form, reader_language, language, thesaurus, engine)
        if not ranked:
            continue
        (best, score), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
        if _is_sure(form, best) and score >= SURE * second:
            pairs.append(Corrected(_cut(text, form), best))
            text = _replaced(text, form, best)
        else:
            offers += [(form, word) for word, _score in ranked[:3]]
    return Correction(text, tuple(pairs), tuple(dict.fromkeys(_replaced(text, form, word) for form, word in offers)))


def _is_sure(form: str, meant: str) -> bool:
    """Whether a mistake like this is likely enough; a short word with another letter is rather another word."""
    likelihood = max((one_edit(form).get(word.form, 1.0) for word in words(meant)), default=1.0)
    return len(form) >= SHORTEST_CORRECTED and (len(form) > SHORT or likelihood > UNLIKELY)


def _finds(query: Query, language: str, engine: Searcher) -> bool:
    return engine.search(SearchRequest(query, language, limit=0)).total > 0


def _as_written(form: str, language: str, thesaurus: Thesaurus, engine: Searcher) -> str | None:
    """The first written form of a spoken word that texts hold."""
    if language != "fa":
        return None
    candidates = written_forms(form)
    held = _known([one for candidate in candidates for one in (candidate, stem(candidate, "fa"))], thesaurus)
    for candidate in candidates:
        if candidate not in held and stem(candidate, "fa") not in held:
            continue
        if thesaurus.spans([candidate]) or _finds(word_query(candidate, language), language, engine):
            return held.get(candidate, candidate)
    return None


def _ranked(
    text: str, form: str, reader_language: str, language: str, thesaurus: Thesaurus, engine: Searcher
) -> list[tuple[str, float]]:
    """Known words one edit or one space away, the likeliest first, as their authors wrote them."""
    edits = one_edit(form)
    bare = stem(form, language)
    if bare != form:
        edits |= {word: weight / 2 for word, weight in one_edit(bare).items() if word not in edits}
    held = _known(edits, thesaurus)
    for apart, spelling in _apart(form, thesaurus):
        held[apart], edits[apart] = spelling, 1.0
    likely = sorted(held, key=lambda word: (-edits[word], word))[:MOST_CANDIDATES]
    scored = []
    for word in likely:
        alone = engine.search(SearchRequest(plan(word, reader_language, thesaurus).query, language, limit=0)).total
        together = plan(_replaced(text, form, held[word]), reader_language, thesaurus)
        found = engine.search(SearchRequest(together.query, language, limit=0)).total
        # A word with another letter in it is rather another word, of which no case speaks: that "sleeping" meant
        # "sweeping" is believed only where the query then finds something.
        if found or (alone and edits[word] > UNLIKELY):
            scored.append((held[word], edits[word] * math.log2(2 + alone) * (IN_CONTEXT if found else 1.0)))
    return sorted(_one_a_stem(scored, language), key=lambda item: (-item[1], item[0]))


def _apart(form: str, thesaurus: Thesaurus) -> list[tuple[str, str]]:
    """A word as two known ones that were typed without the space between them."""
    cuts = [(form[:cut], form[cut:]) for cut in range(SHORTEST_APART, len(form) - SHORTEST_APART + 1)]
    held = _known([half for pair in cuts for half in pair], thesaurus)
    return [(f"{a} {b}", f"{held[a]} {held[b]}") for a, b in cuts if a in held and b in held]


def _one_a_stem(scored: Sequence[tuple[str, float]], language: str) -> list[tuple[str, float]]:
    """Forms of one word are no reason to be unsure: the best of them stands for all."""
    best: dict[str, tuple[str, float]] = {}
    for word, score in scored:
        key = "".join(stem(one.form, language) for one in words(word))
        if key not in best or score > best[key][1]:
            best[key] = (word, score)
    return list(best.values())


def _known(forms: Iterable[str], thesaurus: Thesaurus) -> dict[str, str]:
    wanted = list(forms)
    return {form: thesaurus.words[form] for form in wanted if form in thesaurus.words} | known(wanted)


def _cut(text: str, form: str) -> str:
    """The word as it was typed."""
    return next((text[word.start : word.end] for word in words(text) if word.form == form), form)


def _replaced(text: str, form: str, replacement: str) -> str:
    for word in reversed(words(text)):
        if word.form == form:
            text = text[: word.start] + replacement + text[word.end :]
    return text
