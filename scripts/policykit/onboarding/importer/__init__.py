"""Imports a request in free text: extracts the facts it states clearly, each with its line, and lists the rest for review.

`draft` reads the text as sentences. Modules such as `request` find one kind of fact each; `topics` carries every other
sentence to the field of AWS's question. `result` combines both into one product, which always loads.
"""

from .draft import Draft, Known, Repair, read_draft
from .result import Imported, import_draft

__all__ = ["Draft", "Imported", "Known", "Repair", "import_draft", "read_draft"]
