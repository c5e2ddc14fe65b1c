"""The policy of a page: its own inline scripts by their hashes, and nothing else that a page could be made to run."""

from __future__ import annotations

import base64
import hashlib

import pytest

from policykit.site.security import NoHead, with_policy

HEAD = b"<!doctype html><html><head>"


CODE = b'a = "</b>"'


def hash_of(code: bytes) -> str:
    return base64.b64encode(hashlib.sha256(code).digest()).decode()


def test_an_inline_script_is_allowed_by_its_hash_and_data_and_files_are_not_listed():
    page = HEAD + b'<script>a = "</b>"</script><script type="application/json">{}</script><script src="x.js"></script>'
    policy = with_policy(page).decode()
    assert f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash_of(CODE)}';" in policy
    assert policy.count("sha256-") == 1


def test_the_policy_comes_before_anything_that_it_is_about():
    assert with_policy(HEAD + b"<link>").startswith(HEAD + b'<meta http-equiv="Content-Security-Policy"')


def test_the_same_script_is_listed_once():
    assert with_policy(HEAD + b"<script>a</script>" * 2).count(b"sha256-") == 1


def test_a_page_without_a_place_for_the_policy_is_an_error():
    with pytest.raises(NoHead):
        with_policy(b"a page")


def policy_of(page: bytes) -> bytes:
    return page.split(b"default-src", 1)[1].split(b'">')[0]


def test_every_page_of_the_site_has_a_policy_and_none_allows_what_is_inline(public_site):
    pages = [path.read_bytes() for path in public_site.folder.rglob("*.html")]
    assert len(pages) > 100
    assert all(
        page.count(b"Content-Security-Policy") == 1 and b"unsafe" not in policy_of(page).replace(b" 'wasm-unsafe-eval'", b"")
        for page in pages
    )


def test_no_page_has_a_style_attribute_which_its_policy_would_refuse(public_site):
    assert [path for path in public_site.folder.rglob("*.html") if b' style="' in path.read_bytes()] == []
