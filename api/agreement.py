"""Agreement: how far the reviewers of a desk or an article agree, before the reveal and after it."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Choice, Id, Text
from api.resources import Endpoint
from api.shapes import Filters
from factcheck.articles.models import Article
from factcheck.desks.selectors import default_desk, get_desk
from factcheck.enums import AgreementOutcome
from factcheck.review.agreement_report import (
    AgreementReport,
    ContestedClaim,
    RaterPair,
    build_agreement_report,
)


class FigureShape(serializers.Serializer):
    value = serializers.FloatField(allow_null=True, help_text="Null where nothing can be computed.")
    low = serializers.FloatField(allow_null=True, help_text="Of the 95 % bootstrap interval.")
    high = serializers.FloatField(allow_null=True)


class FiguresShape(serializers.Serializer):
    claims = serializers.IntegerField(help_text="Rated by two or more.")
    ratings = serializers.IntegerField()
    percent = FigureShape(help_text="The share of pairs of ratings that are the same.")
    nominal = FigureShape(help_text="Krippendorff's alpha, labels the same or not.")
    ordinal = FigureShape(help_text="Krippendorff's alpha by steps of the scale; labels off it left out.")


class PairShape(serializers.Serializer):
    one = serializers.IntegerField(help_text="A reviewer's id.")
    other = serializers.IntegerField()
    before = FiguresShape(allow_null=True)
    after = FiguresShape(allow_null=True)


class ContestedShape(serializers.Serializer):
    claim = serializers.IntegerField()
    text = serializers.CharField()
    apart = serializers.FloatField(help_text="0 (all the same) to 1.")
    at_reveal = Choice(AgreementOutcome)
    now = Choice(AgreementOutcome)


class AgreementShape(serializers.Serializer):
    desk = serializers.SlugField()
    article = serializers.IntegerField(allow_null=True)
    before = FiguresShape(help_text="The blind ratings, as they were at the reveal.")
    after = FiguresShape(help_text="The ratings as they are now.")
    pairs = PairShape(many=True)
    contested = ContestedShape(many=True, help_text="The claims rated furthest apart, those first.")


class AgreementFilters(Filters):
    desk = Text(max_length=60, required=False, help_text="A slug; without it the caller's first desk.")
    article = Id(required=False)


class AgreementView(Endpoint):
    """Figures of claims whose ratings are revealed; what is still blind does not count."""

    filters = AgreementFilters
    gives = {"list": AgreementShape}

    def list(self, request: Request) -> Response:
        asked = AgreementFilters.read_query(request.query_params)
        if article := asked.get("article"):
            desk = self.find(Article, article, field="article").desk
        else:
            desk = get_desk(self.me, asked["desk"]) if "desk" in asked else default_desk(self.me)
        found = build_agreement_report(desk.pk, article=article)
        return Response({"desk": desk.slug, "article": article, **_told(found)})


def _told(found: AgreementReport) -> dict[str, Any]:
    return {
        "before": asdict(found.before),
        "after": asdict(found.after),
        "pairs": [_pair(pair) for pair in found.pairs],
        "contested": [_contested(one) for one in found.contested],
    }


def _pair(pair: RaterPair) -> dict[str, Any]:
    before, after = (asdict(one) if one else None for one in (pair.before, pair.after))
    return {"one": pair.one.pk, "other": pair.other.pk, "before": before, "after": after}


def _contested(one: ContestedClaim) -> dict[str, Any]:
    return {
        "claim": one.claim.pk,
        "text": one.claim.text,
        "apart": one.apart,
        "at_reveal": one.at_reveal,
        "now": one.now,
    }
