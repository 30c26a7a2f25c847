"""表扬信 as a PDF, made from what the letter keeps. Nothing of it is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from cms.documents.certificate import hours_in_words
from cms.documents.typesetting import typeset
from content_models.letters.models import Letter

HEADING = "表扬信"
_YEAR = 12


def letter_page(letter: Letter, words: dict[str, Any], *, address: str) -> dict[str, Any]:
    """What stands on the paper. It is written to a Chinese office, so its language is not the reader's."""
    return {
        "heading": HEADING,
        "number": letter.number,
        "community": words["community"],
        "unit": words["unit"],
        "paragraphs": _paragraphs(words),
        "day": _day(timezone.localtime(letter.created_at).date()),
        "address": address,
    }


def letter_pdf(letter: Letter, words: dict[str, Any], *, origin: str) -> bytes:
    """`words` from `open_letter`; `origin` is scheme and host of the public page."""
    address = f"{origin}/letters/{letter.token}"
    return typeset("commendation_letter.typ", letter_page(letter, words, address=address), qr=address)


def _paragraphs(words: dict[str, Any]) -> list[str]:
    who = f"贵单位{'中共党员' if words['party_member'] else ''}{words['name']}同志"
    where, when = words["community"], _stretch(words)
    did = _deeds(words)
    award = f"荣登{where}{when}“{words['title']}”光荣榜"
    told = [f"{who}热心公益，工作之余积极参与{where}的邻里互助和志愿服务。{when}，{did}{award}。"]
    if words["reason"]:
        told.append(f"光荣榜上这样写道：“{words['reason'].rstrip('。')}。”")
    told.append("这份热心温暖了身边的邻居，也离不开贵单位的培养和支持。特此致信，谨表谢意！")
    return told


def _deeds(words: dict[str, Any]) -> str:
    """What was counted; nothing is said of what is nought."""
    deeds = []
    if words["minutes"]:
        deeds.append(f"经核实的志愿服务共 {words['records']} 次、{hours_in_words(words['minutes'])}")
    if words["wishes"]:
        deeds.append(f"帮助邻居完成微心愿 {words['wishes']} 个")
    return "".join(f"{deed}，" for deed in deeds)


def _stretch(words: dict[str, Any]) -> str:
    """The period of whole months, as it is said in a sentence."""
    first, last = date.fromisoformat(words["first_day"]), date.fromisoformat(words["last_day"])
    months = (last.year - first.year) * _YEAR + last.month - first.month + 1
    if months == 1:
        return f"{first.year}年{first.month}月"
    return f"{first.year}年度" if months == _YEAR else f"{first.year}年{first.month}月至{last.month}月"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


__all__ = ["HEADING", "letter_page", "letter_pdf"]
