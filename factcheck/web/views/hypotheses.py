"""The rival hypotheses of a claim: the matrix against its evidence, which can be edited, and its table."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.hypotheses import save_matrix
from factcheck.argument.hypotheses import HypothesisMatrix, MatrixEvidence
from factcheck.claims.models import Claim
from factcheck.claims.selectors import get_claim
from factcheck.reporting.hypotheses_csv import MEDIA_TYPE, format_matrix
from factcheck.review.hypotheses import load_matrix
from factcheck.web.forms.hypotheses import MatrixForm
from factcheck.web.types import AuthenticatedRequest

# Eight hypotheses for each: a form has at most 1,000 fields.
ROWS_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the table: a piece of evidence, and each answer with the field that changes it, None for the claim's."""

    piece: MatrixEvidence
    cells: list[tuple[Any, Any]]
    is_diagnostic: bool


@login_required
def detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    matrix = load_matrix(claim)
    page = Paginator(matrix.evidence, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    rivals = list(claim.hypotheses.prefetch_related("answers"))
    form = MatrixForm(request.POST or None, rivals=rivals, evidence=list(page))
    if request.method == "POST" and form.submit(save_matrix, request.user, claim=claim):
        messages.success(request, _("Rival hypotheses saved."))
        return redirect(f"{reverse('hypotheses', args=[pk])}?page={page.number}")
    context = _build_context(request, claim, matrix, form, page)
    return render(request, "claims/hypotheses.html", context, status=422 if form.is_bound else 200)


@login_required
def table(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    name = f"claim-{claim.number}-hypotheses.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(format_matrix(load_matrix(claim)), content_type=MEDIA_TYPE, headers=headers)


def _build_context(
    request: AuthenticatedRequest,
    claim: Claim,
    matrix: HypothesisMatrix,
    form: MatrixForm,
    page: Page[MatrixEvidence],
) -> dict[str, Any]:
    columns = [
        (f"H{number}", hypothesis, result)
        for number, (hypothesis, result) in enumerate(
            zip(matrix.hypotheses, matrix.list_results(), strict=True), 1
        )
    ]
    return {
        "claim": claim,
        "form": form,
        "columns": columns,
        "ranking": sorted(columns, key=lambda column: column[2].rank),
        "rows": [_to_row(matrix, form, piece) for piece in page],
        "page": page,
        "texts": [_get_text_fields(form, row.pk) for row in form.rivals if row.active],
        "withdrawn": [_get_text_fields(form, row.pk) for row in form.rivals if not row.active],
        "may_edit": permissions.has_permission(request.user, "hypothesis.edit", claim),
    }


def _to_row(matrix: HypothesisMatrix, form: MatrixForm, piece: MatrixEvidence) -> MatrixRow:
    answers = [hypothesis.answers.get(piece.id) for hypothesis in matrix.hypotheses]
    cells = zip(answers, [None, *form.cells(piece)], strict=True)
    return MatrixRow(piece, list(cells), matrix.is_diagnostic(piece))


def _get_text_fields(form: MatrixForm, pk: int) -> tuple[Any, Any]:
    return form[f"text_{pk}"], form[f"withdrawn_{pk}"]
