"""Icons of topics as lines, for pictures that are drawn without a browser."""

from functools import cache
from xml.etree import ElementTree

from django.contrib.staticfiles import finders
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import SVGPath

SPRITE = "icons/topics.svg"
SIDE = 24  # of an icon, in the units of its lines
STEPS = 12  # straight pieces that stand for one curve
SVG = "{http://www.w3.org/2000/svg}"
Line = tuple[tuple[float, float], ...]


class _Flattened(BasePen):  # type: ignore[misc]  # fontTools says no types
    """Pen that keeps what it draws as chains of points."""

    def __init__(self) -> None:
        super().__init__(None)
        self.lines: list[list[tuple[float, float]]] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # names of fontTools
        self.lines.append([pt])

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self.lines[-1].append(pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:
        first = self.lines[-1][-1]
        for step in range(1, STEPS + 1):
            far = step / STEPS
            near = 1 - far
            weights = near**3, 3 * near**2 * far, 3 * near * far**2, far**3
            points = first, pt1, pt2, pt3
            x, y = (sum(weight * point[axis] for weight, point in zip(weights, points, strict=True)) for axis in (0, 1))
            self.lines[-1].append((x, y))

    def _closePath(self) -> None:
        self.lines[-1].append(self.lines[-1][0])


@cache
def icon_lines(name: str) -> tuple[Line, ...]:
    """Lines of the icon of this name in a square of SIDE, each a chain of points; none where there is no such icon."""
    path = finders.find(SPRITE)
    if not path:
        return ()
    symbols = ElementTree.parse(path).getroot().iter(f"{SVG}symbol")  # noqa: S314  # a file of our own
    symbol = next((one for one in symbols if one.get("id") == name), None)
    if symbol is None:
        return ()
    alone = ElementTree.Element(f"{SVG}svg")
    alone.extend(list(symbol))
    pen = _Flattened()
    SVGPath.fromstring(ElementTree.tostring(alone)).draw(pen)
    return tuple(tuple(line) for line in pen.lines)
