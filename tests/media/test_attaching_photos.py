"""A photo is used once, by the person who sent it; several at a time all or none."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from media.actions import UnknownPhoto, attach_photos, store_photo
from media.models import Photo
from tests.media.uploads import phone_photo

pytestmark = pytest.mark.django_db

UPLOAD = phone_photo("JPEG", width=60, height=40)


@pytest.fixture
def three_photos(ana, now, private_shelf):
    return [store_photo(owner=ana, content=UPLOAD, now=now) for _ in range(3)]


def used_ids() -> set[UUID]:
    return set(Photo.objects.exclude(attached_at=None).values_list("pk", flat=True))


def test_they_come_back_used_and_in_the_order_asked_for(ana, now, three_photos):
    first, second, third = (photo.pk for photo in three_photos)
    attached = attach_photos(ids=[third, first, second], owner=ana, now=now)
    assert [photo.pk for photo in attached] == [third, first, second]
    assert all(photo.attached_at == now for photo in attached)
    assert used_ids() == {first, second, third}


def test_no_photos_are_fine(ana, now):
    assert attach_photos(ids=[], owner=ana, now=now) == []


def test_a_used_photo_is_refused_and_its_moment_stays(ana, now, three_photos):
    used, fresh, _ = (photo.pk for photo in three_photos)
    attach_photos(ids=[used], owner=ana, now=now)
    with pytest.raises(UnknownPhoto) as refusal:
        attach_photos(ids=[fresh, used], owner=ana, now=now + timedelta(hours=1))
    assert refusal.value.code == "unknown_photo"
    assert set(refusal.value.fields) == {"photos"}
    assert used_ids() == {used}
    assert Photo.objects.get(pk=used).attached_at == now


def test_somebody_elses_photo_is_refused_like_one_that_does_not_exist(ana, bo, now, three_photos):
    said = []
    for stranger in (three_photos[0].pk, uuid4()):
        with pytest.raises(UnknownPhoto) as refusal:
            attach_photos(ids=[stranger], owner=bo, now=now)
        said.append(str(refusal.value))
    assert said[0] == said[1]
    assert used_ids() == set()


def test_one_unknown_id_refuses_them_all(ana, now, three_photos):
    with pytest.raises(UnknownPhoto):
        attach_photos(ids=[three_photos[0].pk, uuid4()], owner=ana, now=now)
    assert used_ids() == set()


def test_the_same_photo_twice_is_refused(ana, now, three_photos):
    with pytest.raises(UnknownPhoto):
        attach_photos(ids=[three_photos[0].pk, three_photos[0].pk], owner=ana, now=now)
    assert used_ids() == set()


def test_a_photo_without_an_owner_belongs_to_nobody(now, three_photos):
    Photo.objects.update(owner=None)
    with pytest.raises(UnknownPhoto):
        attach_photos(ids=[three_photos[0].pk], owner=None, now=now)
    assert used_ids() == set()


def test_the_database_refuses_a_photo_that_was_used_before_it_was_sent(now, three_photos):
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.update(attached_at=now - timedelta(seconds=1))
    assert used_ids() == set()


def test_the_database_refuses_a_photo_without_a_picture(three_photos):
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.update(width=0)
