"""How much a form asks of people: said beside it while it is being built, and asked back when it is heavy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log

from cms.admin.community_forms import CommunityForm
from cms.admin.scoping import actor_of
from content_models.common.burden import FLOWS, Burden, Finding, FlowKey, Level, Severity, level_of, needing_word, weigh
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


class AnswersForBurden(forms.Form):
    """The tick “we know”, for any form whose content can be a burden. What was answered for before is not asked again.

    A subclass says what is found now; `answered_for` is what stood there before.
    """

    burden_known = BurdenWord()
    answered_for: Sequence[Finding] = ()

    def found(self) -> Sequence[Finding]:
        raise NotImplementedError

    @property
    def to_answer_for(self) -> list[Finding]:
        return needing_word(self.found(), self.answered_for)

    def ask_for_a_word(self) -> None:
        """Refuse, in words, what is heavy and nobody answered for. Called at the end of `clean`."""
        if not self.to_answer_for or self.cleaned_data.get("burden_known"):
            return
        for finding in self.to_answer_for:
            self.add_error("burden_known", ValidationError(finding.words, code=finding.rule))
        self.add_error("burden_known", ValidationError(_("If you need it all the same, please tick this box.")))

    def write_down(self, saved: Any) -> None:
        """Into the log of the thing: who answered for which burden."""
        if self.to_answer_for:
            rules = sorted({finding.rule for finding in self.to_answer_for})
            log(saved, "linli.burden.accepted", data={"rules": rules})


class BurdenForm(AnswersForBurden, CommunityForm):
    """A form with own questions. What is heavy needs the tick once; what is forbidden the questions refuse themselves.

    A burden that was answered for before (it stands in the version that is being edited) is not asked about again.
    """

    flow: FlowKey

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = None if self.instance._state.adding else self.instance.form
        self.answered_for = weigh(self.flow, read_form(stored)).findings if stored else ()

    @cached_property
    def burden(self) -> Burden:
        """Of what is on screen: what was typed if anything was, else what is stored."""
        typed = getattr(self, "cleaned_data", {}).get("form")
        if typed is None and self.is_bound:
            typed = typed_form(self.data, self.files)
        return weigh(self.flow, read_form(typed if typed is not None else self.instance.form))

    def found(self) -> Sequence[Finding]:
        return self.burden.findings

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "form" in cleaned:
            self.ask_for_a_word()
        return cleaned

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        self.write_down(saved)
        return saved


class SettingsAnswers(AnswersForBurden):
    """The tick for a model form of plain settings; `weighed` says what a set of values would ask of people."""

    weighed: Callable[..., list[Finding]]
    weighs: tuple[str, ...] = ()
    instance: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = {name: getattr(self.instance, name) for name in self.weighs}
        self.answered_for = type(self).weighed(**self.stored)

    def found(self) -> Sequence[Finding]:
        typed = getattr(self, "cleaned_data", {})
        return type(self).weighed(**{name: typed.get(name, value) for name, value in self.stored.items()})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.ask_for_a_word()
        return cleaned


class SettingsForm(SettingsAnswers, WagtailAdminModelForm):
    """Such a form in a viewset of Wagtail's, which saves it."""

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        self.write_down(saved)
        return saved


class SettingsBurdenPanel(Panel):
    """What the settings as they stand ask of people, with the tick where somebody has to answer for it."""

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": ["burden_known"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/settings_burden.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            found = self.form.found()
            return {
                **super().get_context_data(parent_context),
                **lamp(found),
                "to_answer_for": self.form.to_answer_for,
                "field": self.form["burden_known"],
            }


class BurdenPanel(Panel):
    """The meter beside the questions; cms/static/cms/own-form.js keeps it up to date while somebody types."""

    def clean_name(self) -> str:
        return "burden"

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": ["burden_known"]}  # else Wagtail would draw the tick a second time, at the end of the page

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
    return {"burden": burden, "to_answer_for": to_answer_for, **lamp(burden.findings)}


def lamp(findings: Sequence[Finding]) -> dict[str, Any]:
    """The colour, always with its word and what it means, and the findings behind it."""
    level = level_of(findings)
    name, meaning = TONES[level]
    return {
        "level": level.value,
        "level_name": name,
        "level_meaning": meaning,
        "findings": [(one.severity.value, _mark(one.severity), one.words) for one in findings],
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
