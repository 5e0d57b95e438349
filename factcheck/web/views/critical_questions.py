"""The critical questions of one relation of a map: its scheme, and the state of each question."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions.critical_questions import answer_question
from factcheck.actions.maps import update_element
from factcheck.argument.schemes import find_scheme
from factcheck.evidence.models import Evidence
from factcheck.exceptions import UnknownChoice
from factcheck.maps.critical_questions import list_questions
from factcheck.maps.models import MapRelation
from factcheck.maps.selectors import get_relation
from factcheck.web.forms.critical_questions import QuestionForm, SchemeForm
from factcheck.web.types import AuthenticatedRequest


@login_required
def detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _page(request, get_relation(request.user, pk))


@login_required
@require_POST
def choose_scheme(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    relation = get_relation(request.user, pk)
    form = SchemeForm(request.POST, relation=relation)
    if form.submit(update_element, request.user, row=relation):
        return redirect("critical_questions", pk)
    return _page(request, relation, scheme=form)


@login_required
@require_POST
def answer(request: AuthenticatedRequest, pk: int, slug: str) -> HttpResponse:
    relation = get_relation(request.user, pk)
    statuses = {status.question.slug: status for status in list_questions(relation)}
    if slug not in statuses:
        raise UnknownChoice(_("critical question"), slug, list(statuses))
    form = QuestionForm(request.POST, status=statuses[slug])
    if form.submit(answer_question, request.user, relation=relation, question=slug):
        messages.success(request, _("Question saved."))
        return redirect(f"{reverse('critical_questions', args=[pk])}#question-{slug}")
    return _page(request, relation, **{slug: form})


def _page(request: AuthenticatedRequest, relation: MapRelation, **forms: Any) -> HttpResponse:
    context = {
        "relation": relation,
        "article": relation.article,
        "premises": [_describe(row.claim or row.evidence or row.premise) for row in relation.premises.all()],
        "target": _describe(getattr(relation, relation.target_column)),
        "scheme": find_scheme(relation.scheme),
        "scheme_form": forms.get("scheme") or SchemeForm(relation=relation),
        "question_forms": [
            forms.get(status.question.slug) or QuestionForm(status=status)
            for status in list_questions(relation)
        ],
        "may_edit": relation.active and permissions.has_permission(request.user, "map.edit", relation),
    }
    return render(request, "maps/critical_questions.html", context, status=422 if forms else 200)


def _describe(element: Any) -> str:
    """Return the text of a claim or premise, the quote of evidence, or the name of a relation."""
    if isinstance(element, MapRelation):
        return str(element)
    return str(element.quote if isinstance(element, Evidence) else element.text)
