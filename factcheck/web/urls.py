"""The pages' addresses."""

from django.urls import path

from factcheck.web.views import articles, claims, desks, evidence, exports, maps, review, theme

urlpatterns = [
    path("", desks.home, name="home"),
    path("theme/", theme.choose, name="theme"),
    path("desks/<slug:slug>/", desks.desk, name="desk"),
    path("desks/<slug:slug>/submit/", desks.submit, name="submit"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/claims/", articles.mark, name="mark"),
    path("articles/<int:pk>/comments/", articles.remark, name="article_comment"),
    path("articles/<int:pk>/splitting/", articles.splitting, name="splitting"),
    path("articles/<int:pk>/split/", articles.split_again, name="split_again"),
    path("articles/<int:pk>/map/", maps.article_map, name="map"),
    path("articles/<int:pk>/map/premises/", maps.add_premise, name="premise_add"),
    path("articles/<int:pk>/map/relations/", maps.add_relation, name="relation_add"),
    path("articles/<int:pk>/map/undo/", maps.undo, name="map_undo"),
    path("premises/<int:pk>/", maps.edit_premise, name="premise_edit"),
    path("relations/<int:pk>/", maps.edit_relation, name="relation_edit"),
    path("articles/<int:pk>/exports/", exports.exports, name="exports"),
    path("articles/<int:pk>/exports/jobs/", exports.jobs, name="export_jobs"),
    path("articles/<int:pk>/exports/new/", exports.ask, name="export"),
    path("exports/<int:pk>/retry/", exports.retry, name="export_retry"),
    path("exports/<int:pk>/file/", exports.file, name="export_file"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/edit/", claims.edit, name="claim_edit"),
    path("claims/<int:pk>/steps/<slug:slug>/", claims.step, name="claim_step"),
    path("claims/<int:pk>/aside/", claims.aside, name="claim_aside"),
    path("claims/<int:pk>/evidence/", evidence.link, name="evidence_link"),
    path("claims/<int:pk>/rating/", review.rate, name="rate"),
    path("claims/<int:pk>/verdict/", review.propose, name="propose"),
    path("claims/<int:pk>/verdict/reaffirm/", review.reaffirm, name="reaffirm"),
    path("claims/<int:pk>/comments/", review.remark, name="claim_comment"),
    path("evidence/<int:pk>/", evidence.edit, name="evidence_edit"),
    path("comments/<int:pk>/reply/", review.reply, name="reply"),
    path("comments/<int:pk>/resolve/", review.resolve, name="resolve"),
]
