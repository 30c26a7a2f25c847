"""An edition as readers see it: as it was frozen, or as it stands now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from content_models.areas.models import Community
from content_models.honors.models import Award, Edition, EditionNote, HonorRoll
from content_models.honors.names import ShownName, in_order, shown_names, shown_on
from content_models.honors.periods import Period
from content_models.honors.standing import about, standing, words_for
from content_models.honors.states import COMPUTED, EditionState, NoteKind, Source


@dataclass(frozen=True, slots=True)
class Line:
    """One name. `award_id` is None while the edition is open; `place` and `figure` are there only with ranks."""

    award_id: UUID | None
    person_id: UUID | None
    name: ShownName
    place: int | None = None
    figure: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """What one reads of an edition. `lines` are in the order in which they are to be shown."""

    edition: Edition
    period: Period
    title: str
    intro: str
    about: str
    source: Source
    shows_ranks: bool
    lines: list[Line] = field(default_factory=list)
    notes: list[EditionNote] = field(default_factory=list)

    @property
    def is_frozen(self) -> bool:
        return bool(self.edition.state == EditionState.FROZEN)

    @property
    def comes_out_on(self) -> date | None:
        """The first day on which it can be frozen; None once it is."""
        if self.is_frozen:
            return None
        return self.edition.period_end + timedelta(days=self.edition.roll.grace_days + 1)


def read_edition(edition: Edition, *, community: Community) -> ReadEdition:
    """With names and notes. `roll`, and its area, post and chief role, must be loaded."""
    roll: HonorRoll = edition.roll
    period = Period(edition.period_start, edition.period_end)
    if edition.state == EditionState.FROZEN:
        awards = list(Award.objects.filter(edition=edition).order_by("place"))
        return ReadEdition(
            edition,
            period,
            edition.title,
            edition.intro,
            edition.about,
            Source(edition.source),
            edition.shows_ranks,
            lines_of(awards, edition, shown_on(awards, community=community)),
            list(EditionNote.objects.filter(edition=edition).order_by("pk")),
        )
    return ReadEdition(
        edition,
        period,
        roll.title,
        roll.intro,
        about(roll),
        Source(roll.source),
        roll.shows_ranks,
        _lines_now(roll, period, community),
    )


def lines_of(awards: list[Award], edition: Edition, shown: dict[UUID, ShownName]) -> list[Line]:
    """The lines of a frozen edition: by place where ranks are shown, else in the order of pinyin."""
    names = {award.pk: shown[award.pk] for award in awards}
    by_id = {award.pk: award for award in awards}
    order = list(by_id) if edition.shows_ranks else in_order(names)
    return [_line(by_id[award_id], names[award_id], edition) for award_id in order]


def _line(award: Award, name: ShownName, edition: Edition) -> Line:
    """Of who is not named nothing else is said: words and figures could tell who it is."""
    ranked = edition.shows_ranks
    return Line(
        award.pk,
        award.person_id,
        name,
        place=award.place if ranked else None,
        figure=words_for(edition.source, award.figure) if ranked and name.is_named else "",
        reason=award.reason if name.is_named else "",
    )


def _lines_now(roll: HonorRoll, period: Period, community: Community) -> list[Line]:
    """Who would be on it now. Who was picked is said when it comes out, not before."""
    if roll.source not in COMPUTED:
        return []
    rows = standing(roll, period)
    names = shown_names([row.person_id for row in rows], community=community)
    lines = {
        row.person_id: Line(
            None,
            row.person_id,
            names[row.person_id],
            place=place if roll.shows_ranks else None,
            figure=words_for(roll.source, row.figure) if roll.shows_ranks and names[row.person_id].is_named else "",
        )
        for place, row in enumerate(rows, 1)
    }
    return list(lines.values()) if roll.shows_ranks else [lines[one] for one in in_order(names)]


def words_of_note(note: EditionNote, edition: Edition) -> str:
    """What a note says, in the reader's language; never who it is about."""
    match note.kind:
        case NoteKind.POST_REMOVED:
            return _("The post was removed on %(day)s. This edition holds what was known until then.") % {
                "day": note.text
            }
        case NoteKind.CORRECTED if edition.shows_ranks:
            return _(
                "A figure was corrected after it came out: %(before)s, now %(after)s. The list stays as it was."
            ) % {
                "before": words_for(edition.source, note.figure_before),
                "after": words_for(edition.source, note.figure_after),
            }
        case NoteKind.CORRECTED:
            return _("The hours of one person were corrected after it came out. The list stays as it was.")
    return str(note.text)


def removal_of(roll: HonorRoll) -> datetime | None:
    """When the post that the roll is about was removed; None if it is there, or the roll is not about a post."""
    removed_at: datetime | None = roll.post.retired_at if roll.post is not None else None
    return removed_at


__all__ = ["Line", "ReadEdition", "lines_of", "read_edition", "removal_of", "words_of_note"]
