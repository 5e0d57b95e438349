"""Inter-rater agreement on a desk or an article, before the reveal and after it."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import IdField, StrictCharField, StrictChoiceField
from api.core.serializers import FilterSerializer
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.articles.models import Article
from factcheck.enums import AgreementOutcome
from factcheck.limits import limit
from factcheck.review.agreement_report import (
    AgreementReport,
    ContestedClaim,
    RaterPair,
    build_agreement_report,
)


class StatisticSerializer(serializers.Serializer):
    value = serializers.FloatField(allow_null=True, help_text="Null where nothing can be computed.")
    low = serializers.FloatField(allow_null=True, help_text="Lower end of the 95 % bootstrap interval.")
    high = serializers.FloatField(allow_null=True, help_text="Upper end of that interval.")


class AgreementStatisticsSerializer(serializers.Serializer):
    claims = serializers.IntegerField(help_text="Claims rated by at least two reviewers.")
    ratings = serializers.IntegerField()
    percent = StatisticSerializer(help_text="The share of pairs of ratings that are equal.")
    nominal = StatisticSerializer(help_text="Krippendorff's alpha, nominal.")
    ordinal = StatisticSerializer(
        help_text="Krippendorff's alpha, ordinal; labels that are not a step of the scale are excluded."
    )


class ReviewerPairSerializer(serializers.Serializer):
    one = serializers.IntegerField(help_text="A reviewer's id.")
    other = serializers.IntegerField()
    before = AgreementStatisticsSerializer(allow_null=True)
    after = AgreementStatisticsSerializer(allow_null=True)


class ContestedClaimSerializer(serializers.Serializer):
    claim = serializers.IntegerField()
    text = serializers.CharField()
    apart = serializers.FloatField(help_text="Distance of the ratings, from 0 (all equal) to 1.")
    at_reveal = StrictChoiceField(AgreementOutcome)
    now = StrictChoiceField(AgreementOutcome)


class AgreementReportSerializer(serializers.Serializer):
    desk = serializers.SlugField()
    article = serializers.IntegerField(allow_null=True)
    before = AgreementStatisticsSerializer(help_text="The blind ratings at the reveal.")
    after = AgreementStatisticsSerializer(help_text="The current ratings.")
    pairs = ReviewerPairSerializer(many=True)
    contested = ContestedClaimSerializer(
        many=True, help_text="The claims with the largest distance, largest first."
    )


class AgreementFilterSerializer(FilterSerializer):
    desk = StrictCharField(
        max_length=limit("slug"), required=False, help_text="A slug; by default the caller's first desk."
    )
    article = IdField(required=False)


class AgreementViewSet(BaseViewSet):
    """Agreement statistics of revealed claims. Blind ratings are not included."""

    filter_serializer_class = AgreementFilterSerializer
    response_serializers = {"list": AgreementReportSerializer}

    def list(self, request: ApiRequest) -> Response:
        params = AgreementFilterSerializer.parse_query(request.query_params)
        if article := params.get("article"):
            desk = self.get_visible_object(Article, article, field="article").desk
        else:
            desk = self.get_desk_or_default(params.get("desk"))
        report = build_agreement_report(desk.pk, article=article)
        return Response({"desk": desk.slug, "article": article, **_serialize(report)})


def _serialize(report: AgreementReport) -> dict[str, Any]:
    return {
        "before": asdict(report.before),
        "after": asdict(report.after),
        "pairs": [_serialize_pair(pair) for pair in report.pairs],
        "contested": [_serialize_contested(contested) for contested in report.contested],
    }


def _serialize_pair(pair: RaterPair) -> dict[str, Any]:
    before, after = (asdict(statistics) if statistics else None for statistics in (pair.before, pair.after))
    return {"one": pair.first.pk, "other": pair.second.pk, "before": before, "after": after}


def _serialize_contested(contested: ContestedClaim) -> dict[str, Any]:
    return {
        "claim": contested.claim.pk,
        "text": contested.claim.text,
        "apart": contested.distance,
        "at_reveal": contested.at_reveal,
        "now": contested.now,
    }
