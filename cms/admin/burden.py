"""How much a form asks of people: said beside it while it is being built, and asked back when it is heavy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log

from cms.admin.community_forms import CommunityForm
from cms.admin.scoping import actor_of
from content_models.common.burden import FLOWS, Burden, Finding, FlowKey, Level, Severity, needing_word, weigh
from content_models.common.own_forms import OwnFormBlock, read_form
from content_models.people.roles import STAFF_ROLES

KNOWN = gettext_lazy("We know that this is a burden, and we need it all the same")
TONES = {
    Level.GREEN: (gettext_lazy("Light"), gettext_lazy("Nobody will mind answering this.")),
    Level.AMBER: (gettext_lazy("Noticeable"), gettext_lazy("Please look once more whether all of it is needed.")),
    Level.RED: (gettext_lazy("Heavy"), gettext_lazy("This keeps people away, or is not allowed.")),
}


class QuestionsColumn(Column):
    """How many own questions there are."""

    def get_value(self, instance: Any) -> str:
        return str(len(instance.form)) if instance.form else "–"


class BurdenWord(forms.BooleanField):
    """The tick “we know”: asked for only where something weighs on people."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=KNOWN, required=False, **kwargs)


class BurdenForm(CommunityForm):
    """A form with own questions. What is heavy needs the tick once; what is forbidden the questions refuse themselves.

    A burden that was answered for before (it stands in the version that is being edited) is not asked about again.
    """

    flow: FlowKey
    burden_known = BurdenWord()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = None if self.instance._state.adding else self.instance.form
        self.answered_for: Sequence[Finding] = weigh(self.flow, read_form(stored)).findings if stored else ()

    @cached_property
    def burden(self) -> Burden:
        """Of what is on screen: what was typed if anything was, else what is stored."""
        typed = getattr(self, "cleaned_data", {}).get("form")
        if typed is None and self.is_bound:
            typed = typed_form(self.data, self.files)
        return weigh(self.flow, read_form(typed if typed is not None else self.instance.form))

    @property
    def to_answer_for(self) -> list[Finding]:
        return needing_word(self.burden.findings, self.answered_for)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "form" in cleaned and self.to_answer_for and not cleaned.get("burden_known"):
            for finding in self.to_answer_for:
                self.add_error("burden_known", ValidationError(finding.words, code=finding.rule))
            self.add_error("burden_known", ValidationError(_("If you need it all the same, please tick this box.")))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        if self.to_answer_for:
            rules = sorted({finding.rule for finding in self.to_answer_for})
            log(saved, "linli.burden.accepted", data={"rules": rules})
        return saved


class BurdenPanel(Panel):
    """The meter beside the questions; cms/static/cms/own-form.js keeps it up to date while somebody types."""

    def clean_name(self) -> str:
        return "burden"

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/burden_panel.html"

        @property
        def media(self) -> forms.Media:
            return forms.Media(js=["cms/own-form.js"])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            form = self.form
            return {
                **super().get_context_data(parent_context),
                **shown(form.burden, form.to_answer_for),
                "field": form["burden_known"],
                "url": reverse("linli_burden", args=[form.flow]),
                "answered_for": [f"{one.rule}:{one.about}" for one in form.answered_for],
            }


def typed_form(data: Any, files: Any) -> Any:
    """The questions as they stand in the browser, finished or not."""
    if not str(data.get("form-count", "")).isdigit():
        return None
    return OwnFormBlock().value_from_datadict(data, files, "form")


def shown(burden: Burden, to_answer_for: Sequence[Finding]) -> dict[str, Any]:
    """What the meter's templates show."""
    name, meaning = TONES[burden.level]
    return {
        "burden": burden,
        "level": burden.level.value,
        "level_name": name,
        "level_meaning": meaning,
        "findings": [(one.severity.value, _mark(one.severity), one.words) for one in burden.findings],
        "to_answer_for": to_answer_for,
    }


def _mark(severity: Severity) -> str:
    return {
        Severity.FORBIDDEN: _("Not allowed"),
        Severity.NEEDS_WORD: _("A burden"),
        Severity.NOTE: _("Think again"),
    }[severity]


@require_POST
def burden_now(request: HttpRequest, flow: str) -> HttpResponse:
    """The meter for what is being typed; nothing is kept. Whatever cannot be read counts as an empty form."""
    known = next((key for key in FLOWS if key == flow), None)
    if known is None or not actor_of(request).paths_of(*STAFF_ROLES):
        raise Http404
    try:
        typed = typed_form(request.POST, request.FILES)
    except (KeyError, ValueError, ValidationError):
        typed = None
    burden = weigh(known, read_form(typed or ()))
    accepted = set(request.POST.getlist("burden_answered_for"))
    asked = [one for one in needing_word(burden.findings) if f"{one.rule}:{one.about}" not in accepted]
    return render(request, "cms/admin/burden.html", shown(burden, asked))
