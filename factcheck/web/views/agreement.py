"""The inter-rater agreement of a desk, and its most contested claims."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from factcheck.articles.selectors import list_articles
from factcheck.desks.selectors import get_desk
from factcheck.review.agreement_report import build_agreement_report
from factcheck.web.types import AuthenticatedRequest


@login_required
def report(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    desk = get_desk(request.user, slug)
    value = request.GET.get("article", "")
    article_id = int(value) if value.isdecimal() and len(value) < 19 else None
    article = (
        list_articles(request.user, desk_id=desk.pk).filter(pk=article_id).first() if article_id else None
    )
    report = build_agreement_report(desk.pk, article=article.pk if article else None)
    context = {
        "desk": desk,
        "article": article,
        "report": report,
        "times": [(_("Before the reveal, blind"), report.before), (_("After the reveal"), report.after)],
    }
    return render(request, "desks/agreement.html", context)
