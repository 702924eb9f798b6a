"""Scores of the reviews of a round put together: where they differ comes before what they have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean, median

FAR_APART = 2  # steps of the scale from which two scores need to be talked about
Scores = Mapping[str, int]  # of one review: criterion, score


@dataclass(frozen=True, slots=True)
class Spread:
    """Scores of one criterion, ascending, with what lies between them."""

    code: str
    scores: tuple[int, ...]

    @property
    def width(self) -> int:
        """Steps between the lowest and the highest score."""
        return self.scores[-1] - self.scores[0]

    @property
    def is_disputed(self) -> bool:
        """Whether the scores are so far apart that they need to be talked about."""
        return self.width >= FAR_APART

    @property
    def median(self) -> float:
        """Median of the scores."""
        return float(median(self.scores))

    @property
    def mean(self) -> float:
        """Mean of the scores."""
        return float(mean(self.scores))


@dataclass(frozen=True, slots=True)
class Summary:
    """Scores of a round. ``criteria``: the widest spread first; ``totals``: weighted means of each review, ascending."""

    criteria: tuple[Spread, ...]
    totals: tuple[float, ...]

    @property
    def disputed(self) -> tuple[Spread, ...]:
        """Criteria about which reviews are far apart."""
        return tuple(spread for spread in self.criteria if spread.is_disputed)

    @property
    def median(self) -> float:
        """Median of the weighted means of the reviews."""
        return float(median(self.totals))

    @property
    def mean(self) -> float:
        """Mean of the weighted means of the reviews."""
        return float(mean(self.totals))

    @property
    def width(self) -> float:
        """Distance between the reviews that judged lowest and highest."""
        return self.totals[-1] - self.totals[0]


def weighted_mean(scores: Scores, weights: Mapping[str, int]) -> float:
    """Mean of the scores of one review by weight. Raises KeyError where a criterion has no score."""
    total = sum(Fraction(scores[code]) * weight for code, weight in weights.items())
    return float(total / sum(weights.values()))


def summed_up(reviews: Sequence[Scores], weights: Mapping[str, int]) -> Summary | None:
    """Scores of reviews put together; None where there is no review."""
    if not reviews:
        return None
    order = list(weights)
    spreads = [Spread(code, tuple(sorted(scores[code] for scores in reviews))) for code in order]
    spreads.sort(key=lambda spread: (-spread.width, -weights[spread.code], order.index(spread.code)))
    return Summary(tuple(spreads), tuple(sorted(weighted_mean(scores, weights) for scores in reviews)))
