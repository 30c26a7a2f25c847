"""What each address outside of the API lets whom do. The matrix (admin_matrix.py) walks the URL resolver and tries
everybody at all of it.

A new address: a line in `RULES`, by `namespace:name` (or the name alone, or the path of one without a name). Names
may be patterns: a new register or kind of snippet has its rules at once, and fails until the world holds one of its
things. What is missing is named by tests/tenancy/test_every_address_has_a_rule.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

STAFF = frozenset({"worker", "community_admin", "street_worker", "district_admin", "other_district_admin"})
RULERS = frozenset({"community_admin", "district_admin", "other_district_admin"})
DISTRICT = frozenset({"district_admin", "other_district_admin"})
WRITERS = frozenset({"worker", "community_admin", "street_worker"})
UPLOADER = frozenset({"community_admin"})  # of the sheets and files in the world
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rule:
    """One address.

    `may`: the roles that get through at home. Everybody else is refused, sent away or sees an empty room.
    `parts`: what stands in each part of the path: a thing of the world by its name, or `=word` as it is.
    `asks`: queries to try besides none, `{thing}` filled with next door's; what is answered shows nothing of it.
    `closed`: not there for staff at all, only for the installation's owner.
    `public`: for everybody, and nothing of anybody's own business is on it.
    `like_unknown`: next door's queries (`asks`) are answered to the byte like ids that nobody has.
    `own`: the query with which one's own gets through, where the address needs one.
    `form`: what a POST says, with things of one's own; each of them is swapped, too.
    `names`: the kinds of next door's things whose ids may be read here.
    `across`: what is on show in any community is shown here, by design.
    """

    may: frozenset[str] = STAFF
    parts: dict[str, str] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    closed: bool = False
    public: bool = False
    like_unknown: bool = False
    own: str = ""
    names: tuple[str, ...] = ()
    across: bool = False
    form: dict[str, str] = field(default_factory=dict)


CLOSED = Rule(may=NOBODY, closed=True)
PUBLIC = Rule(may=NOBODY, public=True)
FOUND = ("q=密",)
SHEETS = ("export=csv", "export=xlsx")
OTHER_COMMUNITY = ("community={community}",)


def screen(*asks: str, may: frozenset[str] = STAFF) -> Rule:
    """A screen that names nothing in its path."""
    return Rule(may=may, asks=asks)


def of(may: frozenset[str] = STAFF, *, own: str = "", **parts: str) -> Rule:
    """A screen of the thing in its path."""
    return Rule(may=may, parts=parts, own=own)


# The rows of a register: the beginning of its addresses → the kind of thing.
REGISTERS = {
    "wishes": "wish_pending", "claims": "claim", "appointments": "appointment", "memberships": "membership",
    "invitations": "invitation", "registrations": "registration", "records": "record", "activities": "activity",
    "certificates": "certificate", "redemptions": "redemption", "transfers": "transfer",
}  # fmt: skip
# What somebody answers to a row at the desk. The registers that are not here are only looked at.
ANSWERS = {
    "wishes": "approve", "appointments": "approve", "memberships": "approve", "invitations": "withdraw",
    "records": "verify", "activities": "cancel", "certificates": "revoke", "redemptions": "cancel",
}  # fmt: skip

_PAGE = {"page_id": "page", "parent_page_id": "home", "page_to_move_id": "page", "destination_id": "home", "pk": "page"}
_TYPE = {"content_type_app_name": "=pages", "content_type_model_name": "=articlepage"}


def page(*, may: frozenset[str] = STAFF, **parts: str) -> Rule:
    return Rule(may=may, parts={**_PAGE, **_TYPE, **parts})


RULES: dict[str, Rule] = {
    # --- the first screen, oneself, what every screen needs
    "wagtailadmin_home": screen(*OTHER_COMMUNITY),
    "wagtailadmin_account": screen(),
    "wagtailadmin_login": PUBLIC,
    "wagtailadmin_logout": Rule(may=NOBODY, public=True),
    "wagtailadmin_sprite": PUBLIC,
    "wagtailadmin_javascript_catalog": PUBLIC,
    "wagtail_modeladmin:javascript_catalog": CLOSED,
    "wagtailadmin_dismissibles": screen(),
    "wagtailadmin_block_preview": Rule(own="id={block}"),
    "admin/test404/": CLOSED,
    "wagtailadmin_error_test": CLOSED,
    "admin/^.*/$": CLOSED,
    "wagtailadmin_password_reset*": CLOSED,
    # --- Wagtail's own screens that know no communities
    "wagtailadmin_api:*": CLOSED,
    "wagtailadmin_collections:*": CLOSED,
    "wagtailadmin_workflows:*": CLOSED,
    "wagtailadmin_reports:*": CLOSED,
    "wagtailsettings:*": CLOSED,
    "wagtailembeds:*": CLOSED,
    "wagtailsnippets:index": CLOSED,
    "wagtailsnippetchoosers_*": CLOSED,
    "wagtailsites:*": CLOSED,
    "wagtailusers_users:*": CLOSED,
    "wagtailusers_groups:*": CLOSED,
    # --- pages
    "wagtailadmin_explore_root": screen(*FOUND),
    "wagtailadmin_explore": page(),
    "wagtailadmin_explore_results": page(),
    "wagtailadmin_pages:add": page(),
    "wagtailadmin_pages:preview_on_add": page(),
    "wagtailadmin_pages:type_use": CLOSED,
    "wagtailadmin_pages:type_use_results": CLOSED,
    "wagtailadmin_pages:choose_parent": CLOSED,
    "wagtailadmin_pages:convert_alias": CLOSED,
    "wagtailadmin_pages:set_privacy": CLOSED,
    "wagtailadmin_pages:usage": page(),
    "wagtailadmin_pages:edit": Rule(
        parts={**_PAGE, **_TYPE}, form={"title": "x", "slug": "x", "cover": "{image}"}
    ),
    "wagtailadmin_pages:preview_on_edit": page(),
    "wagtailadmin_pages:view_draft": page(),
    "wagtailadmin_pages:add_subpage": page(),
    "wagtailadmin_pages:delete": page(),
    "wagtailadmin_pages:unpublish": page(page_id="article"),
    "wagtailadmin_pages:search": screen(*FOUND),
    "wagtailadmin_pages:search_results": screen(),
    "wagtailadmin_pages:move": page(),
    "wagtailadmin_pages:move_confirm": page(),
    "wagtailadmin_pages:set_page_position": page(),
    "wagtailadmin_pages:copy": Rule(
        parts={**_PAGE, **_TYPE}, form={"new_title": "x", "new_slug": "x", "new_parent_page": "{home}"}
    ),
    "wagtailadmin_pages:workflow_action": page(
        may=RULERS, page_id="asked", action_name="=approve", task_state_id="task_state"
    ),
    "wagtailadmin_pages:collect_workflow_action_data": page(
        may=RULERS, page_id="asked", action_name="=approve", task_state_id="task_state"
    ),
    "wagtailadmin_pages:confirm_workflow_cancellation": page(page_id="asked"),
    "wagtailadmin_pages:workflow_preview": page(may=RULERS, page_id="asked", task_id="task"),
    "wagtailadmin_pages:lock": page(),
    "wagtailadmin_pages:unlock": page(may=RULERS),
    "wagtailadmin_pages:revisions_index": page(),
    "wagtailadmin_pages:revisions_view": page(revision_id="revision"),
    "wagtailadmin_pages:revisions_revert": page(revision_id="revision"),
    "wagtailadmin_pages:revisions_unschedule": page(page_id="page", revision_id="revision"),
    "wagtailadmin_pages:revisions_compare": page(revision_id_a="=earliest", revision_id_b="=latest"),
    "wagtailadmin_pages:workflow_history": page(page_id="asked"),
    "wagtailadmin_pages:workflow_history_detail": page(page_id="asked", workflow_state_id="workflow_state"),
    "wagtailadmin_pages:history": page(),
    "wagtailadmin_pages:history_results": page(),
    # --- choosers, tags, many at once
    "wagtailadmin_choose_page": screen(*FOUND, "page_type=pages.ArticlePage"),
    "wagtailadmin_choose_page_child": page(),
    "wagtailadmin_choose_page_search": screen(*FOUND),
    "wagtailadmin_choose_page_chosen_multiple": Rule(asks=("id={page}",), like_unknown=True, own="id={page}"),
    "wagtailadmin_choose_page_external_link": screen(),
    "wagtailadmin_choose_page_email_link": CLOSED,
    "wagtailadmin_choose_page_phone_link": screen(),
    "wagtailadmin_choose_page_anchor_link": CLOSED,
    "wagtailadmin_tag_autocomplete": screen("term={kept}", "term={shown}"),
    "wagtailadmin_tag_model_autocomplete": CLOSED,
    "wagtail_bulk_action": Rule(
        parts={"app_label": "=wagtailcore", "model_name": "=page", "action": "=unpublish"},
        asks=("id={page}", "id={article}"), like_unknown=True, own="id={article}",
    ),
    "wagtailadmin_editing_sessions:ping": of(
        app_label="=pages", model_name="=articlepage", object_id="page", session_id="=1"
    ),
    "wagtailadmin_editing_sessions:release": of(session_id="=1"),
    # --- pictures and documents
    "wagtailimages:index": screen(*FOUND, "collection_id={collection}", "tag={kept}标签"),
    "wagtailimages:index_results": screen(*FOUND, "collection_id={collection}", "tag={kept}标签"),
    "wagtailimages:add": Rule(form={"title": "x", "collection": "{collection}"}),
    "wagtailimages:add_multiple": screen(),
    "wagtailimages:url_generator": CLOSED,
    "wagtailimages:url_generator_output": CLOSED,
    "wagtailimages:preview": of(UPLOADER, image_id="image", filter_spec="=original"),
    "wagtailimages:create_multiple_from_uploaded_image": of(UPLOADER, uploaded_file_id="uploaded_image"),
    "wagtailimages:delete_upload_multiple": of(UPLOADER, uploaded_file_id="uploaded_image"),
    "wagtailimages:*": of(UPLOADER, image_id="image"),  # looked at by all, changed by who sent it
    "wagtailimages_chooser:choose": screen(*FOUND, "collection_id={collection}"),
    "wagtailimages_chooser:choose_results": screen(*FOUND, "collection_id={collection}"),
    "wagtailimages_chooser:chosen": of(pk="image"),
    "wagtailimages_chooser:chosen_multiple": Rule(asks=("id={image}",), like_unknown=True, own="id={image}"),
    "wagtailimages_chooser:create": screen(),
    "wagtailimages_chooser:select_format": of(image_id="image"),
    "wagtaildocs:index": screen(*FOUND, "collection_id={collection}", "tag={kept}文件标签"),
    "wagtaildocs:index_results": screen(*FOUND, "collection_id={collection}", "tag={kept}文件标签"),
    "wagtaildocs:add": Rule(form={"title": "x", "collection": "{collection}"}),
    "wagtaildocs:add_multiple": screen(),
    "wagtaildocs:create_multiple_from_uploaded_document": of(UPLOADER, uploaded_file_id="uploaded_document"),
    "wagtaildocs:delete_upload_multiple": of(UPLOADER, uploaded_file_id="uploaded_document"),
    "wagtaildocs:*": of(UPLOADER, document_id="hidden_file", doc_id="hidden_file"),
    "wagtaildocs_chooser:choose": screen(*FOUND, "collection_id={collection}"),
    "wagtaildocs_chooser:choose_results": screen(*FOUND, "collection_id={collection}"),
    "wagtaildocs_chooser:chosen": of(pk="hidden_file"),
    "wagtaildocs_chooser:chosen_multiple": Rule(asks=("id={hidden_file}",), like_unknown=True, own="id={hidden_file}"),
    "wagtaildocs_chooser:create": screen(),
    "wagtaildocs_serve": of(**{"0": "hidden_file", "1": "hidden_name"}),
    "wagtaildocs_authenticate_with_password": Rule(may=NOBODY, public=True, parts={"restriction_id": "=1"}),
    # --- registers
    "*_modeladmin_index": screen(*FOUND, *SHEETS, "community={community}", "area={area}"),
    "records_modeladmin_several": Rule(form={"verb": "verify", "row": "{record}"}),
    "*_modeladmin_several": screen(may=NOBODY),
    "*_modeladmin_inspect": of(instance_pk="register"),
    **{f"{register}_modeladmin_act": of(instance_pk="register", verb=f"={verb}") for register, verb in ANSWERS.items()},
    "*_modeladmin_act": of(NOBODY, instance_pk="register", verb="=approve"),
    "wishes_modeladmin_for_another": Rule(
        WRITERS, asks=OTHER_COMMUNITY, form={"title": "灯", "area": "{area}", "category": "{category}"}
    ),
    # --- what a community edits
    "wagtailsnippets_*:list": screen(*FOUND, *SHEETS),
    "wagtailsnippets_*:list_results": screen(),
    "wagtailsnippets_rewards_reward:add": Rule(
        asks=OTHER_COMMUNITY,
        form={"community": "{community}", "merchant": "{merchant}", "picture": "{image}", "name": "米"},
    ),
    "wagtailsnippets_rewards_reward:edit": Rule(
        parts={"pk": "reward"}, form={"merchant": "{merchant}", "picture": "{image}", "name": "米"}
    ),
    "wagtailsnippets_honors_honorroll:add": Rule(
        asks=OTHER_COMMUNITY,
        form={
            "community": "{community}", "title": "榜", "area": "{area}", "post": "{post}", "fed_by": "{honorroll}"
        },
    ),
    "wagtailsnippets_honors_honorroll:edit": Rule(
        parts={"pk": "honorroll"}, form={"title": "榜", "area": "{area}", "post": "{post}", "fed_by": "{honorroll}"}
    ),
    "wagtailsnippets_*:add": Rule(asks=OTHER_COMMUNITY, form={"community": "{community}", "name": "新"}),
    "wagtailsnippets_*:removed": screen(),
    "wagtailsnippets_posts_postset:delete": of(NOBODY, pk="snippet"),
    "wagtailsnippets_people_registrationform:delete": of(NOBODY, pk="snippet"),
    "wagtailsnippets_*:bring_back": of(pk="snippet_removed"),
    "wagtailsnippets_*:revisions_revert": of(pk="snippet", revision_id="snippet_revision"),
    "wagtailsnippets_*:revisions_unschedule": of(pk="snippet", revision_id="snippet_revision"),
    "wagtailsnippets_*:revisions_compare": of(pk="snippet", revision_id_a="=earliest", revision_id_b="=latest"),
    "wagtailsnippets_*:*": of(pk="snippet"),
    # --- settings of a community
    "linli_community:index": screen(*FOUND, may=RULERS),
    "linli_community:index_results": screen(may=RULERS),
    "linli_community:*": of(RULERS, pk="community"),
    # --- what a district sets up: the things above every community
    "linli_ladder:index*": screen(*FOUND, may=DISTRICT),
    "linli_ladder:add": screen(may=NOBODY),
    "linli_ladder:*": of(DISTRICT, pk="ladder"),
    "linli_level:index*": screen(*FOUND, may=DISTRICT),
    "linli_level:add": Rule(DISTRICT, form={"ladder": "{ladder}", "name": "新", "key": "new", "rank": "9"}),
    "linli_level:edit": Rule(DISTRICT, parts={"pk": "level"}, form={"ladder": "{ladder}", "name": "新"}),
    "linli_level:*": of(DISTRICT, pk="level"),
    "linli_chief_role:index*": screen(*FOUND, may=DISTRICT),
    "linli_chief_role:add": Rule(DISTRICT, form={"level": "{level}", "name": "新长"}),
    "linli_chief_role:edit": Rule(DISTRICT, parts={"pk": "chief_role"}, form={"level": "{level}", "name": "新长"}),
    "linli_chief_role:*": of(DISTRICT, pk="chief_role"),
    "linli_area:index": screen(*FOUND, *SHEETS, may=DISTRICT),
    "linli_area:index_results": screen(may=DISTRICT),
    "linli_area:add": Rule(DISTRICT, form={"parent": "{estate_area}", "level": "{level}", "name": "新"}),
    "linli_area:*": of(DISTRICT, pk="area"),
    "linli_new_community": Rule(
        DISTRICT, form={"name": "新", "slug": "new", "parent": "{street_area}", "template": "{template}", "look": "1"}
    ),
    "linli_begun": of(DISTRICT, community_id="community"),
    "linli_templates": screen(may=DISTRICT),
    "linli_usual_templates": screen(may=DISTRICT),
    "linli_add_template": screen(may=DISTRICT),
    "linli_answer_proposal": of(DISTRICT, proposal_id="proposal"),
    "linli_*template": of(DISTRICT, template_id="template"),
    "linli_throw_away": of(DISTRICT, template_id="template"),
    "linli_add_template_post": of(DISTRICT, template_id="template"),
    "linli_edit_template_post": of(DISTRICT, template_id="template", post_id="template_post"),
    "linli_move_post": of(DISTRICT, template_id="template", post_id="template_post"),
    # --- a community's own screens
    "linli_guide": screen(),
    "linli_burden_overview": screen(*OTHER_COMMUNITY),
    "linli_burden": Rule(parts={"flow": "=wish"}, asks=OTHER_COMMUNITY),
    "linli_announce": Rule(asks=OTHER_COMMUNITY, form={"title": "集市", "area": "{area}", "post": "{post}"}),
    "linli_invite": Rule(
        asks=OTHER_COMMUNITY, form={"phone": "19900099999", "role": "volunteer", "area": "{area}"}
    ),
    "linli_service_rules": screen(*OTHER_COMMUNITY, may=RULERS),
    "linli_points_rate": screen(*OTHER_COMMUNITY),
    "linli_try_price": Rule(
        asks=("reward={reward}&price=5&stock=5", "community={community}&price=5&stock=5"), like_unknown=True,
        own="reward={reward}&price=5&stock=5",
    ),
    "linli_correct_record": of(record_id="verified"),
    "linli_merchant_staff": of(merchant_id="merchant"),
    "linli_end_staff": of(merchant_id="merchant", staff_id="staff"),
    "linli_settlements": screen(*OTHER_COMMUNITY),
    "linli_settlement_sheet": of(merchant_id="merchant", month="=2026-10"),
    # Whom one could make an agreement with is no secret: every community is a choice.
    "linli_recognitions": Rule(RULERS, asks=OTHER_COMMUNITY, names=("community",)),
    "linli_sign_recognition": Rule(RULERS, parts={"agreement_id": "agreement"}, names=("community",)),
    "linli_end_recognition": Rule(RULERS, parts={"agreement_id": "agreement"}, names=("community",)),
    "linli_page_look": Rule(
        RULERS, asks=OTHER_COMMUNITY, form={"color": "#b93a0e", "logo": "{image}", "banner": "{image}"}
    ),
    "linli_page_approvals": screen(*OTHER_COMMUNITY),
    "linli_post_template": screen(*OTHER_COMMUNITY),
    "linli_choose_template": screen(*OTHER_COMMUNITY),
    "linli_adopt_template": Rule(asks=OTHER_COMMUNITY, form={"template": "{template}", "seen": "1"}),
    "linli_take_changes": Rule(
        asks=OTHER_COMMUNITY, form={"template": "{template}", "tick": "{template_post}", "seen": "1", "number": "1"}
    ),
    "linli_post_versions": screen(*OTHER_COMMUNITY),
    "linli_post_version": Rule(parts={"number": "=1"}, asks=OTHER_COMMUNITY),
    "linli_go_back": Rule(parts={"number": "=1"}, asks=OTHER_COMMUNITY),
    "linli_propose_template": screen(*OTHER_COMMUNITY),
    "linli_withdraw_proposal": of(proposal_id="proposal"),
    "linli_sheets": screen(*OTHER_COMMUNITY),
    "linli_sheet_template": Rule(parts={"kind": "=areas"}, asks=OTHER_COMMUNITY),
    "linli_sheet_here": Rule(parts={"kind": "=areas"}, asks=OTHER_COMMUNITY),
    # A sheet of names is its uploader's alone: here the administrator's of the community.
    "linli_sheet*": of(UPLOADER, sheet_id="sheet"),
    "linli_start_sheet": of(UPLOADER, sheet_id="sheet"),
    "linli_drop_sheet": of(UPLOADER, sheet_id="sheet"),
    "linli_marked_sheet": of(UPLOADER, sheet_id="sheet"),
    # --- honors, ballots, cases
    "linli_preview_roll": Rule(
        form={
            "community": "{community}", "source": "minutes", "scope": "area", "area": "{area}", "period": "month",
            "size": "9", "least": "0",
        }
    ),
    "linli_honor_names": of(roll_id="honorroll"),
    "linli_letters": of(edition_id="edition"),
    "linli_all_letters": of(edition_id="edition"),
    "linli_letter": of(letter_id="letter"),
    "linli_ballots": screen(*OTHER_COMMUNITY),
    "linli_new_ballot": Rule(asks=OTHER_COMMUNITY, form={"title": "新", "roll": "{honorroll}"}),
    "linli_ballot": Rule(parts={"ballot_id": "ballot_open"}, form={"verb": "admit", "thing": "{candidate_asked}"}),
    "linli_edit_ballot": of(ballot_id="ballot_draft"),
    "linli_case_agreements": of(page_id="case_page"),
    "linli_ask_people": of(page_id="case_page"),
    "linli_drop_wish": of(page_id="case_page", source_id="case_source"),
    # Cases on show are everybody's, to learn from: their words and ids may be read, nobody's drafts.
    "linli_cases_of_others": Rule(asks=(*FOUND, *OTHER_COMMUNITY), names=("case", "case_elsewhere"), across=True),
    "linli_rate_case": of(case_id="case_elsewhere"),
    "linli_adopt_case": Rule(parts={"case_id": "case_elsewhere"}, form={"own_case": "{case_draft}"}),
    # --- outside of the admin
    "letter_check": Rule(may=NOBODY, public=True, parts={"token": "letter_token"}),
    "^letters/?$": PUBLIC,
    "certificate_check": Rule(may=NOBODY, public=True, parts={"token": "=forged"}),
    "certificates/<str:token>/": Rule(may=NOBODY, public=True, parts={"token": "=forged"}),
    "^certificates(?:/|$)": PUBLIC,
    "big_screen": Rule(may=NOBODY, public=True, parts={"slug": "slug"}),
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "serviceworker": PUBLIC,
    "manifest": PUBLIC,
}  # fmt: skip


def rule_for(name: str) -> Rule | None:
    """The rule written for exactly this name, else the first pattern that fits."""
    if name in RULES:
        return RULES[name]
    return next((rule for pattern, rule in RULES.items() if "*" in pattern and fnmatchcase(name, pattern)), None)
