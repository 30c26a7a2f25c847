"""Which screens of the admin are there for staff. What is not named here answers 404 (superusers: everything).

Wagtail's own reports, site history, workflows, collections and user management know nothing of communities. What is
open of pages, pictures and documents shows one's own only: page_doors.py looks at every number. A list of what is open,
not of what is closed: a new version's new screen starts closed.
"""

from __future__ import annotations

from django.urls import ResolverMatch

OPEN_NAMES = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
        "wagtailadmin_block_preview",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_explore_root",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtail_bulk_action",
        # screens of our own
        "linli_announce",
        "linli_guide",
        "linli_invite",
        "linli_burden",
        "linli_burden_overview",
        "linli_correct_record",
        "linli_service_rules",
        "linli_points_rate",
        "linli_try_price",
        "linli_merchant_staff",
        "linli_end_staff",
        "linli_preview_roll",
        "linli_honor_names",
        "linli_ballots",
        "linli_new_ballot",
        "linli_ballot",
        "linli_edit_ballot",
        "linli_letters",
        "linli_all_letters",
        "linli_letter",
        "linli_settlements",
        "linli_settlement_sheet",
        "linli_recognitions",
        "linli_sign_recognition",
        "linli_end_recognition",
        "linli_new_community",
        "linli_begun",
        "linli_post_template",
        "linli_choose_template",
        "linli_adopt_template",
        "linli_take_changes",
        "linli_post_versions",
        "linli_post_version",
        "linli_go_back",
        "linli_propose_template",
        "linli_withdraw_proposal",
        "linli_templates",
        "linli_usual_templates",
        "linli_add_template",
        "linli_answer_proposal",
        "linli_template",
        "linli_edit_template",
        "linli_publish_template",
        "linli_throw_away",
        "linli_add_template_post",
        "linli_edit_template_post",
        "linli_move_post",
        "linli_sheets",
        "linli_sheet_template",
        "linli_sheet_here",
        "linli_sheet",
        "linli_sheet_progress",
        "linli_start_sheet",
        "linli_drop_sheet",
        "linli_marked_sheet",
        "linli_page_look",
        "linli_page_approvals",
        "linli_case_agreements",
        "linli_ask_people",
        "linli_drop_wish",
        "linli_cases_of_others",
        "linli_rate_case",
        "linli_adopt_case",
    }
)
OPEN_NAMESPACES = frozenset(
    {
        "wagtailadmin_editing_sessions",
        # pictures and documents of one's own library
        "wagtailimages",
        "wagtailimages_chooser",
        "wagtaildocs",
        "wagtaildocs_chooser",
        # what a community edits
        "wagtailsnippets_posts_posttype",
        "wagtailsnippets_posts_postset",
        "wagtailsnippets_wishes_wishcategory",
        "wagtailsnippets_people_registrationform",
        "wagtailsnippets_rewards_reward",
        "wagtailsnippets_rewards_merchant",
        "wagtailsnippets_honors_honorroll",
        "linli_community",
        # what a district sets up
        "linli_ladder",
        "linli_level",
        "linli_area",
        "linli_chief_role",
    }
)
# Of pages: not who may see one (privacy), not lists of a type over all communities, not aliases.
OPEN_OF_PAGES = frozenset(
    {
        "add",
        "preview_on_add",
        "usage",
        "edit",
        "preview_on_edit",
        "view_draft",
        "add_subpage",
        "delete",
        "unpublish",
        "search",
        "search_results",
        "move",
        "move_confirm",
        "set_page_position",
        "copy",
        "workflow_action",
        "collect_workflow_action_data",
        "confirm_workflow_cancellation",
        "workflow_preview",
        "lock",
        "unlock",
        "revisions_index",
        "revisions_view",
        "revisions_revert",
        "revisions_unschedule",
        "revisions_compare",
        "workflow_history",
        "workflow_history_detail",
        "history",
        "history_results",
    }
)
OPEN_REGISTERS = (
    "wishes_modeladmin_",
    "claims_modeladmin_",
    "appointments_modeladmin_",
    "memberships_modeladmin_",
    "invitations_modeladmin_",
    "registrations_modeladmin_",
    "records_modeladmin_",
    "activities_modeladmin_",
    "redemptions_modeladmin_",
    "transfers_modeladmin_",
    "certificates_modeladmin_",
)


def is_open_to_staff(match: ResolverMatch) -> bool:
    """May staff who are no superusers come in here at all? What they may do inside is asked inside."""
    if match.namespaces == ["wagtailadmin_pages"]:
        return match.url_name in OPEN_OF_PAGES
    if match.namespaces:
        return match.namespaces[0] in OPEN_NAMESPACES
    name = match.url_name or ""
    return name in OPEN_NAMES or name.startswith(OPEN_REGISTERS)
