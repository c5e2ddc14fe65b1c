"""Addresses of all pages, text files, downloads, JSON files and schemas of the site, and which of them a profile has.

Addresses of a product's files are relative to the product's folder, because its pages link to each other. JSON is relative to
the root of the site, everything else to the root of the language. Callers prepend the relative path from the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from .catalog import Catalogue

INDEX = "index.md"
PRODUCTS = "products/"
EDIT = f"{PRODUCTS}edit/"
"""The form for an existing product; the part after `#` names the product and a field, and only the form's script reads it."""
RULES = "rules/"
QUESTIONS = "questions/"
POLICIES = "policies/"
"""The guides to the policies, one page per policy."""
FIELDS = "guides/product-file/"
"""The guide that lists every field of a product file; each field has an anchor, such as `stream.from`."""
SCHEMAS = "schema/"
PATTERNS = "reply/patterns.json"
"""What the reader of emails from AWS compares them with."""
REPLIES = "reply/"
"""The list of a product's replies and the parent folder of each reply; relative to the product."""
API = "api/v1/"
"""The site's JSON, relative to the root of the source language. All languages link to the same files."""

HOMES = ("overview", "retired", "introduction")
"""The page kinds that are the first page of a product: in general, once it is retired, and on a site of its own."""

DETAILS_FILE = "put-account-details.json"


def is_shown(catalogue: Catalogue, kind: str) -> bool:
    """Whether the profile has this kind of page or file."""
    return catalogue.profile.pages is None or kind in catalogue.profile.pages


def product_url(slug: str) -> str:
    """The folder of a product: its overview, or the page of a retired product."""
    return f"{PRODUCTS}{slug}/"


def product_folder(catalogue: Catalogue, slug: str) -> str:
    """The folder of a product on this site: the root of the language if the site is about this product alone."""
    return "" if catalogue.sole_product else product_url(slug)


def edit_url(slug: str, path: str) -> str:
    """The form, opened at a field of a product: `products/edit/#numstro/streams%5B0%5D.trigger`."""
    return f"{EDIT}#{slug}/{quote(path)}"


def written_pages(catalogue: Catalogue, slug: str) -> Iterator[Path]:
    """The hand-written pages that have the address of a product with this slug, such as `add` and `edit`."""
    docs = catalogue.settings.docs
    return (page for code in catalogue.languages if (page := docs / code / PRODUCTS / f"{slug}.md").is_file())


def has_form(catalogue: Catalogue) -> bool:
    """Whether the site has the form for an existing product."""
    return not catalogue.sole_product and any(written_pages(catalogue, "edit"))


def rules_url(name: str) -> str:
    """The page of a rule topic; for the id of a rule, the page that redirects to the rule."""
    return f"{RULES}{name}/"


def schema_file(name: str) -> str:
    """The address of a schema such as `product.schema.json`."""
    return f"{SCHEMAS}{name}"


# Relative to the folder of a product


def page_url(kind: str, reply: str = "") -> str:
    """A page of a product; empty for a page in `HOMES`, whose address is the product's folder."""
    if reply:
        return f"{REPLIES}{reply}/"
    return "" if kind in HOMES else f"{kind}/"


def page_file(kind: str, reply: str = "") -> str:
    """The source file of a product page. Each is the index of a folder, so that relative links in raw HTML work everywhere.

    Zensical resolves links in raw HTML relative to the source's folder; MkDocs leaves them to the browser.
    """
    return page_url(kind, reply) + INDEX


def way_to_product(kind: str, reply: str = "") -> str:
    """The relative path from a product page to the folder of its product: `./`, `../` or `../../`."""
    return "../" * page_url(kind, reply).count("/") or "./"


def reply_file(reply: str) -> str:
    """The text file of a reply."""
    return f"{REPLIES}{reply}.txt"


def policy_file(policy: str) -> str:
    """The text file of a policy."""
    return f"policies/{policy}.txt"


def sheet_file(sheet: str) -> str:
    """A text sheet."""
    return f"{sheet}.txt"


def stack_file(slug: str) -> str:
    """The CloudFormation template of a product's setup."""
    return f"{slug}-setup.yml"


def zone_file(slug: str) -> str:
    """The DNS records of a product's setup, as a zone file."""
    return f"{slug}-dns.zone"


def route53_file(slug: str, zone: str = "") -> str:
    """The DNS records of a product's setup, as a change batch for Route 53; `zone` names a further zone."""
    return f"{slug}-route53{f'-{zone}' if zone else ''}.json"


def source_file() -> str:
    """The text of the product file itself, which the form reads; only on a site that may show all of it."""
    return "product.yml"


def sample_file(stream_id: str) -> str:
    """The sample email of a stream."""
    return f"samples/{stream_id}.eml"


def bundle_file(slug: str) -> str:
    """The ZIP archive with all files of a product."""
    return f"{slug}.zip"


# JSON, relative to the root of the site


def products_json() -> str:
    """The summary of all products."""
    return f"{API}{PRODUCTS.rstrip('/')}.json"


def product_json(slug: str) -> str:
    """Everything about one product."""
    return f"{API}{PRODUCTS}{slug}.json"


def details_json(slug: str) -> str:
    """The request of a product, as input for `PutAccountDetails`."""
    return f"{API}{product_url(slug)}{DETAILS_FILE}"


def communication_json(slug: str, reply: str) -> str:
    """A reply of a product, as input for `AddCommunicationToCase`."""
    return f"{API}{product_url(slug)}add-communication-to-case/{reply}.json"
