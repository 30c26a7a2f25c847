"""Which screens of the admin are there for staff. What is not named here answers 404 (superusers: everything).

Wagtail's own reports, site history, page explorer, workflows, collections and user management know nothing of
communities. A list of what is open, not of what is closed: a new version's new screen starts closed.
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
        "wagtailadmin_tag_model_autocomplete",
        # screens of our own
        "linli_announce",
        "linli_correct_record",
        "linli_service_rules",
        "linli_points_rate",
        "linli_merchant_staff",
        "linli_end_staff",
        "linli_settlements",
        "linli_settlement_sheet",
        "linli_recognitions",
        "linli_sign_recognition",
        "linli_end_recognition",
        "linli_sheets",
        "linli_sheet_template",
        "linli_sheet_here",
        "linli_sheet",
        "linli_sheet_progress",
        "linli_start_sheet",
        "linli_drop_sheet",
        "linli_marked_sheet",
    }
)
OPEN_NAMESPACES = frozenset(
    {
        "wagtailadmin_editing_sessions",
        # pictures: public by nature, one library
        "wagtailimages",
        "wagtailimages_chooser",
        # what a community edits
        "wagtailsnippets_posts_posttype",
        "wagtailsnippets_posts_postset",
        "wagtailsnippets_wishes_wishcategory",
        "wagtailsnippets_rewards_reward",
        "wagtailsnippets_rewards_merchant",
        "linli_community",
        # what a district sets up
        "linli_ladder",
        "linli_level",
        "linli_area",
        "linli_chief_role",
    }
)
OPEN_REGISTERS = (
    "wishes_modeladmin_",
    "claims_modeladmin_",
    "appointments_modeladmin_",
    "memberships_modeladmin_",
    "records_modeladmin_",
    "activities_modeladmin_",
    "redemptions_modeladmin_",
    "transfers_modeladmin_",
)


def is_open_to_staff(match: ResolverMatch) -> bool:
    """May staff who are no superusers come in here at all? What they may do inside is asked inside."""
    if match.namespaces:
        return match.namespaces[0] in OPEN_NAMESPACES
    name = match.url_name or ""
    return name in OPEN_NAMES or name.startswith(OPEN_REGISTERS)
