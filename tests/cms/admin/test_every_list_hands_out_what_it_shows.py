"""Every register and list as .xlsx and .csv: the rows of its filter, of one's own communities, in harmless cells."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from django_scopes import scope
from wagtail.snippets.models import get_snippet_models

from content_models.people.models import User
from content_models.posts.models import PostType
from tests.cms.admin.acting import a_wish, an_application
from tests.support.service_life import ServiceLife

REGISTERS = ("wishes", "claims", "appointments", "memberships", "records", "activities", "redemptions", "transfers")
LISTS = ("posttype", "wishcategory", "reward", "merchant")


def address(name: str) -> str:
    if name in REGISTERS:
        return reverse(f"{name}_modeladmin_index")
    if name == "area":
        return reverse("linli_area:index")
    model = next(one for one in get_snippet_models() if one._meta.model_name == name)
    return reverse(model.snippet_viewset.get_url_name("list"))


@pytest.fixture(autouse=True)
def town(cast):
    """The same things happen in Pine Lane and next door; the names of Oak Court's say where."""
    pine, oak = (cast.pine, cast.anna, cast.bo, cast.wu), (cast.oak, cast.nia, cast.nia, cast.oskar)
    for place, resident, person, worker in (pine, oak):
        life = ServiceLife(cast, place)
        a_wish(place, resident, approved_by=worker, title=f"{place.community.name}的心愿")
        life.served()
        merchant, _max = life.merchant(place.community.name)
        life.give_points(person, 60)
        life.redeem(life.reward(name=f"{place.community.name}大米", merchant=merchant))
        an_application(place, person)


def lines(client, name: str, form: str, query: str = "") -> list[list[str]]:
    """The rows of a download as text, without its head."""
    answer = client.get(f"{address(name)}?export={form}&{query}")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    if form == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    return [["" if cell is None else str(cell) for cell in row] for row in page.values][1:]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("name", [*REGISTERS, *LISTS])
def test_ones_own_rows_and_nobody_elses(wu, name, form):
    rows = lines(wu, name, form)
    if name != "claims":
        assert rows
    assert not [row for row in rows if "橡树" in str(row) or "Nia" in str(row)]


@pytest.mark.parametrize("name", [*REGISTERS, *LISTS])
def test_both_forms_say_the_same_and_as_many_as_the_screen(wu, name):
    rows = lines(wu, name, "csv")
    assert rows == lines(wu, name, "xlsx")
    shown = wu.get(address(name)).context["object_list"]
    assert len(rows) == len(shown)


@pytest.mark.parametrize(
    ("name", "query", "kept"),
    [
        ("wishes", "state=open", 1),
        ("wishes", "state=rejected", 0),
        ("wishes", "q=没有这样的", 0),
        ("appointments", "state=applied", 1),
        ("memberships", "role=volunteer", 2),
        ("records", "grade=C", 0),
        ("records", "until=2020-01-01", 0),
        ("redemptions", "state=reserved", 1),
        ("transfers", "kind=earn", 1),
        ("activities", "state=cancelled", 0),
    ],
)
def test_what_the_filter_leaves_out_is_not_handed_out(wu, name, query, kept):
    assert len(lines(wu, name, "csv", query)) == kept
    assert len(lines(wu, name, "xlsx", query)) == kept


def test_who_works_for_nobody_gets_nothing(cast):
    vera = cast.client(cast.vera)
    for name in (*REGISTERS, *LISTS):
        assert vera.get(f"{address(name)}?export=csv").status_code in (302, 403, 404)


def test_the_districts_places_with_what_they_lie_in(dai, wu, cast):
    rows = lines(dai, "area", "csv")
    assert ["1栋", "楼栋", "松林", "松林花园", "", ""] in rows
    assert [row[:4] for row in rows] == [row[:4] for row in lines(dai, "area", "xlsx")]
    assert len(rows) == len(dai.get(address("area")).context["object_list"])
    assert wu.get(f"{address('area')}?export=csv").status_code in (302, 403, 404)


@pytest.mark.parametrize("words", ["=1+1", "+86", "-5", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "\t=1"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_nobodys_words_run_as_a_formula(wu, cast, words, form):
    with scope(community=cast.pine.community):
        PostType.objects.update(duties=words)
    (row,) = lines(wu, "posttype", form)
    assert row[1] == f"'{words}"


def test_no_download_holds_a_phone_a_name_or_a_door(wu, cast):
    """What is masked on the screen is masked in the sheet."""
    people = list(User.objects.exclude(phone=""))
    secrets = [secret for one in people for secret in (one.phone.removeprefix("+86"), one.full_name)]
    assert len(secrets) > 10
    for name in REGISTERS:
        text = str(lines(wu, name, "csv"))
        assert not [secret for secret in secrets if secret and secret in text], name
