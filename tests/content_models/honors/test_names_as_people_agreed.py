"""Who is honoured is named as she agreed to, and not at all before she was asked."""

from __future__ import annotations

from typing import Any

import pytest

from content_models.honors.actions import AddressMissing, choose_display, withdraw_display
from content_models.honors.models import DisplayConsent
from content_models.honors.names import in_order, short_name, shown_names
from content_models.people.models import User
from tests.support.cast import actor, make_person
from tests.support.honor_life import HonorLife
from tests.support.unchanged import nothing_changes


def _shown(honors: HonorLife, person: User) -> tuple[str, str]:
    name = shown_names([person.pk], community=honors.community)[person.pk]
    return name.kind, name.text


def test_who_was_never_asked_is_withheld(honors: HonorLife) -> None:
    assert _shown(honors, honors.cast.bo)[0] == "withheld"
    assert "Bo" not in _shown(honors, honors.cast.bo)[1]


def test_each_choice_shows_what_it_says(honors: HonorLife) -> None:
    bo = honors.cast.bo
    bo.full_name = "王大勇"
    bo.save()
    honors.agree(bo)
    assert _shown(honors, bo) == ("full", "王大勇")
    honors.agree(bo, "short", "shifu")
    assert _shown(honors, bo) == ("short", "王师傅")
    honors.agree(bo, "badge")
    kind, text = _shown(honors, bo)
    assert kind == "badge"
    assert "王" not in text
    honors.agree(bo, "no")
    assert _shown(honors, bo)[0] == "withheld"


def test_taking_it_back_withholds_the_name_at_once(honors: HonorLife) -> None:
    honors.agree(honors.cast.bo)
    withdraw_display(actor=actor(honors.cast.bo), now=honors.now)
    withdraw_display(actor=actor(honors.cast.bo), now=honors.now)
    assert _shown(honors, honors.cast.bo)[0] == "withheld"


def test_choosing_anew_keeps_what_was_agreed_to_before(honors: HonorLife) -> None:
    bo = honors.cast.bo
    honors.agree(bo)
    honors.agree(bo)
    honors.agree(bo, "badge")
    rows = DisplayConsent.objects.filter(person=bo).order_by("pk").values_list("choice", "withdrawn_at")
    assert list(rows) == [("full", honors.now), ("badge", None)]


def test_a_short_name_needs_an_address(honors: HonorLife) -> None:
    with nothing_changes(), pytest.raises(AddressMissing):
        choose_display(actor=actor(honors.cast.bo), choice="short", now=honors.now)


def test_everybody_who_was_asked_for_is_in_the_answer(honors: HonorLife, django_assert_num_queries: Any) -> None:
    people = [honors.cast.bo.pk, honors.cast.anna.pk, honors.cast.wu.pk]
    honors.agree(honors.cast.anna)
    with django_assert_num_queries(2):
        assert set(shown_names(people, community=honors.community)) == set(people)


@pytest.mark.parametrize(
    ("name", "address", "short"),
    [
        ("欧阳娜", "teacher", "欧阳老师"),
        ("司马", "mr", "司先生"),
        ("王大勇", "shifu", "王师傅"),
        ("Maria Lopez", "ms", "Maria L."),
        ("阿勇", "", "阿"),
    ],
)
def test_short_names(name: str, address: str, short: str) -> None:
    assert short_name(name, address) == short


def test_names_stand_in_the_order_of_pinyin_with_surnames_read_as_surnames(honors: HonorLife) -> None:
    people = {}
    for number, name in enumerate(["郑一", "单晓红", "翟敏", "仇英", "安国", "闫丽", "曾强"], 50):
        person = make_person(f"p{number}", number)
        person.full_name = name
        person.save()
        honors.agree(person)
        people[person.pk] = name
    names = shown_names([*people, honors.cast.vera.pk], community=honors.community)
    shown = [people.get(pk) for pk in in_order(names)]
    assert shown == ["安国", "仇英", "单晓红", "闫丽", "曾强", "翟敏", "郑一", None]
