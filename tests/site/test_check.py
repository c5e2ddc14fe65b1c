"""Each thing a finished site must not hold, in a site of a few bytes."""

from pathlib import Path

import pytest

from policykit.site.check import Expectations, check_site

EXPECTED = Expectations(frozenset({"[fill in: your name]", "[username]"}), {"": "en", "de/": "de"})
SOUND = '<html lang="en"><head><title>T</title></head><body><h1 id="top">T</h1><p>{}</p></body></html>'


def check(folder: Path, body: str = "", **files: str) -> list[str]:
    (folder / "index.html").write_text(SOUND.format(body), encoding="utf-8")
    (folder / "page").mkdir()
    (folder / "page" / "index.html").write_text(SOUND.format("x"), encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("__", "/").replace("_", ".")).write_text(text, encoding="utf-8")
    return [f"{diagnostic.place.file} {diagnostic.rule}" for diagnostic in check_site(folder, EXPECTED)]


@pytest.mark.parametrize("sound", [
    "Grüße – „so“ 📅", '<a href="page/">p</a> <a href="page/#top">p</a> <a href="#top">t</a>', "[fill in: your name] [username]",
    '<a href="https://example.com/">x</a> <a href="mailto:a@example.com">m</a>', '<p data-example>{{ x }} [Your Name] <i>TODO</i></p>',
    "<script>var a = '{{ }} [Not This]'</script>", "arrays [ ] and [x]", "<code>a\\_b</code>",
])  # fmt: skip
def test_a_sound_page_is_left_alone(tmp_path: Path, sound: str):
    assert check(tmp_path, sound) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("{{ product.name }}", "leftover"), ("a TODO b", "leftover"), ("Not stated root={'en': 'x'}", "leftover"), ("Element(tag='code'", "leftover"), ("Macro Rendering Error", "leftover"),
        ("{% if %}", "leftover"), ('<img alt="{{ x }}" src="page/">', "leftover"), ("numstro\\_com", "leftover-escape"),
        ('<a href="//de/">x</a>', "broken-link"), ("[Your Name]", "undeclared-blank"), ("[fill in: your shoe size]", "undeclared-blank"), ("[unsubscribe link]", "undeclared-blank"),
        ("Best√§tigen", "garbled-characters"), ("a\ufffdb", "garbled-characters"), ("ðŸ“… x", "garbled-characters"),
        ('<a href="nowhere/">x</a>', "broken-link"), ('<a href="page/#no">x</a>', "broken-anchor"), ('<a href="#no">x</a>', "broken-anchor"),
        ('<img src="a.png">', "broken-link"), ('<a href="/page/">x</a>', "broken-link"), ('<a href="../up/">x</a>', "broken-link"),
        ('<a href="javascript:x">x</a>', "unsafe-link"), ('<a href="https:///x">x</a>', "broken-link"),
        ('<i id="a"></i><i id="a"></i>', "duplicate-id"),
    ],
)  # fmt: skip
def test_each_fault_is_found_and_names_the_file(tmp_path: Path, body: str, rule: str):
    assert f"index.html {rule}" in check(tmp_path, body)


def test_a_text_file_is_checked_too(tmp_path: Path):
    assert check(tmp_path, reply_txt="Best regards,\n[Your Name]\n") == ["reply.txt undeclared-blank"]


MAIL = (
    "From: a@company.com\nTo: {to}\nSubject: =?utf-8?q?{subject}?=\nMIME-Version: 1.0\n"
    'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n{text}\n'
)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"text": "Gr=C3=BC=C3=9Fe =F0=9F=93=85"}, []),
        ({"to": "b@mail.example.org, c@boats.example"}, []),
        ({"text": "Hello [username],"}, ["undeclared-blank"]),  # declared for pages, but a mail is filled in
        ({"subject": "Code_for_[na?= =?utf-8?q?me]"}, ["undeclared-blank"]),
        ({"text": "Dear {{ na=\nme }}"}, ["leftover"]),
        ({"text": "Best=C3=83=C2=A4tigen"}, ["garbled-characters"]),
        ({"to": "b@company.com"}, ["real-recipient"]),
        ({"to": "b@example.com, c@example.com.company.net"}, ["real-recipient"]),
    ],
)
def test_a_mail_is_checked_as_it_is_read(tmp_path: Path, change: dict, found: list[str]):
    text = MAIL.format(**{"to": "b@example.com", "subject": "Hello", "text": "Hello", **change})
    assert check(tmp_path, '<a href="note.eml">x</a>', note_eml=text) == [f"note.eml {rule}" for rule in found]


def test_a_mail_that_is_none_is_found(tmp_path: Path):
    text = 'To: b@example.com\nContent-Type: multipart/mixed; boundary="x"\n\nno part\n'
    assert set(check(tmp_path, note_eml=text)) == {"note.eml broken-mail"}


def test_a_link_to_a_file_that_is_not_there_is_found(tmp_path: Path):
    assert check(tmp_path, '<a href="note.eml">x</a> <a href="all.zip">x</a>') == ["index.html broken-link"] * 2
    (tmp_path / "there").mkdir()
    assert check(tmp_path / "there", '<a href="all.zip">x</a>', all_zip="x") == []


def test_a_page_in_the_wrong_language_is_found(tmp_path: Path):
    (tmp_path / "de").mkdir()
    assert check(tmp_path, de__index_html=SOUND.format("x")) == ["de/index.html wrong-language"]


def test_a_page_without_title_is_found(tmp_path: Path):
    assert check(tmp_path, a_html='<html lang="en"><body>x</body></html>') == ["a.html no-title"]


def test_an_empty_site_is_found(tmp_path: Path):
    assert [diagnostic.rule for diagnostic in check_site(tmp_path, EXPECTED)] == ["empty-site"]


def test_an_error_page_may_link_from_the_root(tmp_path: Path):
    assert check(tmp_path, **{"404_html": SOUND.format('<a href="/page/">x</a>')}) == []


def test_a_field_in_the_address_of_the_form_is_no_anchor(tmp_path: Path):
    (tmp_path / "products/edit").mkdir(parents=True)
    (tmp_path / "products/edit/index.html").write_text(SOUND.format("x"), encoding="utf-8")
    links = '<a href="products/edit/#tidepool/streams%5B0%5D.from">x</a> <a href="products/edit/#gone">x</a>'
    assert check(tmp_path, links) == ["index.html broken-anchor"]
