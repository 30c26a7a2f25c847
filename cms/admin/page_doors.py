"""Every page, picture and document that a request of the admin names by its number is one's own, or the answer is 404.

Wagtail's own answer to a stranger's page is "you may not" (and, for a chooser, its title): that says it exists. Here a
number of next door looks like a number that nobody has. Permissions stand behind this as a second wall.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, TaskState, UploadedFile, WorkflowState

from content_models.pages.models import CommunitySite

PAGE_SPACE = "wagtailadmin_pages"
# In addresses. `pk` is a page in the addresses of pages (comparing revisions), a picture or document in the choosers.
PAGES_IN_PATH = frozenset({"page_id", "parent_page_id", "page_to_move_id", "destination_id"})
PICTURES_IN_PATH = frozenset({"image_id"})
FILES_IN_PATH = frozenset({"document_id", "doc_id"})
# In queries and bodies of whichever screen.
PAGES_IN_FORM = ("new_parent_page", "chooser", "target_pages[]", "parent_page_id", "parent_page")
# Where the root of all pages may be named: it leads to one's own branches.
FROM_THE_ROOT = frozenset({"wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_choose_page_child"})
CHOSEN_PAGES = "wagtailadmin_choose_page_chosen_multiple"
BULK = "wagtail_bulk_action"


def names_only_ones_own(request: HttpRequest, match: ResolverMatch) -> bool:
    """Is everything that the address, the query and the body name within the communities of the open scope?"""
    space = match.namespaces[0] if match.namespaces else ""
    pages, pictures, files = _named_in_path(space, match.kwargs)
    if _concerns_pages(space, match.url_name or ""):
        pages |= _numbers(request, PAGES_IN_FORM)
    some = _numbers(request, ("id",))
    if match.url_name == CHOSEN_PAGES:
        pages |= some
    elif match.url_name == BULK:
        label = match.kwargs.get("app_label"), match.kwargs.get("model_name")
        if label == ("wagtailcore", "page"):
            pages |= some
        elif label == _label(get_image_model()):
            pictures |= some
        elif label == _label(get_document_model()):
            files |= some
        else:
            return False
    elif space == "wagtailimages_chooser":
        pictures |= some
    elif space == "wagtaildocs_chooser":
        files |= some
    return (
        _are_own_pages(pages, with_root=match.url_name in FROM_THE_ROOT)
        and _are_own(get_image_model(), pictures)
        and _are_own(get_document_model(), files)
        and _belongs_to_the_page(match.kwargs)
        and _is_her_upload(request, match.kwargs)
    )


def branch_to_choose_from(request: HttpRequest, match: ResolverMatch) -> HttpResponse | None:
    """A chooser that is told no page begins at the top of one's own branch, not where Wagtail finds the most pages."""
    if match.url_name != "wagtailadmin_choose_page" or not _enters_the_admin(request):
        return None
    branches = own_branches()
    begin = Page.objects.filter(path=branches[0]) if len(branches) == 1 else Page.objects.filter(depth=1)
    address = reverse("wagtailadmin_choose_page_child", args=(begin.values_list("pk", flat=True).get(),))
    return redirect(f"{address}?{request.META.get('QUERY_STRING', '')}")


def _enters_the_admin(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.has_perm("wagtailadmin.access_admin"))


def own_branches() -> list[str]:
    """The paths of the home pages in the open scope; everything at or below them is one's own."""
    return list(CommunitySite.objects.filter(root__isnull=False).values_list("root__path", flat=True))


def is_own_page(path: str, branches: Iterable[str]) -> bool:
    return any(path.startswith(branch) for branch in branches)


def _named_in_path(space: str, kwargs: dict[str, Any]) -> tuple[set[int], set[int], set[int]]:
    pages = {value for name, value in kwargs.items() if name in PAGES_IN_PATH}
    pictures = {value for name, value in kwargs.items() if name in PICTURES_IN_PATH}
    files = {value for name, value in kwargs.items() if name in FILES_IN_PATH}
    if "pk" in kwargs:
        in_space = {PAGE_SPACE: pages, "wagtailimages_chooser": pictures, "wagtaildocs_chooser": files}
        if space in in_space:
            in_space[space].add(kwargs["pk"])
    if space == "wagtailadmin_editing_sessions" and _label_in(kwargs) == "page":
        pages.add(kwargs["object_id"])
    return _as_numbers(pages), _as_numbers(pictures), _as_numbers(files)


def _label_in(kwargs: dict[str, Any]) -> str:
    """`page` for the kinds of pages."""
    return "page" if kwargs.get("app_label") in {"pages", "wagtailcore"} and "object_id" in kwargs else ""


def _concerns_pages(space: str, url_name: str) -> bool:
    return space == PAGE_SPACE or url_name.startswith("wagtailadmin_choose_page") or url_name == BULK


def _numbers(request: HttpRequest, names: Iterable[str]) -> set[int]:
    given = [value for name in names for source in (request.GET, request.POST) for value in source.getlist(name)]
    return _as_numbers(value for value in given if value not in ("", "all"))


def _as_numbers(values: Iterable[Any]) -> set[int]:
    """Numbers; whatever is none becomes 0, which nothing has."""
    return {int(value) if str(value).isascii() and str(value).isdigit() else 0 for value in values}


def _are_own_pages(pages: set[int], *, with_root: bool) -> bool:
    if not pages:
        return True
    branches = own_branches()
    found = dict(Page.objects.filter(pk__in=pages).values_list("pk", "path"))
    return found.keys() == pages and all(
        is_own_page(path, branches) or (with_root and len(path) == Page.steplen) for path in found.values()
    )


def _are_own(model: Any, numbers: set[int]) -> bool:
    if not numbers:
        return True
    own = model.objects.filter(pk__in=numbers, collection__in=CommunitySite.objects.values("collection"))
    return own.count() == len(numbers)


def _belongs_to_the_page(kwargs: dict[str, Any]) -> bool:
    """A workflow's state or task belongs to the page it is named beside."""
    page = str(kwargs.get("page_id", ""))
    if "task_state_id" in kwargs:
        return TaskState.objects.filter(pk=kwargs["task_state_id"], workflow_state__object_id=page).exists()
    if "task_id" in kwargs:
        return TaskState.objects.filter(task=kwargs["task_id"], workflow_state__object_id=page).exists()
    if "workflow_state_id" in kwargs:
        return WorkflowState.objects.filter(pk=kwargs["workflow_state_id"], object_id=page).exists()
    return True


def _is_her_upload(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """A file that waits for its title is nobody's but its uploader's."""
    if "uploaded_file_id" not in kwargs:
        return True
    return UploadedFile.objects.filter(pk=kwargs["uploaded_file_id"], uploaded_by_user=request.user.pk).exists()


def _label(model: Any) -> tuple[str, str]:
    return model._meta.app_label, model._meta.model_name
