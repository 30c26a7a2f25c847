"""Of a community of the matrix: an honor roll with a letter, ballots in every state that counts, cases.

Shown to all: the roll, its edition, the ballots that are announced, the case on show. Its own business: what is still a
draft, who was asked, and what is written to a work unit.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django_scopes import scope

from content_models.ballots import actions as ballots
from content_models.cases import actions as cases
from content_models.cases.models import Case, CaseAgreement, CaseSource
from content_models.common.clock import local_day, utc_now
from content_models.common.ids import uuid7
from content_models.honors.actions import choose_display, pick_person
from content_models.honors.actions.freezing import freeze_edition
from content_models.honors.models import Award, HonorRoll
from content_models.honors.periods import Period
from content_models.honors.states import Address, Source
from content_models.letters.actions import write_letter
from content_models.people.models import User
from content_models.wishes import actions as wishes
from tests.support.ballot_life import DAY, BallotLife
from tests.support.cast import Cast, Neighbourhood, actor
from tests.support.page_life import PageLife


def honors(place: Neighbourhood, *, helper: User, admin: User, shown: str, kept: str) -> dict[str, Any]:
    """Last month's edition with the helper on it, who is known by a short name, and the letter to the helper's unit.

    In the scope of the community; the helper has reported to it with a unit.
    """
    now = utc_now()
    this_month = Period.around(local_day(now), "month").first_day
    start = Period.around(this_month - timedelta(days=1), "month").first_day

    def roll(title: str, **more: Any) -> HonorRoll:
        made: HonorRoll = HonorRoll.objects.create(
            id=uuid7(), community=place.community, title=title, intro=f"{title}说明", source=Source.COMMITTEE,
            starts_on=start, grace_days=0, created_at=now, **more,
        )  # fmt: skip
        return made

    on_show = roll(f"{shown}之星")
    choose_display(actor=actor(helper), choice="short", address=Address.values[0], now=now)
    picked = pick_person(roll=on_show, period_start=start, person=helper, reason=f"{shown}热心", by=admin, now=now)
    freeze_edition(edition_id=picked.edition_id, now=now)
    award = Award.objects.select_related("edition", "person", "community__area").get(pk=picked.pk)
    letter = write_letter(award=award, actor=actor(helper), agrees=True, now=now)
    return {
        "honorroll": on_show, "roll": on_show, "award": award, "edition": award.edition, "letter": letter,
        "letter_token": letter.token, "period_start": start,
        "honorroll_draft": roll(f"{kept}榜", live=False),
        "honorroll_removed": roll(f"{kept}旧榜", retired_at=now),
    }  # fmt: skip


def ballots_of(
    cast: Cast, place: Neighbourhood, *, worker: User, resident: User, helper: User, shown: str, kept: str, number: int
) -> dict[str, Any]:
    """A draft; one that takes names, with the helper asked; one that takes votes; one whose result is out."""
    now = utc_now()

    def life(days_ago: int) -> BallotLife:
        begun = BallotLife(cast, place, office=worker)
        begun.now, begun.voting = now - days_ago * DAY, now - (days_ago - 3) * DAY
        return begun

    today, lately, once = life(0), life(4), life(8)
    stander = today.neighbour(f"{kept}候选", number)
    stander.full_name = f"{shown}候选"
    stander.save()

    def words(what: str, mark: str = shown) -> dict[str, str]:
        return {"title": f"{mark}{what}", "explanation": f"{mark}{what}说明"}

    draft, taking_names = today.draft(**words("草稿", kept)), today.announced(**words("提名"))
    asked = today.proposed(taking_names, helper, by=resident)
    voting, (candidate,) = lately.in_voting(stander, **words("投票"))
    over, _candidates = once.in_voting(stander, **words("结果"))
    with once.scope():
        ballots.move_on(ballot_id=over.pk, now=now)
        settled = ballots.settle_ballot(
            ballot_id=over.pk, actor=actor(worker), honored=[], remark=f"{shown}评语", now=now
        )
    return {
        "ballot": voting, "ballot_draft": draft, "ballot_open": taking_names, "ballot_settled": settled,
        "candidate": candidate, "candidate_asked": asked,
    }  # fmt: skip


def cases_of(
    life: PageLife, *, worker: User, resident: User, helper: User, shown: str, kept: str, slug: str
) -> dict[str, Any]:
    """One on show, written by hand; one in draft, of a wish that came true, about which its people are asked."""
    now, place = utc_now(), life.place
    page = life.add("case", f"{shown}案例", f"case-{slug}", summary=f"{shown}做法", problem=f"{shown}难处")
    with scope(community=place.community):
        new = wishes.NewWish(
            title=f"{shown}的井", description=f"{shown}的井盖松了，晚上很响。", category_id=place.category.pk,
            area_id=place.building_1.pk, contact=wishes.Contact(name="王奶奶", phone="19900000001", door="301室"),
        )  # fmt: skip
        wish = wishes.post_wish(actor=actor(resident), community=place.community, new=new, now=now)
        wishes.approve_wish(wish_id=wish.pk, actor=actor(worker), now=now)
        wishes.claim_wish(wish_id=wish.pk, actor=actor(helper), now=now)
        wishes.fulfil_claim(wish_id=wish.pk, actor=actor(helper), note=f"{kept}盖好了", now=now)
        wishes.confirm_wish(wish_id=wish.pk, actor=actor(resident), now=now)
        draft = cases.draft_case(wish_ids=[wish.pk], community=place.community, actor=actor(worker), now=now)
        draft.title, draft.problem = f"{kept}的井", f"{kept}难处"  # the wish is everybody's, the draft nobody's
        draft.save()
        draft.save_revision(user=worker)
        cases.ask_about_case(page=draft, actor=actor(worker), now=now)
        return {
            "case": Case.objects.get(page=page), "case_draft": Case.objects.get(page=draft), "case_page": draft,
            "case_source": CaseSource.objects.get(case__page=draft),
            "case_agreement": CaseAgreement.objects.get(case__page=draft, person=resident),
        }  # fmt: skip
