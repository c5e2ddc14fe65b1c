"""A text is longer than the reply can bear.

All answers together have to fit into the 8,000 characters of one message of a case (AWS-20). A summary is one sentence, a
mechanism a short paragraph, a sample one screen.

Wrong:
    summary: >-
      Lantern lets small choirs plan rehearsals, sends each singer the dates, keeps a list of who is coming, reminds those who
      have not answered, collects the fee for the next concert, prints the programme and writes to the local newspaper about it.
    ---
    handling:
      monitoring:
        action: >-
          The technical lead looks at the bounce rate in the console. The technical lead looks at the bounce rate of each
          stream. The technical lead looks at the complaint rate in the console. The technical lead looks at the complaint
          rate of each stream. The technical lead looks at the queue. The technical lead looks at the dead-letter queue. The
          technical lead looks at the log. The technical lead writes down what was seen. The technical lead writes down what
          was done. The technical lead tells the team on Monday. The technical lead tells the team again on Friday. The
          technical lead closes the entry in the log of the week.
Right:
    summary: Lantern lets small choirs plan rehearsals and sends each singer the dates.
"""

from collections.abc import Iterator

from policykit.readiness.statuses import texts_with_status
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.names import samples_of

severity = "warning"
covers = ("TXT-12",)
sources = ("AWS-20",)

# Our own limits: with them, seven answers and three samples fit into one message.
SUMMARY, MECHANISM, SAMPLE = 200, 600, 2000


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """The summary, the texts of what carries a status, and the sample mails; in English, which the reply prints."""
    limit = f"{context.number('case-characters'):,}"
    long = [("summary", product.summary.root["en"], SUMMARY)]
    long += [(words.path, words.text, MECHANISM) for words, _ in texts_with_status(product) if words.language == "en"]
    long += [(path, text, SAMPLE) for path, text in samples_of(product)]
    for path, text, wanted in long:
        if len(text) > wanted:
            message = f"{len(text):,} characters, above our {wanted:,}; the whole reply has {limit}"
            yield Found(path, message, f"shorten it to {wanted:,} characters; detail belongs into a policy")
