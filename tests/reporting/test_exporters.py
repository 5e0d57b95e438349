import hashlib
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from factcheck.argument.formats import WRITERS
from factcheck.exceptions import UnknownChoice
from factcheck.reporting.exporters import EXPORTERS, get_exporter, write_export
from tests.bracket_translator import marked
from tests.reporting import samples

ASKED_FOR = {
    "map.svg",
    "map.png",
    "map.pdf",
    "map-a3.pdf",
    "map.json",
    "map.aif",
    "map.argdown",
    "report.html",
    "report.pdf",
    "report.claimreview",
}


@pytest.fixture(scope="module")
def report():
    return samples.report()


def test_the_table_has_every_promised_kind():
    assert set(EXPORTERS) >= ASKED_FOR | {"claims.json", "claims.csv"} | set(WRITERS)


def test_every_row_has_its_slug_as_key_and_texts_for_people():
    for slug, kind in EXPORTERS.items():
        assert kind.slug == slug
        assert kind.title
        assert "/" in kind.media_type


def test_no_two_kinds_share_a_suffix_or_a_title():
    assert len({kind.suffix for kind in EXPORTERS.values()}) == len(EXPORTERS)
    assert len({kind.title for kind in EXPORTERS.values()}) == len(EXPORTERS)


def test_text_formats_name_their_encoding():
    plain = [kind.media_type for kind in EXPORTERS.values() if kind.media_type.startswith("text/")]
    assert all(media_type.endswith("; charset=utf-8") for media_type in plain)


@pytest.mark.parametrize("slug", ["", "report", "report.doc", "REPORT.HTML"])
def test_an_unknown_kind_is_refused_with_the_known_kinds(slug, report):
    with pytest.raises(UnknownChoice, match="report\\.html"):
        write_export(report, slug)
    with pytest.raises(UnknownChoice):
        get_exporter(slug)


@pytest.mark.parametrize("slug", sorted(EXPORTERS))
def test_the_same_report_gives_the_same_bytes(slug, report):
    first, second = (
        hashlib.sha256(write_export(each, slug)).hexdigest() for each in (report, samples.report())
    )
    assert first == second


@pytest.mark.parametrize("slug", sorted(EXPORTERS))
def test_a_report_without_claims_can_be_written(slug, report):
    assert write_export(replace(report, claims=(), graph=samples.graph(()), text=""), slug)


def test_the_svg_map_is_well_formed_and_has_every_claim(report):
    root = ET.fromstring(write_export(report, "map.svg"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    text = " ".join(root.itertext())
    assert all(claim.wording in text for claim in report.claims)


@pytest.mark.parametrize(
    "kind",
    [kind for kind in sorted(EXPORTERS) if kind not in ("map.png", "map.pdf", "map-a3.pdf", "report.pdf")],
)
def test_a_file_does_not_depend_on_the_language_of_the_reader(report, kind):
    with marked():
        translated = write_export(report, kind)

    assert translated == write_export(report, kind)
