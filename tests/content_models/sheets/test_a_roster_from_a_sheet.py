"""Who holds which post or chief role, by phone: numbers nobody proved are invited, known people stay who they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_scopes import scope

from content_models.common.clock import local_day, utc_now
from content_models.people.accounts import welcome
from content_models.people.models import Invitation, InvitationState, Membership, Notice, User
from content_models.posts.actions import apply_for_post
from content_models.posts.jobs import end_terms
from content_models.posts.models import Appointment
from content_models.sheets.states import SheetKind, SheetState
from tests.content_models.sheets.paper import Desk, counts, words, xlsx
from tests.support.cast import actor

HEAD = ["姓名", "电话", "岗位或长", "地点", "任期到"]
ROSTER = SheetKind.ROSTER
OTHER_NAME = "B2: This number belongs to somebody of another name here. Which is right?"
SHORTENED = "B2: Excel has shortened this number to 1.99E+10; its last digits are lost. Please type it again."
NEW_PHONE = 13900001111
BO, BEA, CHEN, WU, NIA = (f"19900{number:06d}" for number in (2, 3, 4, 5, 8))


def living(**of) -> list[Appointment]:
    return list(Appointment.objects.living().filter(**of).order_by("id"))


def waiting() -> list[tuple[str, str, str]]:
    """Who is invited to what, where."""
    open_ones = Invitation.objects.open(now=utc_now()).select_related("area").order_by("id")
    return [(one.name, one.target_name, one.area.name) for one in open_ones]


def said(sheet) -> list[str]:
    return [note["en"] for note in sheet.notes]


def test_a_number_that_nobody_proved_is_invited_and_bound_to_nobody(desk, cast):
    content = xlsx([HEAD, ["王秀兰", NEW_PHONE, "楼栋长", "松林花园/2栋", None]])
    (told,) = said(desk.check(ROSTER, content))
    assert told.startswith("People who have no role here yet: 1. Whoever has not signed in")
    sheet = desk.take_in(ROSTER, content)
    assert (sheet.state, counts(sheet)) == (SheetState.DONE, (1, 0, 0))
    assert said(sheet) == ["Invited, waiting for the first sign-in: 1. They stand under “Invitations” until then."]
    assert User.objects.by_phone(f"+86{NEW_PHONE}") is None
    assert waiting() == [("王秀兰", "楼栋长", "2栋")]
    assert not living(area=cast.pine.building_2)


def test_who_proves_the_number_takes_it_up_at_once(desk, cast):
    rows = [
        ["王秀兰", NEW_PHONE, "楼栋长", "松林花园/2栋", "2030-12-31"],
        ["王秀兰", NEW_PHONE, "邻里互助岗", None, None],
    ]
    desk.take_in(ROSTER, xlsx([HEAD, *rows]))
    person = welcome(phone=f"+86{NEW_PHONE}", now=utc_now())
    chief, helper = living(person=person)
    assert (chief.area, chief.chief_role.name, chief.decided_by) == (cast.pine.building_2, "楼栋长", cast.wu)
    assert (helper.post, helper.ends_on, chief.ends_on.isoformat()) == (cast.pine.post, None, "2030-12-31")
    roles = dict(Membership.objects.filter(user=person).values_list("role", "ends_on"))
    assert roles == {"chief": chief.ends_on, "volunteer": None}
    assert (person.full_name, waiting()) == ("王秀兰", [])
    assert counts(desk.check(ROSTER, xlsx([HEAD, *rows]))) == (0, 0, 2)


def test_an_account_for_a_number_nobody_proved_is_no_ones_either(desk, cast):
    User.objects.filter(pk=cast.nia.pk).update(phone_verified_at=None)
    desk.take_in(ROSTER, xlsx([HEAD, ["赵Nia", NIA, "邻里互助岗", None, None]]))
    assert not living(person=cast.nia)
    assert waiting() == [("赵Nia", "邻里互助岗", "松林")]


def test_the_post_was_filled_before_she_came(desk, cast):
    desk.take_in(ROSTER, xlsx([HEAD, ["王秀兰", NEW_PHONE, "邻里互助岗", None, None]]))
    desk.take_in(ROSTER, xlsx([HEAD, ["赵Bo", BO, "邻里互助岗", None, None]]))
    type(cast.pine.post).objects.filter(pk=cast.pine.post.pk).update(wanted=1)
    person = welcome(phone=f"+86{NEW_PHONE}", now=utc_now())
    assert not living(person=person)
    assert Invitation.objects.get(person=person).state == InvitationState.LAPSED


def test_the_same_file_again_changes_nothing(desk):
    content = xlsx([HEAD, ["王秀兰", NEW_PHONE, "楼栋长", "2栋", None], ["赵Bo", BO, "邻里互助岗", None, "2030-12-31"]])
    desk.take_in(ROSTER, content)
    assert counts(desk.check(ROSTER, content)) == (0, 0, 2)


def test_what_a_known_person_said_of_herself_stays(desk, cast):
    desk.take_in(ROSTER, xlsx([HEAD, ["别的名字", NIA, "邻里互助岗", None, None]]))
    cast.nia.refresh_from_db()
    assert cast.nia.full_name == "赵Nia"
    assert len(living(person=cast.nia)) == 1


def test_a_longer_term_is_a_change(desk, cast):
    desk.take_in(ROSTER, xlsx([HEAD, ["赵Bo", BO, "邻里互助岗", None, "2030-12-31"]]))
    sheet = desk.take_in(ROSTER, xlsx([HEAD, ["赵Bo", BO, "邻里互助岗", None, "2031-12-31"]]))
    assert counts(sheet) == (0, 1, 0)
    assert Appointment.objects.get(person__nickname="Bo").ends_on.isoformat() == "2031-12-31"
    assert counts(desk.check(ROSTER, xlsx([HEAD, ["赵Bo", BO, "邻里互助岗", None, None]]))) == (0, 0, 1)


def test_a_longer_term_of_somebody_invited_is_a_change_too(desk):
    desk.take_in(ROSTER, xlsx([HEAD, ["王秀兰", NEW_PHONE, "楼栋长", "2栋", "2030-12-31"]]))
    sheet = desk.take_in(ROSTER, xlsx([HEAD, ["王秀兰", NEW_PHONE, "楼栋长", "2栋", "2031-12-31"]]))
    assert counts(sheet) == (0, 1, 0)
    assert Invitation.objects.get().ends_on.isoformat() == "2031-12-31"


def test_the_day_after_its_last_day_a_term_ends(desk, cast):
    last = local_day(utc_now()) + timedelta(days=3)
    desk.take_in(ROSTER, xlsx([HEAD, ["王秀兰", NEW_PHONE, "楼栋长", "2栋", last.isoformat()]]))
    person = welcome(phone=f"+86{NEW_PHONE}", now=utc_now())
    end_terms(now=utc_now() + timedelta(days=3))
    assert living(person=person)
    end_terms(now=utc_now() + timedelta(days=4))
    assert not living(person=person)
    assert Membership.objects.get(user=person).state == "ended"
    assert Notice.objects.filter(user=person, kind="appointment_over").count() == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["赵Bo", BO, "夜班岗", None, None], "C2: There is no post and no chief role called “夜班岗” here."),
        (["赵Bo", BO, "楼栋长", "松林花园", None], "D2: This chief role belongs to another kind of place."),
        (["赵Bo", BO, "楼栋长", "88栋", None], "D2: There is no place called “88栋” here."),
        (["赵Bo", BO, "楼栋长", "橡树花园/1栋", None], "D2: There is no place called “橡树花园/1栋” here."),
        (["赵Wu", WU, "邻里互助岗", None, None], "B2: This is you: nobody appoints herself. Please ask a colleague."),
        (["李四", BO, "邻里互助岗", None, None], OTHER_NAME),
        (["赵Bo", BO, "邻里互助岗", None, "2020-01-01"], "E2: This day is over already."),
        (["赵Bo", "1.99E+10", "邻里互助岗", None, None], SHORTENED),
        ([None, BO, "邻里互助岗", None, None], "A2: This is missing."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(desk, row, said):
    before = list(Appointment.objects.values()), list(User.objects.values_list("pk", flat=True))
    assert words(desk.check(ROSTER, xlsx([HEAD, row]))) == [said]
    assert (list(Appointment.objects.values()), list(User.objects.values_list("pk", flat=True))) == before


def test_several_places_of_one_name_have_to_be_told_apart(desk, cast):
    desk.take_in(SheetKind.AREAS, xlsx([["小区", "楼栋"], ["松林北苑", "1栋"]]))
    sheet = desk.check(ROSTER, xlsx([HEAD, ["赵Bo", BO, "楼栋长", "1栋", None]]))
    assert words(sheet) == ["D2: Several places are called “1栋”: please write one of 松林花园/1栋、松林北苑/1栋."]


def test_a_post_is_not_filled_over_the_number_wanted(desk):
    rows = [[f"王{number}", 13900002220 + number, "邻里互助岗", None, None] for number in range(3)]
    assert words(desk.check(ROSTER, xlsx([HEAD, *rows]))) == [
        "C4: All places of this post are taken. You can raise the number wanted first."
    ]


def test_who_has_applied_waits_for_an_answer(desk, cast):
    with scope(community=cast.pine.community):
        apply_for_post(actor=actor(cast.bo), community=cast.pine.community, post=cast.pine.post, now=utc_now())
    sheet = desk.check(ROSTER, xlsx([HEAD, ["赵Bo", BO, "邻里互助岗", None, None]]))
    assert words(sheet) == ["C2: This person's application waits for your answer under “Appointments”."]


def test_what_changed_between_check_and_import_stops_all_of_it(desk, cast):
    rows = [["王秀兰", NEW_PHONE, "楼栋长", "2栋", None], ["赵Bo", BO, "邻里互助岗", None, None]]
    sheet = desk.check(ROSTER, xlsx([HEAD, *rows]))
    desk.start(sheet)
    with scope(community=cast.pine.community):
        apply_for_post(actor=actor(cast.bo), community=cast.pine.community, post=cast.pine.post, now=utc_now())
    desk.work()
    sheet = desk.again(sheet)
    assert (sheet.state, sheet.problem_count) == (SheetState.CHECKED, 1)
    assert waiting() == []


def test_who_may_no_longer_work_here_imports_nothing(desk, cast):
    sheet = desk.check(ROSTER, xlsx([HEAD, ["王秀兰", NEW_PHONE, "楼栋长", "2栋", None]]))
    desk.start(sheet)
    Membership.objects.filter(user=cast.wu).update(state="ended")
    desk.work()
    assert desk.again(sheet).state == SheetState.CHECKED
    assert waiting() == []


def test_next_door_the_same_post_name_is_another_post(cast, work):
    next_door = Desk(cast.oak, cast.oskar, work)
    next_door.take_in(ROSTER, xlsx([HEAD, ["赵Bo", BO, "邻里互助岗", None, None]]))
    (held,) = living(person=cast.bo)
    assert (held.community, held.post) == (cast.oak.community, cast.oak.post)
