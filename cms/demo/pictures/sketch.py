"""A sheet to draw on in units of one hundredth of its width (100 wide, 75 high), and its colours."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1000, 750
FINE = 2  # drawn at twice the size and shrunk, so that edges are smooth
UNIT = WIDTH * FINE / 100

Colour = str
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one room: what is on show is `main` with `accent`, outlines are `ink`."""

    wall: Colour
    floor: Colour
    main: Colour
    accent: Colour
    ink: Colour = "#3B3230"
    light: Colour = "#FFFDF7"

    @property
    def glow(self) -> Colour:
        """Half way from the wall to white: light things still stand out against it."""
        channels = (int(self.wall[start : start + 2], 16) for start in (1, 3, 5))
        return "#" + "".join(f"{(channel + 255) // 2:02X}" for channel in channels)


PALETTES = (
    Palette(wall="#FCE8D2", floor="#E9C39B", main="#D9572B", accent="#F6B73C"),
    Palette(wall="#DDEFE6", floor="#B5CFA8", main="#2F7F73", accent="#F2A65A"),
    Palette(wall="#E3EAF7", floor="#C3CDE6", main="#3E5C9A", accent="#F0785A"),
    Palette(wall="#F9E3E6", floor="#E2BCC0", main="#B4466B", accent="#7FB7A4"),
    Palette(wall="#F6EFC9", floor="#DCC98B", main="#7A6A2B", accent="#E0643C"),
)


class Sketch:
    """One picture while it is drawn."""

    def __init__(self, palette: Palette) -> None:
        self.colours = palette
        self._image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), palette.wall)
        self._draw = ImageDraw.Draw(self._image)

    def room(self) -> None:
        """Wall, floor and a soft light behind what is on show."""
        self.circle((50, 34), 31, self.colours.glow)
        self.box((0, 58), (100, 75), self.colours.floor)

    def circle(
        self, centre: Point, radius: float, fill: Colour | None, line: Colour | None = None, width: float = 0.8
    ) -> None:
        self.oval((centre[0] - radius, centre[1] - radius), (centre[0] + radius, centre[1] + radius), fill, line, width)

    def oval(
        self, start: Point, end: Point, fill: Colour | None, line: Colour | None = None, width: float = 0.8
    ) -> None:
        self._draw.ellipse(self._between(start, end), fill=fill, outline=line, width=self._thick(width) if line else 0)

    def box(self, start: Point, end: Point, fill: Colour, radius: float = 0) -> None:
        self._draw.rounded_rectangle(self._between(start, end), radius=radius * UNIT, fill=fill)

    def line(self, points: list[Point], fill: Colour, width: float = 1.2) -> None:
        """A line with round ends and corners."""
        self._draw.line([self._at(point) for point in points], fill=fill, width=self._thick(width), joint="curve")
        for point in points:
            self.circle(point, width / 2, fill)

    def shape(self, points: list[Point], fill: Colour) -> None:
        self._draw.polygon([self._at(point) for point in points], fill=fill)

    def arc(self, start: Point, end: Point, begin: float, stop: float, fill: Colour, width: float = 1.2) -> None:
        """A part of an oval, from `begin` to `stop` degrees, clockwise from the right."""
        self._draw.arc(self._between(start, end), begin, stop, fill=fill, width=self._thick(width))

    def drop(self, tip: Point, size: float, fill: Colour) -> None:
        x, y = tip
        self.shape([(x, y), (x - size * 0.62, y + size), (x + size * 0.62, y + size)], fill)
        self.circle((x, y + size * 1.15), size * 0.66, fill)

    def heart(self, centre: Point, size: float, fill: Colour) -> None:
        x, y = centre
        self.circle((x - size * 0.48, y), size * 0.52, fill)
        self.circle((x + size * 0.48, y), size * 0.52, fill)
        self.shape([(x - size * 0.94, y + size * 0.22), (x + size * 0.94, y + size * 0.22), (x, y + size * 1.3)], fill)

    def jpeg(self) -> bytes:
        """The finished picture, as a phone would send it."""
        sent = BytesIO()
        self._image.resize((WIDTH, HEIGHT), Image.Resampling.BOX).save(sent, "JPEG", quality=88)
        return sent.getvalue()

    @staticmethod
    def _at(point: Point) -> tuple[float, float]:
        return point[0] * UNIT, point[1] * UNIT

    def _between(self, start: Point, end: Point) -> list[float]:
        return [*self._at(start), *self._at(end)]

    @staticmethod
    def _thick(width: float) -> int:
        return max(1, round(width * UNIT))
