"""The admin's library: the same rules for pictures, whichever way they come in; documents private on the disk."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from PIL import Image, ImageFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form, get_image_multi_form
from wagtail.models import Collection

from content_models.common.errors import DomainError
from media.models import CommunityDocument, CommunityImage, CommunityRendition
from media.sanitising import PhotoTooManyPixels
from tests.media.uploads import HTML, RED, SVG, TELLTALES, encoded, phone_photo, png_bomb

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(django_user_model):
    return django_user_model.objects.create(username="manager", is_superuser=True, is_staff=True)


def form_for(upload, manager, *, title="春节海报", instance=None):
    collection = Collection.get_first_root_node()
    data = {"title": title, "collection": collection.pk, "tags": ""}
    return get_image_form(CommunityImage)(data, {"file": upload} if upload else {}, instance=instance, user=manager)


def uploaded(content: bytes, name: str = "张三家门口.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def uploaded_to_disk(content: bytes, name: str) -> TemporaryUploadedFile:
    upload = TemporaryUploadedFile(name, "image/jpeg", len(content), None)
    upload.write(content)
    upload.seek(0)
    return upload


def test_the_library_is_ours():
    assert get_image_model() is CommunityImage
    assert CommunityImage.get_rendition_model() is CommunityRendition
    assert get_document_model() is CommunityDocument


@pytest.mark.parametrize(
    ("encoding", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("HEIF", "a.heic")]
)
def test_an_upload_through_the_form_is_stored_sanitised_under_a_name_of_ours(encoding, name, manager, public_shelf):
    form = form_for(uploaded(phone_photo(encoding, width=900, height=600), name), manager)
    assert form.is_valid(), form.errors
    image = form.save()
    image.refresh_from_db()
    ((stored_name, stored),) = public_shelf.files().items()
    assert image.file.name == stored_name
    assert stored_name.startswith("pictures/")
    assert stored_name.endswith(".jpg")
    assert [word for word in TELLTALES if word in stored] == []
    assert (image.width, image.height) == (900, 600)
    assert image.file_size == len(stored)
    assert image.file_hash == hashlib.sha1(stored).hexdigest()


def test_a_sideways_upload_has_the_size_it_is_shown_in(manager, public_shelf):
    from tests.media.uploads import camera_exif, two_halves

    sideways = encoded(two_halves(900, 600), "JPEG", exif=camera_exif(orientation=6))
    image = CommunityImage.objects.create(title="x", file=ContentFile(sideways, "x.jpg"))
    image.refresh_from_db()
    assert (image.width, image.height) == (600, 900)


def test_code_that_creates_a_picture_cannot_lead_around_it(public_shelf):
    image = CommunityImage.objects.create(title="x", file=ContentFile(phone_photo("JPEG"), "IMG_2041.jpg"))
    ((name, stored),) = public_shelf.files().items()
    assert "IMG_2041" not in name
    assert [word for word in TELLTALES if word in stored] == []
    image.refresh_from_db()
    assert image.file_size == len(stored)
    assert image.file_hash == hashlib.sha1(stored).hexdigest()


def test_writing_the_file_directly_cannot_lead_around_it_either(public_shelf):
    image = CommunityImage(title="x")
    image.file.save("IMG_2041.jpg", ContentFile(phone_photo("JPEG")), save=True)
    ((_name, stored),) = public_shelf.files().items()
    assert [word for word in TELLTALES if word in stored] == []
    with pytest.raises(DomainError):
        CommunityImage(title="x").file.save("x.jpg", ContentFile(HTML), save=False)
    assert len(public_shelf.files()) == 1


@pytest.mark.parametrize(
    "upload", [png_bomb(), SVG, HTML, phone_photo("JPEG")[:900]], ids=["bomb", "svg", "html", "cut"]
)
def test_what_is_no_photo_is_refused_in_the_form_and_nothing_is_stored(upload, manager, public_shelf):
    for name in ("x.jpg", "x.png", "x.svg"):
        form = form_for(uploaded(upload, name), manager)
        assert not form.is_valid()
        assert form.errors["file"]
    with pytest.raises(DomainError):
        CommunityImage.objects.create(title="x", file=ContentFile(upload, "x.jpg"))
    assert public_shelf.files() == {}
    assert not CommunityImage.objects.exists()


def test_a_bomb_is_not_unfolded_on_its_way_through_the_admin(manager, public_shelf, monkeypatch):
    def unfolded(image, *_args):
        raise AssertionError(f"decoded {image.size}")

    monkeypatch.setattr(ImageFile.ImageFile, "load", unfolded)
    assert not form_for(uploaded(png_bomb(), "x.png"), manager).is_valid()
    image = CommunityImage(title="x", file=ContentFile(png_bomb(), "x.png"))
    assert (image.width, image.height) == (10_000, 9_000)
    with pytest.raises(PhotoTooManyPixels):
        image.save()


def test_an_upload_is_encoded_once(manager, public_shelf, monkeypatch):
    form = form_for(uploaded(phone_photo("JPEG")), manager)
    assert form.is_valid(), form.errors
    monkeypatch.setattr("media.fields.sanitise_editorial_picture", lambda _content: pytest.fail("encoded again"))
    form.save()
    assert len(public_shelf.files()) == 1


def test_the_form_says_why_in_our_words(manager, public_shelf):
    form = form_for(uploaded(png_bomb(), "x.png"), manager)
    assert [error.code for error in form.errors["file"].as_data()] == ["photo_too_many_pixels"]


@pytest.mark.parametrize("arrived", [uploaded, uploaded_to_disk], ids=["in memory", "on disk"])
def test_an_upload_that_wagtail_keeps_for_later_is_clean_too(arrived, manager):
    # A title that is too long: Wagtail then stores the upload itself until the rest of the form is right.
    upload = arrived(phone_photo("JPEG"), "x.jpg")
    form = form_for(upload, manager, title="长" * 300)
    assert not form.is_valid()
    assert "file" not in form.errors
    kept = b"".join(upload.chunks())
    assert upload.size == len(kept)
    assert [word for word in TELLTALES if word in kept] == []
    assert Image.open(BytesIO(kept)).size == (640, 480)


def test_the_form_for_many_pictures_at_once_asks_for_words_only(manager, public_shelf):
    image = CommunityImage.objects.create(title="x", file=ContentFile(phone_photo("JPEG"), "x.jpg"))
    fields = get_image_multi_form(CommunityImage)(instance=image, user=manager).fields
    assert "title" in fields
    assert "file" not in fields


def test_editing_the_words_leaves_the_picture_alone(manager, public_shelf):
    image = CommunityImage.objects.create(title="x", file=ContentFile(phone_photo("JPEG"), "x.jpg"))
    before = public_shelf.files()
    form = form_for(None, manager, title="新标题", instance=image)
    assert form.is_valid(), form.errors
    form.save()
    image.refresh_from_db()
    assert image.title == "新标题"
    assert public_shelf.files() == before


def test_replacing_the_picture_removes_the_old_file(manager, public_shelf):
    image = CommunityImage.objects.create(title="x", file=ContentFile(phone_photo("JPEG"), "x.jpg"))
    (old,) = public_shelf.files()
    form = form_for(uploaded(phone_photo("JPEG", width=300, height=200)), manager, instance=image)
    assert form.is_valid(), form.errors
    form.save()
    image.refresh_from_db()
    ((new, stored),) = public_shelf.files().items()
    assert new != old
    assert (image.width, image.height, image.file_size) == (300, 200, len(stored))


def test_cuts_are_made_of_the_clean_picture(public_shelf):
    image = CommunityImage.objects.create(
        title="x", file=ContentFile(encoded(Image.new("RGB", (900, 600), RED), "WEBP"), "x.webp")
    )
    cut = image.get_rendition("fill-120x120")
    assert (cut.width, cut.height) == (120, 120)
    assert image.get_rendition("fill-120x120").pk == cut.pk
    assert len(public_shelf.files()) == 2


def test_the_screen_reader_gets_the_description(public_shelf):
    image = CommunityImage(title="IMG_2041", description="邻居们在包饺子")
    assert image.default_alt_text == "邻居们在包饺子"
    assert {"description", "credit", "people_agreed"} <= set(CommunityImage.admin_form_fields)


def test_a_document_lies_in_the_private_storage(manager, private_shelf):
    form = get_document_form(CommunityDocument)(
        {"title": "岗位说明", "collection": Collection.get_first_root_node().pk, "tags": ""},
        {"file": SimpleUploadedFile("岗位说明.pdf", b"%PDF-1.7 ...")},
        user=manager,
    )
    assert form.is_valid(), form.errors
    form.save()
    assert list(private_shelf.files().values()) == [b"%PDF-1.7 ..."]


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "script.js", "photo.jpg.exe"])
def test_a_document_that_a_browser_would_run_is_refused(name, manager, private_shelf):
    form = get_document_form(CommunityDocument)(
        {"title": "x", "collection": Collection.get_first_root_node().pk, "tags": ""},
        {"file": SimpleUploadedFile(name, HTML)},
        user=manager,
    )
    assert not form.is_valid()
    assert form.errors["file"]
    assert private_shelf.files() == {}


def test_deleting_a_picture_deletes_its_file_in_the_background(django_capture_on_commit_callbacks, run_jobs):
    # With the storage as configured: Wagtail hands its description to the background task, as JSON.
    image = CommunityImage.objects.create(title="x", file=ContentFile(phone_photo("JPEG"), "x.jpg"))
    storage, name = image.file.storage, image.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    run_jobs()
    assert not storage.exists(name)
