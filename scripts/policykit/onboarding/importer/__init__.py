"""Imports a request in free text: extracts the facts it states clearly, each with its line, and lists the rest for review.

`passages` reads the text. Each module with a `find` function extracts one kind of fact; `resolve` discovers these modules and
combines their results into one product. Nothing here guesses: everything uncertain becomes a review entry.
"""

from .candidates import Known
from .output import Imported
from .passages import Draft, Repair, read_draft
from .resolve import import_draft

__all__ = ["Draft", "Imported", "Known", "Repair", "import_draft", "read_draft"]
