"""Writing one post of a template: the same form as a community's own, without draft and history of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from cms.admin.icons import IconGrid
from cms.admin.screens import frame
from cms.admin.template_keeping import own_template
from content_models.posts.models import PostSetTemplate, TemplatePost

POST_PANELS = [
    FieldPanel("name", heading=gettext_lazy("Name of the post")),
    FieldPanel("icon", widget=IconGrid),
    FieldPanel("duties"),
    FieldPanel("wanted"),
    FieldPanel("points_weight", heading=gettext_lazy("Weight of its hours, in percent")),
    FieldPanel("form", heading=gettext_lazy("Questions for who applies")),
]


class TemplatePostForm(WagtailAdminModelForm):
    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        twins = TemplatePost.objects.filter(template=self.instance.template_id, name=name)
        if twins.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("There is already a post of this name."))
        return name


PANELS = ObjectList(POST_PANELS, base_form_class=TemplatePostForm)


def add_template_post(request: HttpRequest, template_id: UUID) -> HttpResponse:
    template = own_template(request, template_id)
    last: int = template.posts.aggregate(last=Max("sort_order"))["last"] or 0
    return _edit(request, template, TemplatePost(template=template, sort_order=last + 1), _("New post"))


def edit_template_post(request: HttpRequest, template_id: UUID, post_id: UUID) -> HttpResponse:
    template = own_template(request, template_id)
    post = template.posts.filter(pk=post_id).first()
    if post is None:
        raise Http404
    return _edit(request, template, post, post.name)


def _edit(request: HttpRequest, template: PostSetTemplate, post: TemplatePost, title: str) -> HttpResponse:
    panels = PANELS.bind_to_model(TemplatePost)
    form: Any = panels.get_form_class()(request.POST or None, instance=post, for_user=request.user)
    if request.method == "POST" and form.is_valid():
        if _save(form):
            messages.success(request, _("Saved in the draft. Publish a version when all is ready."))
            return redirect("linli_template", template.pk)
        form.add_error("name", _("There is already a post of this name."))
    panel = panels.get_bound_panel(instance=post, request=request, form=form)
    context = {
        "panel": panel,
        "form": form,
        "media": form.media + panel.media,
        "back": reverse("linli_template", args=(template.pk,)),
        **frame(
            title,
            "linli-post",
            (reverse("linli_templates"), _("Templates of posts")),
            (reverse("linli_template", args=(template.pk,)), template.name),
        ),
    }
    return render(request, "cms/admin/template_post.html", context)


def _save(form: Any) -> bool:
    """False: somebody has taken the name at the same moment."""
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        return False
    return True
