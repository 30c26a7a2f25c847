"""Can everybody read and touch it? Each function looks at the page that is open and names what is wrong."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ELDER_TEXT_PX = 18
ELDER_TARGET_PX = 60

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_WORD = re.compile(r"[A-Za-z]{3,}")
# A name and a language are called the same in every language.
SAME_EVERYWHERE = ("English", "中文", "Linli", "邻里")

_axe = Axe()
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
}

_VISIBLE_TEXT = """() => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { parentElement: element, data } = walker.currentNode
    if (!data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue
    const box = element.getBoundingClientRect()
    if (box.width <= 1 || box.height <= 1) continue  // words for screen readers alone
    found.push({ words: data.trim(), size: parseFloat(getComputedStyle(element).fontSize) })
  }
  for (const field of document.querySelectorAll('[placeholder], [aria-label]')) {
    if (!field.checkVisibility()) continue
    for (const words of [field.placeholder, field.ariaLabel]) if (words) found.push({ words, size: 99 })
  }
  return found
}"""

# What a finger aims at: of a box or a hidden radio button it is the label around it, of a switch the whole line.
_TARGETS = """() => [...document.querySelectorAll('a[href], button, input, textarea, select, [role=switch]')]
  .map((one) => (one.matches('input.visually-hidden, label input') ? one.closest('label') : one))
  .map((one) => (one?.matches('[role=switch]') ? one.parentElement : one))
  .filter((one) => one && one.checkVisibility({ visibilityProperty: true }) && !one.matches('.skip, :disabled'))
  .map((one) => {
    const { width, height } = one.getBoundingClientRect()
    return { name: (one.ariaLabel || one.textContent || one.type || '').trim().slice(0, 30), width, height }
  })
  .filter(({ width, height }) => width > 1 && height > 1)"""


def grave_barriers(page: Page) -> list[str]:
    """What axe calls serious or critical: rule and element."""
    found: list[dict[str, Any]] = _axe.run(page, options=_RULES).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


def too_small_in_large_print(page: Page) -> list[str]:
    """Texts and targets below the sizes of 适老化."""
    enough = ELDER_TARGET_PX - 0.5  # boxes are laid out in fractions of a pixel
    return [
        *(
            f"read {one['words']}: {one['size']} px"
            for one in page.evaluate(_VISIBLE_TEXT)
            if one["size"] < ELDER_TEXT_PX
        ),
        *(
            f"touch {one['name']}: {one['width']:.0f} × {one['height']:.0f} px"
            for one in page.evaluate(_TARGETS)
            if one["height"] < enough or one["width"] < enough
        ),
    ]


def runs_off_the_side(page: Page) -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth"))


def words_of_the_app(page: Page, content: set[str]) -> list[str]:
    """What is written on the page by Linli itself: neighbours' words (content) are taken out."""
    longest_first = sorted((*content, *SAME_EVERYWHERE), key=len, reverse=True)
    left = []
    for one in page.evaluate(_VISIBLE_TEXT):
        words = one["words"]
        for known in longest_first:
            words = words.replace(known, " ")
        left.append(words.strip())
    # One character alone is the picture of a person who has none: the first of a name.
    return [words for words in left if len(words) > 1]
