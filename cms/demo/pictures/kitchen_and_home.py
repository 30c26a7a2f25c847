"""Things of the house."""

from __future__ import annotations

from cms.demo.pictures.sketch import Sketch


def rice_cooker(sheet: Sketch) -> None:
    c = sheet.colours
    sheet.oval((24, 60), (78, 67), c.ink)
    sheet.box((26, 30), (74, 64), c.main, 9)
    sheet.box((26, 44), (74, 47), c.ink)
    sheet.box((30, 25), (70, 44), c.main, 8)
    sheet.box((43, 20), (57, 25), c.ink, 2.4)
    sheet.box((41, 50), (59, 60), c.light, 2)
    sheet.circle((46, 55), 1.8, c.accent)
    sheet.line([(50, 53.5), (56, 53.5)], c.ink, 0.9)
    sheet.line([(50, 56.5), (54, 56.5)], c.ink, 0.9)
    for x in (40, 50, 60):
        sheet.arc((x - 3, 6), (x + 3, 12), 90, 270, c.accent, 1.1)
        sheet.arc((x - 3, 12), (x + 3, 18), -90, 90, c.accent, 1.1)


def lamp(sheet: Sketch) -> None:
    c = sheet.colours
    sheet.shape([(38, 36), (66, 27), (92, 62), (36, 62)], "#FFF3B8")
    sheet.oval((24, 60), (50, 67), c.ink)
    sheet.line([(37, 62), (30, 40), (46, 20)], c.ink, 2)
    sheet.circle((30, 40), 2.4, c.accent)
    sheet.shape([(44, 14), (54, 14), (68, 29), (38, 37)], c.main)
    sheet.circle((49, 15.5), 4.6, c.main)
    sheet.circle((53.5, 33.5), 4.4, c.accent)
    sheet.box((62, 59), (86, 62), c.main, 1)
    sheet.box((64, 56), (84, 59), c.light, 1)
    sheet.box((63, 53), (85, 56), c.accent, 1)


def tap(sheet: Sketch) -> None:
    c = sheet.colours
    sheet.box((16, 22), (26, 42), c.ink, 2)
    sheet.box((24, 27), (62, 36), "#9FB0BD", 4)
    sheet.box((53, 27), (62, 47), "#9FB0BD", 4)
    sheet.box((50, 45), (65, 49), c.ink, 1.5)
    sheet.box((39, 17), (43, 28), c.ink)
    sheet.box((31, 13), (51, 18), c.main, 2.5)
    sheet.drop((57.5, 51), 2.6, "#4C9BD6")
    sheet.drop((57.5, 57.5), 1.9, "#4C9BD6")
    sheet.shape([(38, 62), (78, 62), (73, 73), (43, 73)], c.accent)
    sheet.oval((38, 59.5), (78, 65), c.light, c.accent, 1.2)
    sheet.oval((44, 61), (72, 64.4), "#9CCDF0")


def plant(sheet: Sketch) -> None:
    c, leaf, deep = sheet.colours, "#5E9B54", "#3E7A42"
    sheet.line([(50, 52), (50, 24)], deep, 1.4)
    for y, reach in ((44, 15), (35, 13), (27, 10)):
        sheet.line([(50, y + 4), (50 - reach, y - 5)], deep, 0.9)
        sheet.line([(50, y + 2), (50 + reach, y - 7)], deep, 0.9)
        sheet.oval((50 - reach - 6, y - 9), (50 - reach + 6, y - 1), leaf)
        sheet.oval((50 + reach - 6, y - 11), (50 + reach + 6, y - 3), deep)
    sheet.oval((44, 13), (56, 25), leaf)
    for x, y in ((40, 40), (60, 42), (56, 31)):
        sheet.circle((x, y), 3.2, "#E2472F")
        sheet.circle((x - 1, y - 1), 0.8, "#FFB9A6")
    sheet.shape([(34, 52), (66, 52), (61, 70), (39, 70)], c.main)
    sheet.box((32, 49), (68, 55), c.accent, 1.5)


def soup(sheet: Sketch) -> None:
    c = sheet.colours
    sheet.oval((22, 62), (78, 70), c.ink)
    sheet.shape([(22, 43), (78, 43), (68, 62), (60, 66), (40, 66), (32, 62)], c.main)
    sheet.oval((22, 37), (78, 49), c.light, c.main, 1.6)
    sheet.oval((26, 39), (74, 47.5), "#F3D9A0")
    for x, y in ((38, 42), (49, 44), (60, 42), (53, 40.6)):
        sheet.circle((x, y), 3.3, c.light, "#E6D6B8", 0.5)
    sheet.box((38, 55), (62, 57), c.accent, 1)
    for x in (40, 50, 60):
        sheet.arc((x - 3, 17), (x + 3, 25), 90, 270, c.accent, 1.1)
        sheet.arc((x - 3, 25), (x + 3, 33), -90, 90, c.accent, 1.1)
    sheet.line([(74, 34), (92, 14)], c.ink, 1.2)
    sheet.line([(71, 34), (87, 12)], c.ink, 1.2)


def cat(sheet: Sketch) -> None:
    c, fur = sheet.colours, "#F0A04B"
    sheet.oval((22, 52), (78, 72), c.main)
    sheet.oval((28, 54), (72, 67), c.accent)
    sheet.arc((58, 34), (84, 64), -60, 120, fur, 5)
    sheet.oval((33, 34), (67, 66), fur)
    sheet.shape([(36, 24), (38, 8), (50, 18)], fur)
    sheet.shape([(64, 24), (62, 8), (50, 18)], fur)
    sheet.circle((50, 28), 15, fur)
    for x in (47, 50, 53):
        sheet.line([(x, 15), (x, 19)], "#C9762A", 1)
    for eye in (43.5, 56.5):
        sheet.arc((eye - 3, 25), (eye + 3, 30), 200, 340, c.ink, 1)
        sheet.circle((eye, 28.5), 1.5, c.ink)
    sheet.shape([(48.3, 32), (51.7, 32), (50, 34)], "#D4596B")
    for side in (-1, 1):
        sheet.line([(50 + side * 6, 33), (50 + side * 17, 31)], c.ink, 0.4)
        sheet.line([(50 + side * 6, 35), (50 + side * 17, 36)], c.ink, 0.4)
    sheet.oval((42, 46), (58, 64), "#FBD9AE")
