"""Every address of the site: pages, text files, downloads, JSON, schemas, and which of them a profile has.

What belongs to a product is given below the folder of the product, because its pages link to each other; everything else below
the root of the language, JSON below the root of the site. Callers put the way from the page in front.
"""

from __future__ import annotations

from .catalog import Catalogue

INDEX = "index.md"
PRODUCTS = "products/"
RULES = "rules/"
SCHEMAS = "schema/"
REPLIES = "reply/"
"""The list of a product's replies, and the folder of each; below the product."""
API = "api/v1/"
"""The site's JSON, below the root of the source language; every language links to the same files."""

DETAILS_FILE = "put-account-details.json"


def is_shown(catalogue: Catalogue, kind: str) -> bool:
    """Whether the profile has this kind of page or file."""
    return catalogue.profile.pages is None or kind in catalogue.profile.pages


def product_url(slug: str) -> str:
    """The folder of a product: its overview, or the page that says that it is retired."""
    return f"{PRODUCTS}{slug}/"


def rules_url(name: str) -> str:
    """The page of a topic of rules; at the id of a rule, the page that leads on to it."""
    return f"{RULES}{name}/"


def schema_file(name: str) -> str:
    """A schema such as `product.schema.json`."""
    return f"{SCHEMAS}{name}"


# Below the folder of a product


def page_url(kind: str, reply: str = "") -> str:
    """A page of a product; empty for the overview and the page of a retired product, which are the folder itself."""
    if reply:
        return f"{REPLIES}{reply}/"
    return "" if kind in ("overview", "retired") else f"{kind}/"


def page_file(kind: str, reply: str = "") -> str:
    """The source of such a page. Each is the index of a folder: links in HTML then read alike from source and address.

    Zensical resolves links in raw HTML from the source's folder, MkDocs leaves them to the browser.
    """
    return page_url(kind, reply) + INDEX


def way_to_product(kind: str, reply: str = "") -> str:
    """The way from such a page back to the folder of its product: `./`, `../` or `../../`."""
    return "../" * page_url(kind, reply).count("/") or "./"


def reply_file(reply: str) -> str:
    """A reply as text."""
    return f"{REPLIES}{reply}.txt"


def policy_file(policy: str) -> str:
    """A policy as text."""
    return f"policies/{policy}.txt"


def sheet_file(sheet: str) -> str:
    """A text sheet."""
    return f"{sheet}.txt"


def sample_file(stream_id: str) -> str:
    """The sample email of a stream."""
    return f"samples/{stream_id}.eml"


def bundle_file(slug: str) -> str:
    """All files of a product in one zip."""
    return f"{slug}.zip"


# JSON, below the root of the site


def products_json() -> str:
    """All products in short."""
    return f"{API}{PRODUCTS.rstrip('/')}.json"


def product_json(slug: str) -> str:
    """Everything about one product."""
    return f"{API}{PRODUCTS}{slug}.json"


def details_json(slug: str) -> str:
    """The request of one product, as `PutAccountDetails` takes it."""
    return f"{API}{product_url(slug)}{DETAILS_FILE}"


def communication_json(slug: str, reply: str) -> str:
    """A reply of one product, as `AddCommunicationToCase` takes it."""
    return f"{API}{product_url(slug)}add-communication-to-case/{reply}.json"
