"""The data model: pydantic records, frozen, each field with type and description. Everything else derives from it.

May import `problem` and `yaml_source`. No record names a language: language codes are the folders of docs/templates.
"""

from .kit import (
    Blank,
    Checklist,
    ChecklistItem,
    FactNeeded,
    LanguageWords,
    Letter,
    PageFront,
    PolicyFront,
    Profile,
    Question,
    ReplyFront,
    Ses,
    SesNumber,
    SourceEntry,
)
from .paths import PathError, is_field, values_at
from .product import Handling, Product
from .product_parts import Alarm, Figure, Flow, Statement
from .records import SOURCE_LANGUAGE, Claim, Mechanism, Record, Status, Text
from .scalars import Id
from .stream import OneTimeCode, Sample, SampleEvent, Stream
from .validation import validate

__all__ = [
    "SOURCE_LANGUAGE",
    "Alarm",
    "Blank",
    "Checklist",
    "ChecklistItem",
    "Claim",
    "FactNeeded",
    "Figure",
    "Flow",
    "Handling",
    "Id",
    "LanguageWords",
    "Letter",
    "Mechanism",
    "OneTimeCode",
    "PageFront",
    "PathError",
    "PolicyFront",
    "Product",
    "Profile",
    "Question",
    "Record",
    "ReplyFront",
    "Sample",
    "SampleEvent",
    "Ses",
    "SesNumber",
    "SourceEntry",
    "Statement",
    "Status",
    "Stream",
    "Text",
    "is_field",
    "validate",
    "values_at",
]
