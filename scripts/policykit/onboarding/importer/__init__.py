"""A request in free text -> the facts that it names with certainty, each with its line; the rest is left to a person.

`draft` reads the text; each module with a `find` takes one kind of fact and is found by listing this package; `joining` makes
one product of what they found. Nothing here guesses: what is not certain is a review.
"""

from .candidates import Known
from .output import Imported
from .passages import Draft, Repair, read_draft
from .resolve import import_draft

__all__ = ["Draft", "Imported", "Known", "Repair", "import_draft", "read_draft"]
