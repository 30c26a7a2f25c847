"""商家店员: who hands over for a shop. Found by phone; the person has to have signed up."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_scopes import scope
from wagtail.admin import messages

from cms.admin.scoping import actor_of
from cms.admin.screens import frame, say_refusal
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError, Invalid, TooMany
from content_models.people.models import User
from content_models.people.phones import normalise_phone
from content_models.people.policy import may_work_in
from content_models.people.roles import Actor
from content_models.rewards.actions import add_merchant_staff, end_merchant_staff
from content_models.rewards.models import Merchant, MerchantStaff
from content_models.rewards.policy import may_keep

UNKNOWN_PHONES, UNKNOWN_PHONES_WITHIN = 20, 600


class NobodyWithThisPhone(Invalid):
    code = "unknown_phone"
    message = gettext_lazy(
        "Nobody has signed up with this number yet. Please ask the person to sign in on the phone once."
    )


class StaffForm(forms.Form):
    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=20,
        help_text=gettext_lazy("The number with which the person signs in on the phone."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


def merchant_staff(request: HttpRequest, merchant_id: UUID) -> HttpResponse:
    """Who works there; add somebody by phone."""
    actor, merchant = actor_of(request), _merchant(request, merchant_id)
    may_change = may_keep(actor, merchant.community)
    form = StaffForm(request.POST or None)
    if request.method == "POST" and may_change and form.is_valid():
        try:
            with scope(community=[merchant.community_id]):
                person = _person(form.cleaned_data["phone"], actor)
                add_merchant_staff(merchant=merchant, person=person, actor=actor, now=utc_now())
        except DomainError as refusal:
            say_refusal(refusal, request, form)
        else:
            words = _("%(name)s can now hand over on her or his own phone, under “Exchange”.")
            messages.success(request, words % {"name": person.shown_name})
            return redirect("linli_merchant_staff", merchant.pk)
    index = reverse("wagtailsnippets_rewards_merchant:list")
    staff = merchant.staff.select_related("person").order_by("ended_at", "created_at")
    context = {
        "merchant": merchant,
        "form": form,
        "may_change": may_change,
        "working": [one for one in staff if one.ended_at is None],
        "gone": [one for one in staff if one.ended_at is not None],
        **frame(_("Staff of %(name)s") % {"name": merchant.name}, "linli-merchant", (index, _("Caring merchants"))),
    }
    return render(request, "cms/admin/merchant_staff.html", context)


@require_POST
def end_staff(request: HttpRequest, merchant_id: UUID, staff_id: UUID) -> HttpResponse:
    """Somebody does not work there any more."""
    merchant = _merchant(request, merchant_id)
    staff = MerchantStaff.objects.select_related("merchant__community__area").filter(merchant=merchant, pk=staff_id)
    found = staff.first()
    if found is None:
        raise Http404
    try:
        with scope(community=[merchant.community_id]):
            end_merchant_staff(staff=found, actor=actor_of(request), now=utc_now())
    except DomainError as refusal:
        say_refusal(refusal, request)
    else:
        messages.success(request, _("Ended: this person hands nothing over any more."))
    return redirect("linli_merchant_staff", merchant.pk)


def _merchant(request: HttpRequest, merchant_id: UUID) -> Merchant:
    merchant: Merchant | None = Merchant.objects.select_related("community__area").filter(pk=merchant_id).first()
    if merchant is None or not may_work_in(actor_of(request), merchant.community):
        raise Http404
    return merchant


def _person(phone: str, actor: Actor) -> User:
    """Whose phone it is. Nobody goes through numbers to see who has signed up.

    Raises:
        NotAPhoneNumber, NobodyWithThisPhone, TooMany
    """
    tried = f"admin.unknown_phones:{actor.id}"
    if int(cache.get(tried, 0)) >= UNKNOWN_PHONES:
        raise TooMany
    person = User.objects.by_phone(normalise_phone(phone))
    if person is None:
        cache.add(tried, 0, UNKNOWN_PHONES_WITHIN)
        cache.incr(tried)
        raise NobodyWithThisPhone(fields={"phone": NobodyWithThisPhone.message})
    return person
