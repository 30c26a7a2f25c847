"""A head: title, sentence and picture of one public address, and the words that stand there without JavaScript."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

DESCRIPTION_MAX = 120
# In JSON inside a script element these would end it, or begin a comment that swallows its end.
_JSON_IN_HTML = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


@dataclass(frozen=True, slots=True)
class Picture:
    """`url` may be a path of this host; sizes in pixels, 0 where nobody knows them."""

    url: str
    width: int = 0
    height: int = 0
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What one address says of itself. It names nobody: a chat's server keeps what it has read, and no consent that is
    taken back reaches it there.

    `path`: the address that it stands for. `words`: its paragraphs. `links`: (path, name) of what is right below it.
    `facts`: the particulars of a JSON-LD object, with its `@type`; empty for none. `found`: search engines may list it.
    """

    path: str
    title: str
    description: str
    picture: Picture | None = None
    kind: str = "article"
    words: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    facts: dict[str, Any] | None = None
    found: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """The two parts that go into the built page."""

    in_head: SafeString
    in_body: SafeString


def write_head(head: Head, *, origin: str, site_name: str, language: str, fallback: Picture) -> Written:
    """`origin`: scheme and host of the request, as Django has checked them. Everything in it is escaped."""
    address = origin + head.path
    title = head.title if head.title == site_name else f"{head.title} · {site_name}"
    description = in_short(head.description)
    picture = head.picture or fallback
    source = _absolute(picture.url, origin)
    named = [
        ("description", description),
        ("twitter:card", "summary_large_image" if picture.width > picture.height > 0 else "summary"),
    ]
    if not head.found:
        named.append(("robots", "noindex"))
    graph = [
        ("og:type", head.kind),
        ("og:site_name", site_name),
        ("og:title", head.title),
        ("og:description", description),
        ("og:url", address),
        ("og:image", source),
        ("og:locale", language),
    ]
    if picture.width and picture.height:
        graph += [("og:image:width", str(picture.width)), ("og:image:height", str(picture.height))]
    if picture.alt:
        graph.append(("og:image:alt", picture.alt))
    # QQ and what is built on it read microdata instead.
    microdata = [("name", title), ("description", description), ("image", source)]
    in_head = format_html(
        '<title>{}</title>\n{}\n{}\n{}\n<link rel="canonical" href="{}" />\n{}',
        title,
        format_html_join("\n", '<meta name="{}" content="{}" />', named),
        format_html_join("\n", '<meta property="{}" content="{}" />', graph),
        format_html_join("\n", '<meta itemprop="{}" content="{}" />', microdata),
        address,
        _linked_data(head, address=address, image=source, origin=origin, site_name=site_name),
    )
    return Written(in_head, _body(head, description, source, picture.alt, site_name))


def in_short(text: str, limit: int = DESCRIPTION_MAX) -> str:
    """One line of at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip("，。、；,.; ") + "…"


def _absolute(url: str, origin: str) -> str:
    return origin + url if url.startswith("/") else url


def _linked_data(head: Head, *, address: str, image: str, origin: str, site_name: str) -> SafeString:
    if not head.facts:
        return mark_safe("")
    told = {
        "@context": "https://schema.org",
        "name": head.title,
        "description": in_short(head.description),
        "url": address,
        "image": image,
        **head.facts,
    }
    if told["@type"] == "Article":
        told |= {"headline": told.pop("name"), "publisher": {"@type": "Organization", "name": site_name, "url": origin}}
    # A block of data and no script: the content security policy has nothing against it, and nothing in it can run.
    written = json.dumps(told, ensure_ascii=False).translate(_JSON_IN_HTML)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308 - escaped the line above


def _body(head: Head, description: str, source: str, alt: str, site_name: str) -> SafeString:
    """Below `noscript`: who has JavaScript downloads no picture for it and sees nothing jump."""
    words = [(word,) for word in head.words] or [(description,)]
    listed = format_html_join("", '<li><a href="{}">{}</a></li>', head.links)
    links = format_html('<ul style="padding-left:1.2em">{}</ul>', listed) if head.links else mark_safe("")
    return format_html(
        '<noscript><main style="{}"><p>{}</p><h1>{}</h1><img src="{}" alt="{}" style="{}" />{}{}</main></noscript>',
        "max-width:40em;margin:0 auto;padding:16px;line-height:1.7",
        site_name,
        head.title,
        source,
        alt,
        "max-width:100%;height:auto;margin:12px 0;border-radius:12px",
        format_html_join("", '<p style="margin:8px 0">{}</p>', words),
        links,
    )
