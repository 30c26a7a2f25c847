"""单行本, the district's side: its templates, their posts, publishing a version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django_scopes import scopes_disabled
from wagtail.admin import messages

from cms.admin.icons import drawn
from cms.admin.post_words import tell
from cms.admin.scoping import actor_of
from cms.admin.screens import frame, say_refusal, whole_number
from cms.admin.template_proposals import waiting_proposals
from content_models.areas.models import Area
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.people.roles import Actor, Role
from content_models.posts.actions import (
    create_template,
    drop_template_post,
    move_template_post,
    publish_template,
    publish_usual_templates,
    reset_draft,
)
from content_models.posts.contents import SetContent, changes_between, draft_content
from content_models.posts.models import NOTE_MAX, Adoption, PostSetTemplate, TemplatePost
from content_models.posts.policy import kept_templates


def districts_of(actor: Actor) -> list[Area]:
    """The places for which the person publishes: where she is district administrator; all tops for the owner."""
    paths = actor.paths_of(Role.DISTRICT_ADMIN)
    rows = Area.objects.filter(depth=1) if "" in paths else Area.objects.filter(path__in=paths)
    return list(rows)


def own_districts(request: HttpRequest) -> list[Area]:
    """Raises PermissionDenied for whoever administers none."""
    districts = districts_of(actor_of(request))
    if not districts:
        raise PermissionDenied
    return districts


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself takes no type argument here
    """What stands above the posts of a template, and for whom it is."""

    class Meta:
        model = PostSetTemplate
        fields = ["name", "summary", "kind", "title", "intro"]
        widgets = {"intro": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, districts: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("Name of the template")
        if not self.instance.number and self.instance._state.adding and len(districts) > 1:
            choices = forms.ModelChoiceField(
                queryset=Area.objects.filter(pk__in=[one.pk for one in districts]),
                label=gettext_lazy("District"),
                empty_label=None,
            )
            self.fields["district"] = choices

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.instance.district_id:
            twins = PostSetTemplate.objects.filter(district_id=self.instance.district_id, name=name)
            if twins.exclude(pk=self.instance.pk).exists():
                raise forms.ValidationError(_("There is already a template of this name."), code="name_taken")
        return name


class NoteForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What is new, in one sentence"),
        max_length=NOTE_MAX,
        required=False,
        help_text=gettext_lazy("Communities read it when they look at the new version."),
    )


def templates(request: HttpRequest) -> HttpResponse:
    """The district's templates, and what communities have put forward."""
    districts = own_districts(request)
    actor = actor_of(request)
    with scopes_disabled():  # how many communities follow a template, the district's administrator may know
        kept = kept_templates(actor).annotate(followers=Count("adoptions", distinct=True))
        rows = list(kept.order_by("district__path", "sort_order", "id"))
        posts = dict(
            TemplatePost.objects.filter(template__in=rows)
            .order_by()
            .values_list("template_id")
            .annotate(number=Count("pk"))
        )
    context = {
        "districts": districts,
        "rows": [{"template": one, "posts": posts.get(one.pk, 0)} for one in rows],
        "proposals": list(waiting_proposals(actor)),
        **frame(_("Templates of posts"), "linli-template"),
    }
    return render(request, "cms/admin/templates.html", context)


@require_POST
def begin_with_usual(request: HttpRequest) -> HttpResponse:
    """Publish the usual six."""
    made = 0
    for district in own_districts(request):
        made += len(publish_usual_templates(district=district, actor=actor_of(request), now=utc_now()))
    words = ngettext("%(number)d template is published.", "%(number)d templates are published.", made)
    messages.success(request, words % {"number": made})
    return redirect("linli_templates")


def add_template(request: HttpRequest) -> HttpResponse:
    districts = own_districts(request)
    form = TemplateForm(request.POST or None, districts=districts)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        district = given.pop("district", None) or districts[0]
        try:
            made = create_template(district=district, actor=actor_of(request), now=utc_now(), **given)
        except DomainError as refusal:
            say_refusal(refusal, request, form)
        else:
            messages.success(request, _("Now add its posts; then publish the first version."))
            return redirect("linli_template", made.pk)
    return _plain(request, form, _("New template"), reverse("linli_templates"), _("Create"))


def edit_template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    found = own_template(request, template_id)
    form = TemplateForm(request.POST or None, instance=found, districts=own_districts(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. Communities see it with the next version."))
        return redirect("linli_template", found.pk)
    return _plain(request, form, found.name, reverse("linli_template", args=(found.pk,)), _("Save"))


def _plain(request: HttpRequest, form: forms.BaseForm, title: str, back: str, submit: str) -> HttpResponse:
    context = {
        "form": form,
        "media": form.media,
        "submit": submit,
        "back": back,
        **frame(title, "linli-template", (reverse("linli_templates"), _("Templates of posts"))),
    }
    return render(request, "cms/admin/plain_form.html", context)


def own_template(request: HttpRequest, template_id: UUID) -> PostSetTemplate:
    """A template of the person's own district; any other does not exist."""
    found: PostSetTemplate | None = kept_templates(actor_of(request)).filter(pk=template_id).first()
    if found is None:
        raise Http404
    return found


def template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """One template: its draft, what is not yet published, its versions, who follows it."""
    found = own_template(request, template_id)
    draft = draft_content(found)
    versions = list(found.versions.order_by("-number"))
    nothing: SetContent = {"values": draft["values"], "posts": []}
    change = changes_between(versions[0].content if versions else nothing, draft)
    with scopes_disabled():  # of the own district's communities only
        following = Adoption.objects.filter(
            template=found, community__area__path__startswith=found.district.path
        ).select_related("community")
        followers = list(following.order_by("community__name"))
    context = {
        "template": found,
        "posts": [{"post": post, "drawn": drawn(post.icon)} for post in found.posts.all()],
        "told": tell(change),
        "before": _("version %(number)d") % {"number": found.number},
        "after": _("now"),
        "versions": versions,
        "followers": followers,
        "form": NoteForm(),
        "next_number": found.number + 1,
        **frame(found.name, "linli-template", (reverse("linli_templates"), _("Templates of posts"))),
    }
    return render(request, "cms/admin/template.html", context)


@require_POST
def publish(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Freeze the draft as the next version."""
    found = own_template(request, template_id)
    try:
        version = publish_template(
            template=found,
            seen=whole_number(request, "seen"),
            note=request.POST.get("note", ""),
            actor=actor_of(request),
            now=utc_now(),
        )
    except DomainError as refusal:
        say_refusal(refusal, request)
    else:
        words = _("Version %(number)d is published. Communities see what is new; nothing of theirs changes by itself.")
        messages.success(request, words % {"number": version.number})
    return redirect("linli_template", found.pk)


@require_POST
def throw_away(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Forget what was changed since the newest version."""
    found = own_template(request, template_id)
    try:
        reset_draft(template=found, actor=actor_of(request))
    except DomainError as refusal:
        say_refusal(refusal, request)
    else:
        messages.success(request, _("The template says what its newest version says."))
    return redirect("linli_template", found.pk)


@require_POST
def move_or_drop(request: HttpRequest, template_id: UUID, post_id: UUID) -> HttpResponse:
    """One post of the draft up, down, or out."""
    found = own_template(request, template_id)
    post = TemplatePost.objects.filter(template=found, pk=post_id).select_related("template__district").first()
    if post is None:
        raise Http404
    actor = actor_of(request)
    if "drop" in request.POST:
        drop_template_post(post=post, actor=actor)
        words = _("“%(name)s” is out of the draft. Communities keep theirs until they let it go.")
        messages.success(request, words % {"name": post.name})
    else:
        move_template_post(post=post, up="up" in request.POST, actor=actor)
    return redirect("linli_template", found.pk)
