"""Things that are lent, carried and mended."""

from __future__ import annotations

from math import cos, radians, sin

from cms.demo.pictures.sketch import Point, Sketch


def _wheel(sheet: Sketch, centre: Point, radius: float, spokes: int = 8) -> None:
    c = sheet.colours
    for number in range(spokes):
        angle = radians(number * 360 / spokes)
        sheet.line([centre, (centre[0] + radius * cos(angle), centre[1] + radius * sin(angle))], "#B9B4AE", 0.4)
    sheet.circle(centre, radius, None, c.ink, 1.7)
    sheet.circle(centre, radius * 0.14, c.accent)


def bicycle(sheet: Sketch) -> None:
    c = sheet.colours
    back, front, pedal, seat, bars = (29.0, 53.0), (71.0, 53.0), (47.0, 53.0), (40.0, 31.0), (64.0, 29.0)
    _wheel(sheet, back, 13.5, 12)
    _wheel(sheet, front, 13.5, 12)
    for path in ([back, pedal, bars, seat, back], [seat, pedal], [bars, front]):
        sheet.line(path, c.main, 2)
    sheet.line([bars, (62, 23), (69, 21.5)], c.ink, 1.6)
    sheet.line([seat, (39, 27)], c.ink, 1.6)
    sheet.box((33, 24.5), (45, 28), c.ink, 1.7)
    sheet.circle(pedal, 3.2, c.accent, c.ink, 0.6)
    sheet.box((67, 26), (81, 36), c.accent, 2)
    sheet.line([(70, 28), (70, 34)], c.light, 0.8)
    sheet.line([(74, 28), (74, 34)], c.light, 0.8)
    sheet.line([(78, 28), (78, 34)], c.light, 0.8)


def ramp(sheet: Sketch) -> None:
    c = sheet.colours
    sheet.box((66, 50), (100, 66), "#A69C93")
    sheet.box((84, 42), (100, 66), "#8F867E")
    sheet.shape([(10, 67), (68, 50), (70, 50), (70, 67)], c.accent)
    for number in range(6):
        x = 20 + number * 8
        sheet.line([(x, 66 - number * 2.2), (x + 3, 65 - number * 2.2)], c.light, 0.6)
    sheet.line([(32, 20), (36, 41), (55, 36)], c.ink, 2.2)
    sheet.box((34, 34), (55, 39.5), c.main, 2)
    sheet.box((29, 18), (35, 38), c.main, 2)
    sheet.line([(29, 19), (23, 17)], c.ink, 1.6)
    sheet.line([(55, 36), (61, 48), (66, 47)], c.ink, 1.6)
    _wheel(sheet, (39, 45), 12)
    _wheel(sheet, (61, 48), 3.4, 6)


def books(sheet: Sketch) -> None:
    c = sheet.colours
    stack = ((20, 62, c.main, 56), (24, 54, c.accent, 48), (18, 46, "#5B86A8", 52))
    for x, y, colour, width in stack:
        sheet.box((x, y), (x + width, y + 8), colour, 1.5)
        sheet.box((x + width - 4, y + 1.4), (x + width, y + 6.6), c.light)
        sheet.box((x + 6, y), (x + 8.5, y + 8), c.light)
    sheet.shape([(30, 44), (50, 40), (50, 20), (30, 24)], c.light)
    sheet.shape([(70, 44), (50, 40), (50, 20), (70, 24)], "#F3EBDC")
    sheet.line([(50, 20), (50, 40)], c.ink, 0.7)
    for number in range(4):
        height = 27.5 + number * 4
        sheet.line([(34, height), (46, height - 2.4)], c.accent if number == 0 else "#BFB6A8", 0.8)
        sheet.line([(54, height - 2.4), (66, height)], "#BFB6A8", 0.8)
    sheet.circle((84, 58), 5.4, "#D94A3A")
    sheet.line([(84, 53), (86, 49.5)], "#6B4A2F", 0.9)


def smartphone(sheet: Sketch) -> None:
    c = sheet.colours
    sheet.box((35, 9), (65, 67), c.ink, 4)
    sheet.box((37, 14), (63, 61), c.light, 1)
    sheet.circle((50, 64), 1.6, c.light)
    sheet.circle((50, 30), 10, c.accent)
    sheet.circle((50, 28), 4.6, "#F6D3B3")
    sheet.arc((45, 20), (55, 31), 180, 360, c.ink, 2.2)
    sheet.shape([(42, 40), (44, 35), (56, 35), (58, 40)], c.main)
    sheet.arc((48, 27), (52, 31), 20, 160, c.ink, 0.6)
    sheet.circle((44, 52), 4.4, "#56A86B")
    sheet.circle((56, 52), 4.4, "#D8553F")
    sheet.heart((78, 24), 5, c.main)
    sheet.heart((22, 34), 3.6, c.accent)


def boxes(sheet: Sketch) -> None:
    card, dark, c = "#CF9A5E", "#A97743", sheet.colours
    for x, y, width, height in ((18, 44, 34, 24), (54, 48, 28, 20), (28, 22, 30, 22)):
        sheet.box((x, y), (x + width, y + height), card, 0.8)
        sheet.box((x, y), (x + width, y + 3), dark, 0.8)
        sheet.box((x + width / 2 - 2, y), (x + width / 2 + 2, y + height * 0.45), c.accent)
    sheet.heart((35, 58), 3, c.main)
    sheet.line([(72, 64), (72, 57)], c.main, 1)
    sheet.shape([(69.5, 58), (74.5, 58), (72, 54)], c.main)
    sheet.line([(82, 68), (92, 20)], c.ink, 1.6)
    sheet.line([(78, 68), (92, 68)], c.ink, 1.6)
    sheet.circle((86, 70), 3, c.ink)


def toolbox(sheet: Sketch) -> None:
    c = sheet.colours
    sheet.line([(34, 36), (28, 12)], "#8C98A3", 2.4)
    sheet.circle((27.6, 11), 4.2, "#8C98A3")
    sheet.circle((26.6, 8), 2.2, c.light)
    sheet.line([(50, 36), (50, 16)], "#9A6B3F", 2.6)
    sheet.box((41, 10), (60, 17), c.ink, 1.6)
    sheet.line([(66, 36), (70, 22)], c.accent, 3)
    sheet.line([(70, 22), (73, 10)], "#8C98A3", 1.2)
    sheet.arc((38, 26), (62, 48), 180, 360, c.ink, 2.2)
    sheet.box((20, 36), (80, 66), c.main, 3)
    sheet.box((20, 44), (80, 47), c.ink)
    sheet.box((45, 41), (55, 52), c.accent, 1.4)


def scissors(sheet: Sketch) -> None:
    c = sheet.colours
    sheet.line([(40, 46), (64, 12)], "#8C98A3", 2.6)
    sheet.line([(56, 46), (34, 12)], "#A9B4BD", 2.6)
    sheet.circle((48.6, 33.4), 1.7, c.ink)
    sheet.circle((36, 53), 7.4, None, c.main, 2.8)
    sheet.circle((60, 53), 7.4, None, c.main, 2.8)
    sheet.box((72, 18), (88, 24), c.accent, 1.6)
    for number in range(6):
        sheet.box((73 + number * 2.5, 23), (74.4 + number * 2.5, 35), c.accent, 0.4)
    sheet.box((12, 26), (24, 40), c.light, 2)
    for y in (28, 32, 36):
        sheet.line([(12.6, y + 3), (23.4, y)], c.main, 1.4)


def chess(sheet: Sketch) -> None:
    c, wood = sheet.colours, "#E4BE83"
    sheet.shape([(20, 34), (80, 34), (92, 68), (8, 68)], wood)
    for number in range(5):
        share = number / 4
        y = 37 + share * 28
        sheet.line([(20 - share * 8 + 2, y), (80 + share * 8 - 2, y)], "#8A5A2B", 0.5)
        sheet.line([(24 + share * 52, 37), (15 + share * 70, 65)], "#8A5A2B", 0.5)
    for x, y, colour in ((36, 44, c.main), (52, 50, c.ink), (64, 42, c.main), (44, 58, c.ink), (70, 56, c.main)):
        sheet.oval((x - 5, y - 1.6), (x + 5, y + 5), "#B98B52")
        sheet.oval((x - 5, y - 3.4), (x + 5, y + 3.2), "#F7E2B9", colour, 0.9)
        sheet.oval((x - 2.2, y - 1.6), (x + 2.2, y + 1.4), colour)
    sheet.box((74, 16), (88, 28), c.light, 2)
    sheet.arc((84, 18), (93, 26), -90, 90, c.light, 1.4)
    sheet.box((76, 18), (86, 21), c.accent, 1)


def medicine(sheet: Sketch) -> None:
    c = sheet.colours
    sheet.box((24, 28), (54, 66), c.light, 2)
    sheet.box((24, 28), (54, 40), c.main, 2)
    sheet.box((36, 45), (42, 61), c.accent)
    sheet.box((31, 50), (47, 56), c.accent)
    sheet.box((60, 34), (80, 66), "#B9742E", 3)
    sheet.box((59, 28), (81, 35), c.ink, 1.6)
    sheet.box((60, 42), (80, 58), c.light)
    for y in (46, 50, 54):
        sheet.line([(63, y), (77 if y < 54 else 71, y)], "#BFB6A8", 0.9)
    for x, y in ((14, 64), (88, 66), (16, 70)):
        sheet.oval((x - 4, y - 2), (x + 4, y + 2), c.accent)
        sheet.oval((x - 4, y - 2), (x, y + 2), c.light)
