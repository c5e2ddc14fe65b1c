"""The data model: frozen pydantic records with a type and a description for each field. Everything else derives from it.

No record names a language: the catalogs of docs/translations define the language codes.
"""

from .company import Contact
from .front import PageFront, PolicyFront, ReplyFront, SheetFront
from .kit import (
    STATE_INPUTS,
    AccountState,
    Blank,
    Checklist,
    ChecklistItem,
    Condition,
    FactNeeded,
    Letter,
    NextStep,
    NextSteps,
    Obstacle,
    Profile,
    Question,
    ReferenceEntry,
    RuleState,
    Ses,
    SesNumber,
    SourceEntry,
    StateRow,
)
from .look import Kit
from .notes import Statement
from .operations import Alarm, Figure, Flow
from .paths import PathError, is_field, texts_of, values_at
from .product import Handling, Product, Stage
from .records import SOURCE_LANGUAGE, SOURCE_LOCALE, Claim, Mechanism, Record, Status, Text
from .scalars import Id
from .search import Search, Synonym
from .stream import Attachment, OneTimeCode, Sample, SampleEvent, Stream
from .validation import validate

__all__ = [
    "SOURCE_LANGUAGE",
    "SOURCE_LOCALE",
    "STATE_INPUTS",
    "AccountState",
    "Alarm",
    "Attachment",
    "Blank",
    "Checklist",
    "ChecklistItem",
    "Claim",
    "Condition",
    "Contact",
    "FactNeeded",
    "Figure",
    "Flow",
    "Handling",
    "Id",
    "Kit",
    "Letter",
    "Mechanism",
    "NextStep",
    "NextSteps",
    "Obstacle",
    "OneTimeCode",
    "PageFront",
    "PathError",
    "PolicyFront",
    "Product",
    "Profile",
    "Question",
    "Record",
    "ReferenceEntry",
    "ReplyFront",
    "RuleState",
    "Sample",
    "SampleEvent",
    "Search",
    "Ses",
    "SesNumber",
    "SheetFront",
    "SourceEntry",
    "Stage",
    "StateRow",
    "Statement",
    "Status",
    "Stream",
    "Synonym",
    "Text",
    "is_field",
    "texts_of",
    "validate",
    "values_at",
]
