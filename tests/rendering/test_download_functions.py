"""The files page shows what is in the files, and says what in them is not the source's own."""

from __future__ import annotations

from projects import pages_of

PRODUCT = """
name: Tidepool
summary: Tidepool sends tide tables.
streams:
  - id: table
    title: {{en: Tide table, de: Gezeitentafel}}
    class: transactional
    {stream}
    sample:
      language: en
      subject: "Tides for [day]"
      text: "Hello [name], it is high water."
      variables: {{day: 3 May, name: "<i>Jane</i> & Co"}}
      {sample}
"""


def page(project, code: str = "en", stream: str = "", sample: str = "") -> str:
    project.write("data/products/tidepool.yml", PRODUCT.format(stream=stream, sample=sample))
    return pages_of(project.load(), code)["products/tidepool/files/index.md"]


def test_a_mail_is_shown_filled_in_and_escaped(project):
    shown = page(project, sample='sent_from: "Tidepool <tides@tidepool.example>"')
    assert "Hello &lt;i&gt;Jane&lt;/i&gt; &amp; Co, it is high water." in shown
    assert "Tides for 3 May" in shown
    assert "Tidepool &lt;tides@tidepool.example&gt;" in shown
    assert 'href="../samples/table.eml"' in shown
    assert "[name]" not in shown


def test_an_event_is_shown_with_its_time_in_its_zone_and_called_an_example(project):
    words = project.load().languages["en"]
    stream = "attachments: [{kind: calendar, name: tide.ics}]"
    event = 'event: {title: "Ebb <b>", start: "2027-02-04 23:30", minutes: 45, zone: Europe/Zurich, example: true}'
    assert words.word("files.no_event") in page(project, stream=stream)
    shown = page(project, stream=stream, sample=event)
    assert "Ebb &lt;b&gt;" in shown
    assert "February 4, 2027, 23:30 to February 5, 2027, 00:15, Europe/Zurich" in shown
    assert "METHOD:REQUEST" in shown
    assert "UID:table.tidepool@example.com" in shown
    assert "<code>application/ics</code>, tide.ics" in shown
    assert words.word("files.example_event") in shown
    assert words.word("files.no_event") not in shown
    assert "4. Februar 2027, 23:30 bis 5. Februar 2027, 00:15 Uhr" in page(project, "de", stream, event)


def test_a_sender_that_nobody_states_is_called_made_up(project):
    words = project.load().languages["en"]
    assert words.word("files.no_sender") in page(project)
    assert words.word("files.no_sender") not in page(project, stream="from: tides@tidepool.example")


def test_a_product_without_streams_has_the_page_and_no_claim(project):
    project.write("data/products/second.yml", "name: Second\nsummary: Sends.\n")
    catalogue = project.load()
    for code in catalogue.languages:
        shown = pages_of(catalogue, code)["products/second/files/index.md"]
        assert "kit-mail" not in shown
        assert "../second.zip" in shown


def test_a_page_without_replies_links_to_none(project):
    project.write("data/profiles/few.yml", "overlays: false\nstatements: false\nsite: few\npages: [files]\n")
    shown = pages_of(project.load("few"), "en")["products/tidepool/files/index.md"]
    assert ".txt" not in shown
    assert "{ #replies }" not in shown
