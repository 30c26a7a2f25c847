"""Two communities' workers and Wagtail's screens for pages, pictures and documents: one's own and no others.

The addresses come from Wagtail itself: a screen that a new version adds is tried, too.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import get_resolver, reverse
from wagtail.models import Page

from cms.admin.open_doors import OPEN_OF_PAGES
from content_models.pages.models import CommunityPage
from content_models.pages.samples import block
from media.models import CommunityImage
from tests.support.page_life import PageLife

UNKNOWN = 987_654
SECRET = "橡树的秘密计划"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look at both communities."""


@pytest.fixture
def mine(cast) -> PageLife:
    return PageLife(cast)


@pytest.fixture
def theirs(cast, mine) -> PageLife:
    life = PageLife(cast, cast.oak)
    life.secret = life.add("article", SECRET, "secret")
    life.secret.save_revision()
    life.image, life.document = life.picture(SECRET), life.film()
    return life


def screens(space: str) -> list[tuple[str, list[str]]]:
    """Name and arguments of every address of a namespace."""
    found = next(
        one for one in get_resolver("wagtail.admin.urls").url_patterns if getattr(one, "namespace", "") == space
    )
    return [
        (f"{space}:{one.name}", list(one.pattern.converters or one.pattern.regex.groupindex))
        for one in found.url_patterns
    ]


VALUES = {
    "content_type_app_name": "pages",
    "content_type_model_name": "articlepage",
    "app_label": "pages",
    "model_name": "articlepage",
    "action_name": "approve",
    "task_state_id": 1,
    "task_id": 1,
    "workflow_state_id": 1,
    "revision_id": 1,
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "uploaded_file_id": 1,
    "filter_spec": "original",
}
PAGE_ARGUMENTS = {"page_id", "parent_page_id", "page_to_move_id", "pk"}


def address(name: str, arguments: list[str], number: int, named: set[str]) -> str:
    values = {one: number if one in named else VALUES.get(one, number) for one in arguments}
    return reverse(name, kwargs=values)


def of_pages() -> list[tuple[str, list[str]]]:
    return [(name, given) for name, given in screens("wagtailadmin_pages") if PAGE_ARGUMENTS & set(given)]


def test_there_are_screens_to_try():
    assert len(of_pages()) > 25
    assert {name.partition(":")[2] for name, _given in screens("wagtailadmin_pages")} >= OPEN_OF_PAGES


@pytest.mark.parametrize(("name", "arguments"), of_pages())
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_of_next_door_looks_like_none(wu, theirs, name, arguments, method):
    stranger = getattr(wu, method)(address(name, arguments, theirs.secret.pk, PAGE_ARGUMENTS))
    unknown = getattr(wu, method)(address(name, arguments, UNKNOWN, PAGE_ARGUMENTS))
    assert stranger.status_code == unknown.status_code == 404
    assert SECRET not in stranger.content.decode()


def test_her_own_are_there(wu, mine):
    page = mine.add("article", "自己的文章", "own")
    for name in ("edit", "history", "usage", "copy", "view_draft", "unpublish", "delete"):
        assert wu.get(reverse(f"wagtailadmin_pages:{name}", args=(page.pk,))).status_code in (200, 302), name
    assert wu.get(f"/admin/pages/{mine.home.pk}/").status_code == 200


LIBRARIES = [
    (space, name, given)
    for space, words in (("wagtailimages", {"image_id"}), ("wagtaildocs", {"document_id", "doc_id"}))
    for name, given in screens(space)
    if words & set(given)
]


@pytest.mark.parametrize(("space", "name", "arguments"), LIBRARIES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_picture_or_document_of_next_door_looks_like_none(wu, theirs, space, name, arguments, method):
    number = theirs.image.pk if space == "wagtailimages" else theirs.document.pk
    named = {"image_id", "document_id", "doc_id"}
    stranger = getattr(wu, method)(address(name, arguments, number, named))
    unknown = getattr(wu, method)(address(name, arguments, UNKNOWN, named))
    assert stranger.status_code == unknown.status_code == 404


def looked_at(mine: PageLife, theirs: PageLife) -> list[str]:
    """Every list, chooser and search that could show somebody else's."""
    image, document = theirs.image.pk, theirs.document.pk
    return [
        "/admin/pages/",
        f"/admin/pages/{mine.home.pk}/",
        f"/admin/pages/{mine.home.pk}/?q={SECRET}",
        f"/admin/pages/search/?q={SECRET}",
        f"/admin/pages/search/results/?q={SECRET}",
        "/admin/choose-page/",
        f"/admin/choose-page/{mine.home.pk}/",
        "/admin/choose-page/?page_type=pages.ArticlePage",
        f"/admin/choose-page/search/?q={SECRET}",
        f"/admin/choose-page/chosen-multiple/?id={theirs.secret.pk}",
        f"/admin/choose-page/{theirs.home.pk}/",
        "/admin/images/",
        f"/admin/images/?q={SECRET}",
        "/admin/images/chooser/",
        f"/admin/images/chooser/?q={SECRET}",
        f"/admin/images/chooser/results/?q={SECRET}",
        f"/admin/images/chooser/chosen/{image}/",
        f"/admin/images/chooser/chosen-multiple/?id={image}",
        f"/admin/images/?collection_id={theirs.site.collection_id}",
        "/admin/documents/",
        f"/admin/documents/chooser/chosen/{document}/",
        "/admin/documents/chooser/",
        f"/admin/bulk/wagtailcore/page/delete/?id={theirs.secret.pk}",
        f"/admin/bulk/wagtailcore/page/unpublish/?id={theirs.secret.pk}",
        f"/admin/bulk/media/communityimage/delete/?id={image}",
        f"/admin/bulk/media/communitydocument/delete/?id={document}",
        f"/admin/pages/{mine.home.pk}/edit/",
        f"/admin/pages/add/pages/articlepage/{mine.home.pk}/",
        f"/admin/pages/{mine.home.pk}/history/",
        f"/admin/pages/{mine.home.pk}/usage/",
        "/admin/look/",
        "/admin/page-approvals/",
        "/admin/",
    ]


@pytest.mark.parametrize("who", ["wu", "ada"])
def test_no_list_chooser_or_search_shows_it(cast, mine, theirs, who):
    theirs.document.title = SECRET
    theirs.document.save()
    client = cast.client(getattr(cast, who))
    for address in looked_at(mine, theirs):
        answer = client.get(address)
        assert answer.status_code in (200, 302, 404), address
        # What was searched for is said again; nothing more.
        asked = f"q={SECRET}" in address
        shown = answer.content.decode()
        shown = shown.replace(SECRET, "") if asked else shown
        assert SECRET not in shown, address
        assert f"/pages/{theirs.secret.pk}/" not in shown, address
        assert f"/images/{theirs.image.pk}/" not in shown, address
        assert "橡树" not in shown, address


def test_the_neighbours_are_no_names_in_a_filter(wu, cast, mine, theirs):
    theirs.secret.owner = cast.oskar
    theirs.secret.save()
    assert "Oskar" not in wu.get(f"/admin/pages/{mine.home.pk}/").content.decode()


def test_who_works_for_both_sees_both(dai, mine, theirs):
    shown = dai.get("/admin/pages/", follow=True).content.decode()
    assert "松林" in shown
    assert "橡树" in shown
    assert dai.get(f"/admin/pages/{theirs.secret.pk}/edit/").status_code == 200


def page_form(page: Any, **changes: Any) -> dict[str, Any]:
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": "",
        "cover": "",
        "body-count": "0",
        "show_in_menus": "on",
        "byline": "",
        **changes,
    }


def test_a_forged_picture_or_page_is_no_choice_and_says_nothing(wu, mine, theirs):
    page = mine.add("article", "文章", "own")
    form = page_form(page, cover=str(theirs.image.pk), title="")
    answer = wu.post(f"/admin/pages/{page.pk}/edit/", form)
    assert SECRET not in answer.content.decode()
    form = page_form(page) | {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "picture",
        "body-0-id": "",
        "body-0-value-picture": str(theirs.image.pk),
        "body-0-value-caption": "",
    }
    answer = wu.post(f"/admin/pages/{page.pk}/edit/", form)
    assert SECRET not in answer.content.decode()
    # A draft may lack a picture; it does not have hers.
    draft = CommunityPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [one.value["picture"] for one in draft.body] in ([], [None])


@pytest.mark.parametrize("target", ["secret", "home"])
def test_nothing_is_copied_or_moved_next_door(wu, mine, theirs, target):
    page = mine.add("article", "文章", "own")
    there = getattr(theirs, target).pk
    before = list(Page.objects.order_by("pk").values_list("pk", "path"))
    form = {"new_title": "混进去", "new_slug": "sneak", "new_parent_page": str(there)}
    assert wu.post(f"/admin/pages/{page.pk}/copy/", form).status_code == 404
    assert wu.post(f"/admin/pages/{page.pk}/move/{there}/confirm/").status_code == 404
    assert wu.post(f"/admin/bulk/wagtailcore/page/move/?id={page.pk}", {"chooser": str(there)}).status_code == 404
    assert list(Page.objects.order_by("pk").values_list("pk", "path")) == before


def test_a_block_that_names_next_doors_things_shows_nothing_on_the_phone(client, mine, theirs):
    mine.show(
        block("picture", picture=theirs.image.pk, caption="偷看"),
        block("button", label="去看", link={"page": theirs.secret.pk}, style="main"),
        block("video", heading="", file=theirs.document.pk, poster=None),
        block("text", heading="", text=f'<p><a linktype="page" id="{theirs.secret.pk}">看</a></p>'),
    )
    page = client.get("/api/v1/communities/pine/pages/home").json()
    assert [one["type"] for one in page["blocks"]] == ["text"]
    assert page["blocks"][0]["text"][0]["spans"][0]["link"] is None
    assert client.get(f"/api/v1/communities/pine/files/{theirs.document.pk}").status_code == 404


def test_a_link_of_a_text_to_next_doors_page_has_no_address_in_the_editor(wu, mine, theirs):
    own = mine.add("article", "自己的", "own")
    links = "".join(f'<a linktype="page" id="{page.pk}">看</a>' for page in (theirs.secret, own))
    mine.show(block("text", heading="", text=f"<p>{links}</p>"))
    shown = wu.get(f"/admin/pages/{mine.home.pk}/edit/").content.decode()
    assert "/c/pine/pages/own" in shown
    assert "/c/oak" not in shown


def test_a_document_is_handed_out_where_it_lies_and_nowhere_else(cast, client, mine, theirs):
    address = theirs.document.url
    assert cast.client(cast.oskar).get(address).status_code == 200
    nobody = address.replace(str(theirs.document.pk), str(UNKNOWN))
    for reader in (client, cast.client(cast.wu), cast.client(cast.nia)):
        assert reader.get(address).status_code == reader.get(nobody).status_code == 404


def test_an_upload_lands_in_the_own_library(wu, mine, theirs):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.media.uploads import phone_photo

    form = {
        "title": "我们的集市",
        "file": SimpleUploadedFile("x.jpg", phone_photo("JPEG"), content_type="image/jpeg"),
        "collection": str(theirs.site.collection_id),
        "tags": "",
        "description": "",
        "credit": "",
    }
    wu.post("/admin/images/add/", form)
    assert CommunityImage.objects.get(title="我们的集市").collection == mine.site.collection


def test_a_role_that_ended_takes_the_pages_along(cast, mine):
    from content_models.people.models import Membership

    wu = cast.client(cast.wu)
    edit = f"/admin/pages/{mine.home.pk}/edit/"
    assert wu.get(edit).status_code == 200
    Membership.objects.filter(user=cast.wu).update(state="ended")
    assert wu.get(edit).status_code in (302, 404)
    assert not cast.wu.groups.filter(name__startswith="linli page").exists()
