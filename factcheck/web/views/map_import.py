"""Importing an argument map: paste or upload it, look at what it becomes, and import it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck import permissions
from factcheck.actions.map_import import ImportResult, describe_changes, import_map, preview_map
from factcheck.articles.models import Article
from factcheck.articles.selectors import get_article
from factcheck.desks.models import Desk
from factcheck.desks.selectors import get_desk
from factcheck.enums import StatementKind
from factcheck.maps.import_choices import ExistingChoice
from factcheck.maps.import_plan import ImportPlan
from factcheck.web.forms.map_import import MapImportForm
from factcheck.web.types import AuthenticatedRequest

MAX_EXAMPLES = 3
MAX_NOTES = 50


@login_required
def into_desk(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    desk = get_desk(request.user, slug)
    permissions.ensure_permission(request.user, "article.submit", desk)
    permissions.ensure_permission(request.user, "map.edit", desk)
    return _answer(request, desk, None)


@login_required
def into_article(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    permissions.ensure_permission(request.user, "map.edit", article)
    return _answer(request, article.desk, article)


def _answer(request: AuthenticatedRequest, desk: Desk, article: Article | None) -> HttpResponse:
    """Show the form; after "Preview" what the import would make; after "Import" the map."""
    form = MapImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"desk": desk, "article": article, "form": form}
    if request.method == "POST":
        if "preview" in request.POST:
            if form.submit(_preview, request.user, desk=desk, article=article):
                context["preview"] = form.result
        elif form.submit(import_map, request.user, desk=desk, article=article):
            _report(request, form.result)
            return redirect("map", form.result.article.pk)
    return render(request, "maps/import.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a page shows of a plan, and the text of the file, which the form sends again to import it."""

    plan: ImportPlan
    text: str

    @property
    def counts(self) -> list[tuple[str, int, list[str]]]:
        """Each kind of statement with its number and first texts."""
        numbers = self.plan.count_statements()
        names = {
            StatementKind.CLAIM: _("Claims"),
            StatementKind.EVIDENCE: _("Evidence"),
            StatementKind.PREMISE: _("Premises"),
        }
        return [
            (name, numbers[kind], [item.text for item in self.plan.list_examples(kind, MAX_EXAMPLES)])
            for kind, name in names.items()
        ]

    @property
    def changes(self) -> str:
        return describe_changes(self.plan) if self.plan.article else ""

    @property
    def notes(self) -> tuple[Any, ...]:
        return self.plan.notes[:MAX_NOTES]

    @property
    def more_notes(self) -> int:
        return max(0, len(self.plan.notes) - MAX_NOTES)

    @property
    def stored(self) -> tuple[int, int]:
        return self.plan.count_stored()


def _preview(user: Any, *, existing: ExistingChoice, **choices: Any) -> ImportPreview:
    plan = preview_map(user, **choices)
    return ImportPreview(plan, choices["data"].decode("utf-8-sig"))


def _report(request: AuthenticatedRequest, done: ImportResult) -> None:
    if done.created:
        messages.success(request, _("Map imported."))
    elif done.changes:
        text = ngettext("Map updated: %(many)s change.", "Map updated: %(many)s changes.", done.changes)
        messages.success(request, text % {"many": done.changes})
    else:
        messages.info(request, _("The desk has this map already, and nothing in it differs."))
    if done.notes:
        text = ngettext(
            "%(many)s part of the file was changed or set aside.",
            "%(many)s parts of the file were changed or set aside.",
            len(done.notes),
        )
        messages.warning(request, text % {"many": len(done.notes)})
