"""Places by the way down to them: new, moved on the map, or there already; and what is wrong with a row."""

from __future__ import annotations

import pytest
from django_scopes import scope

from content_models.areas.actions import add_area
from content_models.areas.models import Area
from content_models.sheets.states import SheetKind, SheetState
from tests.content_models.sheets.paper import counts, csv, words, xlsx
from tests.support.unchanged import nothing_changes

HEAD = ["小区", "楼栋", "纬度", "经度"]
AREAS = SheetKind.AREAS


def names(cast) -> list[str]:
    return list(Area.objects.filter(community=cast.pine.community).order_by("path").values_list("name", flat=True))


def test_new_places_stand_below_the_places_of_their_rows(desk, cast):
    sheet = desk.take_in(
        AREAS,
        xlsx([HEAD, ["松林花园", "3栋"], ["新苑", "1栋", 22.51, 114.01], ["新苑"], ["松林花园", 4]]),
    )
    assert (sheet.state, counts(sheet)) == (SheetState.DONE, (4, 0, 0))
    assert names(cast) == ["松林", "松林花园", "1栋", "2栋", "3栋", "4", "松林北苑", "9栋", "新苑", "1栋"]
    assert Area.find_problems() == ([], [], [], [], [])
    new = Area.objects.get(community=cast.pine.community, name="新苑")
    (building,) = Area.objects.filter(path__startswith=new.path, level__key="building")
    assert (building.latitude, building.longitude, building.community) == (22.51, 114.01, cast.pine.community)


def test_the_tree_goes_on_growing_by_hand_afterwards(desk, cast):
    desk.take_in(AREAS, xlsx([HEAD, ["松林花园", "3栋"]]))
    with scope(community=cast.pine.community):
        add_area(parent=cast.pine.estate, level=cast.pine.building_1.level, name="4栋")
    desk.take_in(AREAS, xlsx([HEAD, ["松林花园", "5栋"]]))
    assert names(cast)[1:7] == ["松林花园", "1栋", "2栋", "3栋", "4栋", "5栋"]
    assert Area.find_problems() == ([], [], [], [], [])


def test_the_same_file_again_changes_nothing(desk):
    content = xlsx([HEAD, ["新苑"], ["新苑", "1栋", 22.51, 114.01]])
    desk.take_in(AREAS, content)
    places = list(Area.objects.order_by("path").values())
    again = desk.check(AREAS, content)
    assert counts(again) == (0, 0, 2)
    assert not again.is_ready
    assert list(Area.objects.order_by("path").values()) == places


def test_a_place_moves_on_the_map_and_an_empty_cell_leaves_it_where_it_is(desk, cast):
    sheet = desk.take_in(AREAS, xlsx([HEAD, ["松林花园", None, 22.9, 114.9], ["松林北苑"]]))
    assert counts(sheet) == (0, 1, 1)
    cast.pine.estate.refresh_from_db()
    cast.pine.far_estate.refresh_from_db()
    assert (cast.pine.estate.latitude, cast.pine.estate.longitude) == (22.9, 114.9)
    assert (cast.pine.far_estate.latitude, cast.pine.far_estate.longitude) == (22.52, 114.02)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["橡树花园", "9栋"]], "A2: “橡树花园” (小区) lies in 橡树, not here."),
        ([["无名苑", "9栋"]], "A2: There is no “无名苑” (小区) here yet. Please give it a row of its own."),
        ([[None, None, 22.5, 114]], "2: No place is named in this row."),
        ([["新苑", None, 22.5, None]], "D2: Latitude and longitude belong together."),
        ([["新苑", None, 122.5, 114]], "C2: The number must lie between -90 and 90."),
        ([["新苑", None, "北", 114]], "C2: A number belongs here, not “北”."),
        ([["新苑"], ["松林花园"], ["新苑"]], "4: The same as in row 2. Please delete one of them."),
        ([["苑" * 61]], "A2: Too long: at most 60 characters."),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_nothing_changes(desk, rows, said):
    before = list(Area.objects.values())
    sheet = desk.check(AREAS, xlsx([HEAD, *rows]))
    assert words(sheet) == [said]
    assert not sheet.is_ready
    assert list(Area.objects.values()) == before


def test_a_row_of_another_community_is_refused(desk):
    sheet = desk.check(AREAS, xlsx([["社区", *HEAD], ["橡树", "新苑"], ["松林", "新苑"]]))
    assert words(sheet) == ["A2: This row says “橡树”, but this sheet is for “松林”."]


def test_a_bad_parent_gives_its_children_no_problem(desk):
    sheet = desk.check(AREAS, xlsx([HEAD, ["新苑", None, "北", 114], ["新苑", "1栋"], ["新苑", "2栋"]]))
    assert words(sheet) == ["C2: A number belongs here, not “北”."]


def test_columns_may_stand_in_any_order_and_language(desk, cast):
    sheet = desk.take_in(
        AREAS, csv([["longitude", "楼栋", "Latitude", "小区"], ["114.1", "3栋", "22.6", "松林花园"]]), "a.csv"
    )
    assert counts(sheet) == (1, 0, 0)
    assert names(cast)[4] == "3栋"


def test_the_number_of_queries_does_not_grow_with_the_rows(desk, django_assert_max_num_queries):
    def rows(number: int) -> bytes:
        return xlsx([HEAD, *(["松林花园", f"{one}号楼"] for one in range(number))])

    sheet = desk.check(AREAS, rows(400))
    desk.start(sheet)
    with django_assert_max_num_queries(60):
        desk.work()
    assert desk.again(sheet).state == SheetState.DONE


def test_a_sheet_with_problems_is_not_started(desk):
    from content_models.sheets.actions import HasProblems

    sheet = desk.check(AREAS, xlsx([HEAD, ["橡树花园", "9栋"]]))
    with nothing_changes(), pytest.raises(HasProblems):
        desk.start(sheet)
