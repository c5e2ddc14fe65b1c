"""A hostile product in the built site: what it says stays text, wherever it goes."""

from __future__ import annotations

import io
import json
import re
from email import message_from_bytes
from email.policy import default
from pathlib import PurePosixPath
from zipfile import ZipFile

import pytest
from hostile import LONG, NAME, TEXTS
from icalendar import Calendar
from lxml import etree

FOLDER = "products/hostile/"
HEADS = {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"}


@pytest.fixture(scope="module")
def pages(public_site):
    """Every page that shows the product, parsed as a browser would."""
    names = ["products", "api", *(f"{code}products/hostile" for code in ("", "de/"))]
    paths = {
        path for name in names for path in (public_site.folder / name).rglob("index.html") if b"onerror" in path.read_bytes()
    }
    assert len(paths) > 15
    return {path: etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True)) for path in paths}


def test_no_text_becomes_an_element_an_attribute_or_a_link(pages):
    wrong = []
    for path, page in pages.items():
        wrong += [
            (path, script.text)
            for script in page.iter("script")
            if "alert(" in (script.text or "") and script.get("type") is None
        ]
        wrong += [(path, name) for name in page.xpath("//@*[starts-with(name(), 'on')]")]
        wrong += [
            (path, link) for link in page.xpath("//@href | //@src | //@action") if re.match(r"\s*(javascript|data:text)", link)
        ]
        wrong += [(path, tag) for tag in page.xpath("//img[@src='x']")]
    assert wrong == []


def test_every_text_is_on_a_page_as_it_is_in_the_file(pages):
    words = " ".join(" ".join("".join(page.itertext()).split()) for page in pages.values())
    assert [text for text in (NAME, *TEXTS, LONG) if " ".join(text.split()) not in words] == []


def test_its_data_is_what_its_json_says(public_site):
    data = json.loads(public_site.read("api/v1/products/hostile.json"))["data"]
    assert data["name"] == NAME
    assert data["streams"][0]["sample"]["variables"]["name"] == LONG.strip()
    product = public_site.catalogue.products["hostile"].product
    assert data["sending"][0]["text"]["en"] == product.sending[0].text.root["en"]


def test_its_sample_has_the_heads_of_an_email_and_one_recipient_who_does_not_exist(public_site):
    for path in (public_site.folder / FOLDER).rglob("*.eml"):
        message = message_from_bytes(path.read_bytes(), policy=default)
        assert set(message.keys()) <= HEADS
        assert [address.domain for address in message["To"].addresses] == ["example.com"]
        assert message.get_body(("plain",)).get_content().count("zebrafish") == 2500
        html = etree.fromstring(message.get_body(("html",)).get_content(), etree.HTMLParser(huge_tree=True))
        assert {node.tag for node in html.iter()} <= {"html", "head", "meta", "title", "body", "p", "br", "a"}
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                assert len(Calendar.from_ical(part.get_content()).events) == 1


def test_its_zip_unpacks_into_plain_names_with_the_files_of_the_site(public_site):
    packed = ZipFile(io.BytesIO((public_site.folder / FOLDER / "hostile.zip").read_bytes()))
    assert packed.testzip() is None
    for name in packed.namelist():
        assert re.fullmatch(r"[a-z0-9.-]+(/[a-z0-9.-]+)?", name)
        assert ".." not in PurePosixPath(name).parts
        if name.endswith(".eml"):
            assert packed.read(name) == (public_site.folder / FOLDER / name).read_bytes()
