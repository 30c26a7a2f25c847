"""The kinds of pages, and what each has beside its blocks."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.fields import StreamField

from content_models.areas.models import CommunityKind
from content_models.common.scoped_keys import ScopedForeignKey
from content_models.pages.blocks import (
    case_figures,
    case_moments,
    contact_entries,
    honored_names,
    question_entries,
    service_entries,
)
from content_models.pages.forms import HonorRollPageForm
from content_models.pages.models.page import CommunityPage

_UNDER = ["pages.HomePage", "pages.SectionPage"]
_ON_TOP, _BODY = CommunityPage.content_panels[:2], CommunityPage.content_panels[2:]


class HomePage(CommunityPage):
    """首页: the first thing neighbours see; the root of the community's branch. Made once, with the community."""

    kind = "home"
    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = [
        "pages.SectionPage",
        "pages.NoticePage",
        "pages.ArticlePage",
        "pages.EventPage",
        "pages.CasePage",
        "pages.HonorRollPage",
        "pages.ContactListPage",
        "pages.ServiceListPage",
        "pages.QuestionPage",
    ]
    page_description = _("The first thing neighbours see.")
    # Its address is the community's: no slug, and a title that does not write one.
    promote_panels: ClassVar[list[Any]] = []
    content_panels: ClassVar[list[Any]] = [FieldPanel("title", classname="title"), *CommunityPage.content_panels[1:]]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class SectionPage(CommunityPage):
    """栏目: holds other pages and lists them."""

    kind = "section"
    parent_page_types: ClassVar[list[str]] = _UNDER
    subpage_types: ClassVar[list[str]] = HomePage.subpage_types
    page_description = _("Holds other pages and lists them, such as “News”.")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")


class ArticlePage(CommunityPage):
    """文章"""

    kind = "article"
    parent_page_types: ClassVar[list[str]] = _UNDER
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Tells a story or explains something.")

    byline = models.CharField(_("written by"), max_length=40, blank=True)
    content_panels: ClassVar[list[Any]] = [*_ON_TOP, FieldPanel("byline"), *_BODY]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class NoticePage(CommunityPage):
    """通知"""

    kind = "notice"
    parent_page_types: ClassVar[list[str]] = _UNDER
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Something everybody should know in time: no water, a vaccination day.")

    is_urgent = models.BooleanField(_("urgent"), default=False, help_text=_("Stands out on lists."))
    valid_until = models.DateField(
        _("matters until"), null=True, blank=True, help_text=_("After this day it is shown as over.")
    )
    content_panels: ClassVar[list[Any]] = [
        *_ON_TOP,
        FieldRowPanel([FieldPanel("is_urgent"), FieldPanel("valid_until")]),
        *_BODY,
    ]

    class Meta:
        verbose_name = _("notice to all")
        verbose_name_plural = _("notices to all")


class CasePage(CommunityPage):
    """案例: how something was solved, so that others can repeat it."""

    kind = "case"
    parent_page_types: ClassVar[list[str]] = _UNDER
    subpage_types: ClassVar[list[str]] = []
    page_description = _("How something was solved, so that others can do the same.")

    problem = models.TextField(_("what the matter was"), max_length=500, blank=True)
    way = models.TextField(_("what was done"), max_length=1000, blank=True, help_text=_("One step per line."))
    outcome = models.TextField(_("what came of it"), max_length=500, blank=True)
    steps = models.TextField(
        _("what to do when you meet this"),
        max_length=1000,
        blank=True,
        db_default="",
        help_text=_(
            "For neighbours elsewhere: what to begin with, whom to ask, what to look out for. One step per line."
        ),
    )
    category = models.CharField(
        _("kind of matter"),
        max_length=20,
        blank=True,
        db_default="",
        help_text=_("Such as a category of wishes. Other communities find the case by it."),
    )
    area_kind = models.CharField(
        _("kind of area"),
        max_length=20,
        choices=CommunityKind.choices,
        blank=True,
        db_default="",
        help_text=_("Empty: the community's own kind."),
    )
    figures = StreamField(case_figures(), blank=True, default="", db_default="[]", verbose_name=_("numbers"))
    moments = StreamField(
        case_moments(),
        blank=True,
        default="",
        db_default="[]",
        verbose_name=_("how it went"),
        help_text=_("Never with a name."),
    )
    # Whoever copies the page copies this too: without the wishes it came from, the copy can't go out.
    from_wishes = models.BooleanField(default=False, db_default=False, editable=False)

    content_panels: ClassVar[list[Any]] = [
        HelpPanel(template="cms/admin/case_agreements_panel.html", heading=_("Who agrees to it")),
        *_ON_TOP,
        FieldRowPanel([FieldPanel("category"), FieldPanel("area_kind")]),
        FieldPanel("problem"),
        FieldPanel("way"),
        FieldPanel("outcome"),
        FieldPanel("figures"),
        FieldPanel("moments"),
        FieldPanel("steps"),
        *_BODY,
    ]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")


class HonorRollPage(CommunityPage):
    """光荣榜: names in the order they are written in, never ranked."""

    kind = "honor_roll"
    parent_page_types: ClassVar[list[str]] = _UNDER
    subpage_types: ClassVar[list[str]] = []
    page_description = _("People to be thanked, without a rank.")

    roll = ScopedForeignKey(
        "honors.HonorRoll",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="pages",
        verbose_name=_("shows the roll"),
        help_text=_("Then the names come from there, edition by edition. Without one, write them below."),
    )
    period = models.CharField(_("for which time"), max_length=40, blank=True, help_text=_("Such as: October 2026"))
    names = StreamField(honored_names(), blank=True, verbose_name=_("names"))
    content_panels: ClassVar[list[Any]] = [
        *_ON_TOP,
        FieldPanel("roll"),
        FieldPanel("period"),
        FieldPanel("names"),
        *_BODY,
    ]
    base_form_class = HonorRollPageForm

    class Meta:
        verbose_name = _("honor roll")
        verbose_name_plural = _("honor rolls")


class EventKind(models.TextChoices):
    EVENT = "event", _("Event")
    MEETING = "meeting", _("Meeting")


class EventPage(CommunityPage):
    """活动, 会议"""

    kind = "event"
    parent_page_types: ClassVar[list[str]] = _UNDER
    subpage_types: ClassVar[list[str]] = []
    page_description = _("When and where neighbours meet, and what came of it.")

    event_kind = models.CharField(_("what it is"), max_length=10, choices=EventKind.choices, default=EventKind.EVENT)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=80, blank=True)
    contact = models.CharField(_("whom to ask"), max_length=80, blank=True)
    outcome = models.TextField(
        _("what came of it"), max_length=1000, blank=True, help_text=_("Filled in afterwards: what was agreed on.")
    )
    content_panels: ClassVar[list[Any]] = [
        *_ON_TOP,
        FieldPanel("event_kind"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("contact")]),
        FieldPanel("outcome"),
        *_BODY,
    ]

    class Meta:
        verbose_name = _("event or meeting")
        verbose_name_plural = _("events and meetings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gte=models.F("starts_at")),
                name="event_ends_after_it_begins",
                violation_error_message=_("It would end before it begins."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("It would end before it begins.")})


class ContactListPage(CommunityPage):
    """信息公示: who is responsible for what, and how to reach them."""

    kind = "contact_list"
    parent_page_types: ClassVar[list[str]] = _UNDER
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Who is responsible for what, and how to reach them.")

    contacts = StreamField(
        contact_entries(),
        blank=True,
        verbose_name=_("contacts"),
        help_text=_("Everybody can read this: only numbers of offices, and of people who have agreed to it."),
    )
    content_panels: ClassVar[list[Any]] = [*_ON_TOP, FieldPanel("contacts"), *_BODY]

    class Meta:
        verbose_name = _("contact list")
        verbose_name_plural = _("contact lists")


class ServiceListPage(CommunityPage):
    """资源清单, 服务清单: what there is, and how one gets it."""

    kind = "service_list"
    parent_page_types: ClassVar[list[str]] = _UNDER
    subpage_types: ClassVar[list[str]] = []
    page_description = _("What the community has to offer, and how one gets it.")

    services = StreamField(service_entries(), blank=True, verbose_name=_("resources and services"))
    content_panels: ClassVar[list[Any]] = [*_ON_TOP, FieldPanel("services"), *_BODY]

    class Meta:
        verbose_name = _("resource and service list")
        verbose_name_plural = _("resource and service lists")


class QuestionPage(CommunityPage):
    """问答: what people ask at the counter, answered once for all."""

    kind = "question"
    parent_page_types: ClassVar[list[str]] = _UNDER
    subpage_types: ClassVar[list[str]] = []
    page_description = _("What people ask at the counter, answered once for all.")

    questions = StreamField(question_entries(), blank=True, verbose_name=_("questions and answers"))
    content_panels: ClassVar[list[Any]] = [*_ON_TOP, FieldPanel("questions"), *_BODY]

    class Meta:
        verbose_name = _("question page")
        verbose_name_plural = _("question pages")
