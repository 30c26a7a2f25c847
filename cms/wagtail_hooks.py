"""Everything that Linli adds to Wagtail's admin, in the order of the menu. Read this first."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from cms.admin import case_agreements, case_browser, log_messages, menus, own_tags, pages, sheets
from cms.admin import template_keeping as keeping
from cms.admin.activities import ActivityRegister
from cms.admin.activity_announcing import announce
from cms.admin.appointments import AppointmentRegister
from cms.admin.ballot_desk import ballot_desk
from cms.admin.ballots import ballots, edit_ballot, new_ballot
from cms.admin.burden import burden_now
from cms.admin.burden_overview import burden_overview
from cms.admin.certificates import CertificateRegister
from cms.admin.claims import ClaimRegister
from cms.admin.communities import CommunityViewSet
from cms.admin.districts import AreaViewSet, ChiefRoleViewSet, LadderViewSet, LevelViewSet
from cms.admin.founding import begun, set_up
from cms.admin.guide import guide
from cms.admin.honor_names import honor_names
from cms.admin.honor_rolls import HonorRollViewSet
from cms.admin.invitations import InvitationRegister
from cms.admin.inviting import send_invitation
from cms.admin.letters import all_papers, letter_paper, letters
from cms.admin.memberships import MembershipRegister
from cms.admin.merchant_staff import end_staff, merchant_staff
from cms.admin.merchants import MerchantViewSet
from cms.admin.page_approvals import page_approvals
from cms.admin.page_look import page_look
from cms.admin.points_rate import points_rate
from cms.admin.post_sets import PostSetViewSet
from cms.admin.post_versions import go_back, post_version, post_versions
from cms.admin.posts import PostTypeViewSet
from cms.admin.price_trial import price_trial
from cms.admin.recognitions import end_agreement, recognitions, sign_agreement
from cms.admin.record_correcting import put_right
from cms.admin.records import RecordRegister
from cms.admin.redemptions import RedemptionRegister
from cms.admin.registration_forms import RegistrationFormViewSet
from cms.admin.registrations import RegistrationRegister
from cms.admin.rewards import RewardViewSet
from cms.admin.roll_preview import preview_roll
from cms.admin.service_rules import service_rules
from cms.admin.settlements import settlement_sheet, settlements
from cms.admin.template_following import adopt, choose_template, post_template, take_changes
from cms.admin.template_posts import add_template_post, edit_template_post
from cms.admin.template_proposals import answer_proposal, propose, withdraw
from cms.admin.transfers import TransferRegister
from cms.admin.wish_categories import WishCategoryViewSet
from cms.admin.wish_for_another import write_for_another
from cms.admin.wishes import WishRegister

# --- 心愿 认领 任职 身份 邀请 服务 兑换 积分: registers, to look at and to answer ------------------------------
modeladmin_register(WishRegister)
modeladmin_register(ClaimRegister)
modeladmin_register(AppointmentRegister)
modeladmin_register(MembershipRegister)
modeladmin_register(InvitationRegister)
modeladmin_register(RegistrationRegister)
modeladmin_register(RecordRegister)
modeladmin_register(ActivityRegister)
modeladmin_register(CertificateRegister)
modeladmin_register(RedemptionRegister)
modeladmin_register(TransferRegister)

# --- 岗位 心愿分类 兑换品 商家 光荣榜: what a community edits, with drafts and history --------------------------
register_snippet(PostTypeViewSet)
register_snippet(PostSetViewSet)
register_snippet(WishCategoryViewSet)
register_snippet(RegistrationFormViewSet)
register_snippet(RewardViewSet)
register_snippet(MerchantViewSet)
register_snippet(HonorRollViewSet)

# --- 设置: a community's settings, a district's places, levels and chiefs -----------------------------
SETTINGS = [CommunityViewSet(), LadderViewSet(), LevelViewSet(), ChiefRoleViewSet(), AreaViewSet()]


@hooks.register("register_admin_viewset")
def settings() -> list[Any]:
    return SETTINGS


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("wishes/for-another/", write_for_another, name="wishes_modeladmin_for_another"),
        path("burden/", burden_overview, name="linli_burden_overview"),
        path("burden/<slug:flow>/", burden_now, name="linli_burden"),
        path("activities/announce/", announce, name="linli_announce"),
        path("records/<uuid:record_id>/put-right/", put_right, name="linli_correct_record"),
        path("guide/", guide, name="linli_guide"),
        path("people/invite/", send_invitation, name="linli_invite"),
        path("service/rules/", service_rules, name="linli_service_rules"),
        path("points/rate/", points_rate, name="linli_points_rate"),
        path("rewards/try-price/", price_trial, name="linli_try_price"),
        path("merchants/<uuid:merchant_id>/staff/", merchant_staff, name="linli_merchant_staff"),
        path("merchants/<uuid:merchant_id>/staff/<uuid:staff_id>/end/", end_staff, name="linli_end_staff"),
        path("honors/preview/", preview_roll, name="linli_preview_roll"),
        path("honors/<uuid:roll_id>/names/", honor_names, name="linli_honor_names"),
        path("ballots/", ballots, name="linli_ballots"),
        path("ballots/new/", new_ballot, name="linli_new_ballot"),
        path("ballots/<uuid:ballot_id>/", ballot_desk, name="linli_ballot"),
        path("ballots/<uuid:ballot_id>/change/", edit_ballot, name="linli_edit_ballot"),
        path("honors/editions/<uuid:edition_id>/letters/", letters, name="linli_letters"),
        path("honors/editions/<uuid:edition_id>/letters.zip", all_papers, name="linli_all_letters"),
        path("honors/letters/<uuid:letter_id>.pdf", letter_paper, name="linli_letter"),
        path("settlements/", settlements, name="linli_settlements"),
        path("settlements/<uuid:merchant_id>/<str:month>.xlsx", settlement_sheet, name="linli_settlement_sheet"),
        # 建社区
        path("new-community/", set_up, name="linli_new_community"),
        path("new-community/<uuid:community_id>/next/", begun, name="linli_begun"),
        # 岗位模板: what a community takes from them, its earlier versions, and the district's side
        path("posts/template/", post_template, name="linli_post_template"),
        path("posts/template/choose/", choose_template, name="linli_choose_template"),
        path("posts/template/adopt/", adopt, name="linli_adopt_template"),
        path("posts/template/take/", take_changes, name="linli_take_changes"),
        path("posts/versions/", post_versions, name="linli_post_versions"),
        path("posts/versions/<int:number>/", post_version, name="linli_post_version"),
        path("posts/versions/<int:number>/go-back/", go_back, name="linli_go_back"),
        path("posts/propose/", propose, name="linli_propose_template"),
        path("posts/propose/<uuid:proposal_id>/withdraw/", withdraw, name="linli_withdraw_proposal"),
        path("templates/", keeping.templates, name="linli_templates"),
        path("templates/usual/", keeping.begin_with_usual, name="linli_usual_templates"),
        path("templates/add/", keeping.add_template, name="linli_add_template"),
        path("templates/proposals/<uuid:proposal_id>/", answer_proposal, name="linli_answer_proposal"),
        path("templates/<uuid:template_id>/", keeping.template, name="linli_template"),
        path("templates/<uuid:template_id>/edit/", keeping.edit_template, name="linli_edit_template"),
        path("templates/<uuid:template_id>/publish/", keeping.publish, name="linli_publish_template"),
        path("templates/<uuid:template_id>/throw-away/", keeping.throw_away, name="linli_throw_away"),
        path("templates/<uuid:template_id>/posts/add/", add_template_post, name="linli_add_template_post"),
        path("templates/<uuid:template_id>/posts/<uuid:post_id>/", edit_template_post, name="linli_edit_template_post"),
        path("templates/<uuid:template_id>/posts/<uuid:post_id>/move/", keeping.move_or_drop, name="linli_move_post"),
        path("sheets/", sheets.sheets, name="linli_sheets"),
        path("sheets/template/<slug:kind>.xlsx", sheets.template, name="linli_sheet_template"),
        path("sheets/here/<slug:kind>.xlsx", sheets.here_already, name="linli_sheet_here"),
        path("sheets/<uuid:sheet_id>/", sheets.sheet, name="linli_sheet"),
        path("sheets/<uuid:sheet_id>/progress/", sheets.sheet_progress, name="linli_sheet_progress"),
        path("sheets/<uuid:sheet_id>/start/", sheets.start_sheet, name="linli_start_sheet"),
        path("sheets/<uuid:sheet_id>/drop/", sheets.put_sheet_away, name="linli_drop_sheet"),
        path("sheets/<uuid:sheet_id>/marked.xlsx", sheets.marked_sheet, name="linli_marked_sheet"),
        path("recognitions/", recognitions, name="linli_recognitions"),
        path("recognitions/<uuid:agreement_id>/sign/", sign_agreement, name="linli_sign_recognition"),
        path("recognitions/<uuid:agreement_id>/end/", end_agreement, name="linli_end_recognition"),
        path("look/", page_look, name="linli_page_look"),
        path("page-approvals/", page_approvals, name="linli_page_approvals"),
        # 案例: who agrees to one's own, and those of others
        path("case/<int:page_id>/agreements/", case_agreements.case_agreements, name="linli_case_agreements"),
        path("case/<int:page_id>/ask/", case_agreements.ask_people, name="linli_ask_people"),
        path("case/<int:page_id>/wishes/<uuid:source_id>/drop/", case_agreements.drop_wish, name="linli_drop_wish"),
        path("cases-of-others/", case_browser.cases_of_others, name="linli_cases_of_others"),
        path("cases-of-others/<uuid:case_id>/rate/", case_browser.rate_others_case, name="linli_rate_case"),
        path("cases-of-others/<uuid:case_id>/adopt/", case_browser.adopt_others_case, name="linli_adopt_case"),
    ]


# --- 页面: Wagtail's own screens, within one's own branches -----------------------------------------
# The last of all: it takes the place of what Wagtail's own have chosen.
hooks.register("register_admin_viewset", pages.OwnPageViewSet, order=1000)
hooks.register("construct_page_chooser_queryset", pages.only_own_pages)
hooks.register("construct_page_action_menu", pages.publish_page_first)
hooks.register("register_rich_text_features", pages.link_own_pages_only, order=1000)
hooks.register("before_edit_page", pages.tell_what_is_missing)
hooks.register("before_delete_page", pages.keep_the_home_page)
hooks.register("before_bulk_action", pages.keep_home_pages)
hooks.register("before_serve_document", pages.only_own_documents)
hooks.register("before_publish_page", case_agreements.refuse_in_words)
hooks.register("after_edit_page", case_agreements.ask_again)
own_tags.show_own_tags_only()

# --- words, menu, first screen -------------------------------------------------------------------
hooks.register("register_log_actions", log_messages.register_log_actions)
hooks.register("register_admin_menu_item", menus.ballots)
hooks.register("register_admin_menu_item", menus.service_rules)
hooks.register("register_admin_menu_item", menus.rate_of_points)
hooks.register("register_admin_menu_item", menus.burden)
hooks.register("register_admin_menu_item", menus.settlements)
hooks.register("register_admin_menu_item", menus.recognitions)
hooks.register("register_admin_menu_item", menus.new_community)
hooks.register("register_admin_menu_item", menus.templates)
hooks.register("register_admin_menu_item", menus.excel_import)
hooks.register("register_admin_menu_item", menus.guide)
hooks.register("register_admin_menu_item", menus.pages)
hooks.register("register_admin_menu_item", menus.look_of_pages)
hooks.register("register_admin_menu_item", menus.pages_to_read)
hooks.register("register_admin_menu_item", menus.cases_of_others)
hooks.register("construct_main_menu", menus.hide_what_is_not_for_staff)
hooks.register("construct_main_menu", menus.stand_together)
hooks.register("construct_snippet_action_menu", menus.publish_first)
hooks.register("construct_homepage_panels", menus.only_work)
hooks.register("construct_homepage_summary_items", menus.no_page_numbers)
hooks.register("register_admin_search_area", menus.search_wishes)


# --- look ------------------------------------------------------------------------------------------
@hooks.register("insert_global_admin_css")
def style() -> str:
    """All of them side by side: they load at once, and a later one may build on an earlier."""
    sheets = (
        *("look", "first-screen", "registers", "figures", "entry", "icon-choice", "templates", "founding"),
        *("sign-in", "narrow-and-dark", "price-trial", "burden", "cases"),
    )
    paths = (*(f"cms/admin/{sheet}.css" for sheet in sheets), "cms/charts.css")
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(path),) for path in paths))


@hooks.register("register_icons")
def icons(names: list[str]) -> list[str]:
    own = (
        *("wish", "claim", "post", "appointment", "people", "category", "hours", "activity", "rules", "points"),
        *(
            "exchange",
            "redemption",
            "merchant",
            "settlement",
            "recognition",
            "template",
            "founding",
            "district",
            "sheet",
            "honor",
            "ballot",
        ),
    )
    return [*names, *(f"cms/admin/icons/linli-{name}.svg" for name in own)]
