"""Names in the order of pinyin, as a Chinese reader expects a list in which nobody comes first."""

from __future__ import annotations

from functools import lru_cache

# Read otherwise as a surname than as a word. (Compound ones and rarer readings are pypinyin's own business.)
SURNAMES = {
    "单": "shan4", "曾": "zeng1", "解": "xie4", "仇": "qiu2", "区": "ou1", "查": "zha1", "翟": "zhai2", "朴": "piao2",
    "任": "ren2", "华": "hua4", "盖": "ge3", "种": "chong2", "尉": "wei4", "覃": "qin2", "员": "yun4", "乐": "yue4",
    "黑": "he4", "召": "shao4", "折": "she2", "缪": "miao4", "宓": "fu2", "冼": "xian3", "洗": "xian3", "晟": "cheng2",
    "重": "chong2", "卜": "bu3", "燕": "yan1", "宁": "ning4", "应": "ying1", "葛": "ge3", "牟": "mu4", "逄": "pang2",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def pinyin_key(name: str) -> tuple[tuple[str, ...], str]:
    """What to sort a person's name by: its syllables with their tones; names that sound alike by their characters.

    Kept by name for as long as the process lives: a list is sorted each time it is read.
    """
    from pypinyin import Style, lazy_pinyin  # its tables take 0.2 s: only who sorts names waits for them

    text = name.strip()
    syllables: list[str] = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=True)
    if text[:1] in SURNAMES:
        syllables = [SURNAMES[text[0]], *lazy_pinyin(text[1:], style=Style.TONE3, neutral_tone_with_five=True)]
    return tuple(syllable.casefold() for syllable in syllables), text


__all__ = ["pinyin_key"]
