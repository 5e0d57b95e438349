"""Agreement: how far the reviewers of a desk or an article agree, before the reveal and after it."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import IdField, StrictCharField, StrictChoiceField
from api.core.serializers import FilterSerializer
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.articles.models import Article
from factcheck.desks.selectors import get_default_desk, get_desk
from factcheck.enums import AgreementOutcome
from factcheck.review.agreement_report import (
    AgreementReport,
    ContestedClaim,
    RaterPair,
    build_agreement_report,
)


class StatisticSerializer(serializers.Serializer):
    value = serializers.FloatField(allow_null=True, help_text="Null where nothing can be computed.")
    low = serializers.FloatField(allow_null=True, help_text="Of the 95 % bootstrap interval.")
    high = serializers.FloatField(allow_null=True)


class AgreementStatisticsSerializer(serializers.Serializer):
    claims = serializers.IntegerField(help_text="Rated by two or more.")
    ratings = serializers.IntegerField()
    percent = StatisticSerializer(help_text="The share of pairs of ratings that are the same.")
    nominal = StatisticSerializer(help_text="Krippendorff's alpha, labels the same or not.")
    ordinal = StatisticSerializer(
        help_text="Krippendorff's alpha by steps of the scale; labels off it left out."
    )


class ReviewerPairSerializer(serializers.Serializer):
    one = serializers.IntegerField(help_text="A reviewer's id.")
    other = serializers.IntegerField()
    before = AgreementStatisticsSerializer(allow_null=True)
    after = AgreementStatisticsSerializer(allow_null=True)


class ContestedClaimSerializer(serializers.Serializer):
    claim = serializers.IntegerField()
    text = serializers.CharField()
    apart = serializers.FloatField(help_text="0 (all the same) to 1.")
    at_reveal = StrictChoiceField(AgreementOutcome)
    now = StrictChoiceField(AgreementOutcome)


class AgreementReportSerializer(serializers.Serializer):
    desk = serializers.SlugField()
    article = serializers.IntegerField(allow_null=True)
    before = AgreementStatisticsSerializer(help_text="The blind ratings, as they were at the reveal.")
    after = AgreementStatisticsSerializer(help_text="The ratings as they are now.")
    pairs = ReviewerPairSerializer(many=True)
    contested = ContestedClaimSerializer(many=True, help_text="The claims rated furthest apart, those first.")


class AgreementFilterSerializer(FilterSerializer):
    desk = StrictCharField(
        max_length=60, required=False, help_text="A slug; without it the caller's first desk."
    )
    article = IdField(required=False)


class AgreementViewSet(BaseViewSet):
    """Figures of claims whose ratings are revealed; what is still blind does not count."""

    filter_serializer_class = AgreementFilterSerializer
    response_serializers = {"list": AgreementReportSerializer}

    def list(self, request: ApiRequest) -> Response:
        asked = AgreementFilterSerializer.parse_query(request.query_params)
        if article := asked.get("article"):
            desk = self.get_visible_object(Article, article, field="article").desk
        else:
            desk = (
                get_desk(request.user, asked["desk"]) if "desk" in asked else get_default_desk(request.user)
            )
        found = build_agreement_report(desk.pk, article=article)
        return Response({"desk": desk.slug, "article": article, **_serialize(found)})


def _serialize(found: AgreementReport) -> dict[str, Any]:
    return {
        "before": asdict(found.before),
        "after": asdict(found.after),
        "pairs": [_serialize_pair(pair) for pair in found.pairs],
        "contested": [_serialize_contested(one) for one in found.contested],
    }


def _serialize_pair(pair: RaterPair) -> dict[str, Any]:
    before, after = (asdict(one) if one else None for one in (pair.before, pair.after))
    return {"one": pair.one.pk, "other": pair.other.pk, "before": before, "after": after}


def _serialize_contested(one: ContestedClaim) -> dict[str, Any]:
    return {
        "claim": one.claim.pk,
        "text": one.claim.text,
        "apart": one.apart,
        "at_reveal": one.at_reveal,
        "now": one.now,
    }
