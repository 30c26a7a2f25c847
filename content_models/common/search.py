"""Finding Chinese words on every database: an index of bigrams that we keep ourselves (docs/adr/0006).

The database backends know words only by the spaces between them, so a word in the middle of a Chinese
sentence is never found. Here a text is cut into overlapping pairs of characters; a question is cut in the
same way, its pairs narrow the rows by an ordinary index, and the text itself has the last word.
"""

import re
import unicodedata

_NOT_WORDS = re.compile(r"[\W_]+")
LONGEST_QUERY = 40


def normalise(text: str) -> str:
    """Full width becomes half width, letters small, everything between words one space."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_WORDS.sub(" ", folded).strip()


def bigrams(text: str) -> set[str]:
    """Every pair of neighbouring characters of every run, and each run's last character alone.

    >>> sorted(bigrams("修灯 a"))
    ['a', '修灯', '灯']
    """
    terms: set[str] = set()
    for run in normalise(text).split():
        terms.update(run[start : start + 2] for start in range(len(run)))
    return terms


def query_terms(text: str) -> list[str]:
    """The pairs that a text must have to contain `text`; a single character asks for itself."""
    terms: list[str] = []
    for run in runs(text):
        pairs = [run[start : start + 2] for start in range(len(run) - 1)] or [run]
        terms.extend(pair for pair in pairs if pair not in terms)
    return terms


def runs(text: str) -> list[str]:
    """The runs of characters that must stand in a text unbroken."""
    # Cut after folding: one ligature can unfold to eighteen characters.
    return normalise(text)[:LONGEST_QUERY].split()
