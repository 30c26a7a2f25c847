"""The admin speaks Chinese until its reader chooses English; her own account asks for nothing else."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile


def test_it_begins_in_chinese(wu):
    page = wu.get("/admin/wishes/").content.decode()
    assert '<html lang="zh-hans"' in page
    assert "心愿" in page


def test_she_switches_to_english_and_back(wu):
    answer = wu.post(
        "/admin/account/",
        {
            "locale-preferred_language": "en",
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
        },
    )
    assert answer.status_code == 302, answer.context["panels_by_tab"]
    page = wu.get("/admin/wishes/").content.decode()
    assert '<html lang="en"' in page
    assert "Write one down for somebody" in page


def test_the_account_asks_neither_for_names_nor_for_a_portrait(wu):
    page = wu.get("/admin/account/").content.decode()
    assert "locale-preferred_language" in page
    for field in ("name_email-", "avatar-avatar", "notifications-"):
        assert f'name="{field}' not in page


def test_a_portrait_that_is_sent_anyway_is_not_kept(wu, cast):
    picture = SimpleUploadedFile("me.svg", b"<svg/>", "image/svg+xml")
    wu.post("/admin/account/", {"avatar-avatar": picture, "locale-preferred_language": "en"})
    profile = getattr(type(cast.wu).objects.get(pk=cast.wu.pk), "wagtail_userprofile", None)
    assert profile is None or not profile.avatar
