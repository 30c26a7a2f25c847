"""A correction changes what is open, and is noted on exactly the editions that came out with it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from content_models.common.clock import local_day
from content_models.honors.actions import NotOutYet, correct_record, freeze_edition, open_edition, remark_on
from content_models.honors.keeping import compare_figures
from content_models.honors.models import Award, Edition, EditionNote, HonorRoll
from content_models.honors.periods import Period
from content_models.honors.standing import standing
from content_models.honors.states import NoteKind, PeriodKind, Scope
from content_models.hours import actions as hours
from content_models.hours.models import ServiceRecord
from content_models.people.actions import ReasonMissing
from tests.support.cast import Cast, actor
from tests.support.honor_life import HonorLife
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


@pytest.fixture
def service(cast: Cast) -> ServiceLife:
    return ServiceLife(cast)


def _edition(honors: HonorLife, service: ServiceLife, **rule: object) -> Edition:
    roll = honors.roll(**rule)
    with honors.scope():
        return open_edition(roll=roll, period_start=Period.around(local_day(service.now), roll.period).first_day)


def _frozen(edition: Edition, service: ServiceLife) -> datetime:
    """Frozen as if its time were over; when."""
    at = service.now + timedelta(days=500)
    with service.scope():
        assert freeze_edition(edition_id=edition.pk, now=at)
    return at


def _corrected(service: ServiceLife, record: ServiceRecord, at: datetime | None = None) -> None:
    with service.scope():
        correct_record(
            record_id=record.pk,
            actor=actor(service.cast.wu),
            reason="记错了",
            now=at or service.now + timedelta(days=1),
        )


def test_an_open_roll_changes_and_bears_no_note(honors: HonorLife, service: ServiceLife) -> None:
    edition = _edition(honors, service)
    record = service.verify(service.served())
    with honors.scope():
        roll, period = HonorRoll.objects.get(), Period(edition.period_start, edition.period_end)
        assert [row.figure for row in standing(roll, period)] == [60]
    _corrected(service, record)
    with honors.scope():
        assert standing(roll, period) == []
        assert not EditionNote.objects.exists()


def test_exactly_the_editions_that_counted_it_say_so(honors: HonorLife, service: ServiceLife) -> None:
    record = service.verify(service.served())
    service.verify(service.served(service.cast.bea))
    pine = service.cast.pine
    meant = [
        _edition(honors, service, title="全社区"),
        _edition(honors, service, title="全年", period=PeriodKind.YEAR),
    ]
    others = [
        _edition(honors, service, title="北苑", scope=Scope.AREA, area=pine.far_estate),
        _edition(honors, service, title="互助岗", scope=Scope.POST, post=pine.post),
        _edition(honors, service, title="心愿", source="wishes"),
    ]
    for edition in meant + others:
        _frozen(edition, service)
    _corrected(service, record, at=service.now + timedelta(days=501))
    with honors.scope():
        notes = EditionNote.objects.order_by("pk")
        assert {note.edition for note in notes} == set(meant)
        assert {(note.kind, note.figure_before, note.figure_after) for note in notes} == {(NoteKind.CORRECTED, 60, 0)}
        assert {note.award.person for note in notes} == {service.cast.bo}
        assert set(Award.objects.filter(edition=meant[0]).values_list("figure", flat=True)) == {60}, "as it was"
    assert not list(compare_figures())


def test_what_was_verified_after_it_came_out_was_never_in_it(honors: HonorLife, service: ServiceLife) -> None:
    service.verify(service.served())
    late = service.back_entry()
    _frozen(_edition(honors, service), service)
    with service.scope():
        for by in (service.cast.wu, service.cast.ada):
            hours.verify_record(record_id=late.pk, actor=actor(by), now=service.now + timedelta(days=501))
    _corrected(service, late, at=service.now + timedelta(days=502))
    with honors.scope():
        assert not EditionNote.objects.exists()


def test_a_second_correction_goes_on_from_the_first(honors: HonorLife, service: ServiceLife) -> None:
    records = [service.verify(service.served())]
    more = service.back_entry()
    service.verify(more)
    records.append(service.verify(more, service.cast.ada))
    _frozen(_edition(honors, service, period=PeriodKind.YEAR), service)
    for record in records:
        _corrected(service, record, at=service.now + timedelta(days=501))
    with honors.scope():
        figures = EditionNote.objects.order_by("pk").values_list("figure_before", "figure_after")
        assert list(figures) == [(120, 60), (60, 0)]


def test_a_refused_correction_notes_nothing(honors: HonorLife, service: ServiceLife) -> None:
    record = service.verify(service.served())
    _frozen(_edition(honors, service), service)
    with nothing_changes(), pytest.raises(ReasonMissing), service.scope():
        correct_record(record_id=record.pk, actor=actor(service.cast.wu), reason="", now=service.now)


def test_staff_can_add_a_word_to_what_has_come_out(honors: HonorLife, service: ServiceLife) -> None:
    edition = _edition(honors, service)
    with nothing_changes(), pytest.raises(NotOutYet), honors.scope():
        remark_on(edition=edition, text="漏了一位", actor=actor(honors.cast.ada), now=honors.now)
    _frozen(edition, service)
    with honors.scope():
        fresh = Edition.objects.get()
        remark_on(edition=fresh, text="漏了一位", actor=actor(honors.cast.ada), now=honors.now)
        assert EditionNote.objects.get().text == "漏了一位"
