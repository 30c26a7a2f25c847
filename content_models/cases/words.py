"""The words of a case: what people agree to, what is searched, and what must not stand in them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from content_models.pages.models import CasePage
from content_models.wishes.models import Wish

# Eleven digits that begin like a mobile's, however they are grouped; and a landline with its area code.
_PHONE = re.compile(r"(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s]?\d{4}){2}(?!\d)|(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?!\d)")
# 3栋, 5号楼, 2单元, 301室: where somebody lives. 三楼 stays: a floor is everybody's.
_NUMBER = r"[\dA-Za-z一二三四五六七八九十百]{1,6}"
_DOOR = re.compile(rf"{_NUMBER}\s*(?:栋|幢|号楼|单元|室|号房|门牌)(?:\s*\d{{2,4}})?")
# 林婆婆, 周师傅: a common surname before what neighbours call each other. The contact's name may be erased by then.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚"
)
_CALLED = "婆婆|奶奶|爷爷|阿公|阿婆|阿伯|阿姨|大爷|大妈|大叔|大姐|大哥|伯伯|叔叔|师傅|老师|医生|先生|女士|小姐"
_CALLED_BY_NAME = re.compile(rf"[{_SURNAMES}](?=(?:{_CALLED}))")
_LEAST_OF_A_NAME = 2
SOMEBODY, SOMEWHERE = "某某", "某处"


def words_of(page: CasePage) -> dict[str, Any]:
    """Everything that readers of the page would see, apart from the wishes' pictures, in a form that is compared.

    Lines as a browser or a program wrote them are the same lines; ids of blocks are nobody's words.
    """
    return {
        "title": page.title.strip(),
        "summary": page.summary.strip(),
        "cover": page.cover_id,
        "problem": _lines(page.problem),
        "way": _lines(page.way),
        "outcome": _lines(page.outcome),
        "steps": _lines(page.steps),
        "category": page.category.strip(),
        "figures": _without_ids(page.figures.raw_data),
        "moments": _without_ids(page.moments.raw_data),
        "body": _without_ids(page.body.raw_data),
    }


def print_of(page: CasePage) -> str:
    """The fingerprint of the words: another one means that something else would be read."""
    written = json.dumps(words_of(page), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def text_of(page: CasePage) -> str:
    """All words of the page, one below the other."""
    return "\n".join(_texts(words_of(page)))


def search_text_of(page: CasePage) -> str:
    """What a case is found by: what a neighbour elsewhere would have in mind. Not the numbers and days."""
    words = words_of(page)
    parts = [words["title"], words["summary"], words["category"]]
    for name in ("problem", "way", "outcome", "steps"):
        parts += words[name]
    return "\n".join(part for part in parts if part)


def has_phone(text: str) -> bool:
    return _PHONE.search(text) is not None


def scrub(text: str, *, names: Iterable[str], places: Iterable[str] = ()) -> str:
    """The text without phone numbers, doors, and these names and places."""
    text = _PHONE.sub("", text)
    for name in sorted({one.strip() for one in names if len(one.strip()) >= _LEAST_OF_A_NAME}, key=len, reverse=True):
        text = text.replace(name, SOMEBODY)
    for place in sorted({one.strip() for one in places if one.strip()}, key=len, reverse=True):
        text = text.replace(place, SOMEWHERE)
    text = _CALLED_BY_NAME.sub(SOMEBODY[0], text)
    return _DOOR.sub(SOMEWHERE, text).strip()


def full_names_of(wish: Wish) -> set[str]:
    """Full names of who wished and who helped, and of whom to call. `author` and the claims' helpers are asked for."""
    people = [wish.author, wish.entered_by, *(claim.helper for claim in wish.claims.select_related("helper"))]
    names = {person.full_name for person in people if person is not None}
    contact = getattr(wish, "contact", None)
    names.add(contact.name if contact is not None else "")
    return {name for name in names if len(name) >= _LEAST_OF_A_NAME}


def names_of(wish: Wish) -> set[str]:
    """With what they are called by neighbours."""
    people = [wish.author, wish.entered_by, *(claim.helper for claim in wish.claims.select_related("helper"))]
    return full_names_of(wish) | {person.nickname for person in people if person is not None and person.nickname}


def places_of(wish: Wish) -> set[str]:
    """The building, and what was written as the door."""
    contact = getattr(wish, "contact", None)
    building = wish.area.name if wish.area_id != wish.estate_id else ""
    return {building, contact.door if contact is not None else ""} - {""}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _without_ids(value: Any) -> Any:
    """Stored blocks without the ids that Wagtail gives them."""
    if isinstance(value, dict):
        is_block = "type" in value and "value" in value
        return {name: _without_ids(inner) for name, inner in value.items() if not (is_block and name == "id")}
    if isinstance(value, str):
        return value.strip()
    # The raw data of a stream is a sequence of Wagtail's own.
    return [_without_ids(inner) for inner in value] if isinstance(value, Iterable) else value


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
