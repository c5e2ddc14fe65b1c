"""Nothing says that abuse@ and postmaster@ of your domain are read.

Other mail operators write there before they block you. RFC 5321 asks for postmaster@ at each domain that takes mail, RFC 2142
for abuse@ (R-5321, R-2142).

Wrong:
    contacts: {support: {email: post@lantern.example.com}}
Right:
    contacts: {support: {email: abuse@lantern.example.com}}
    handling: {reply_handling: {mechanism: Mail to postmaster@lantern.example.com reaches the team.}}
Silent:
    lists: {never: [{}, "Role addresses such as abuse@ and postmaster@ are refused at sign-up."]}
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import own_domains
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("MSG-13",)
sources = ("R-2142", "R-5321")

BOXES = ("abuse@", "postmaster@")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Once for a product whose domain is known, naming what is missing."""
    domains = own_domains(product)
    if not domains:
        return
    addresses = (*(contact.email or "" for contact in product.contacts.values()), *product.request.additional_contacts)
    texts = [text.lower() for text in (*(words.text for words in product.words), *addresses) if "@" in text]
    missing = [box for box in BOXES if not any(box in text and _names(text, box, domains) for text in texts)]
    if missing:
        first = min(domains)
        message = f"{' and '.join(f'{box}{first}' for box in missing)}: nothing says that somebody reads this mail"
        yield Found("contacts", message, "set the mailboxes up, and name both in `handling.reply_handling.mechanism`")


def _names(text: str, box: str, domains: frozenset[str]) -> bool:
    """Whether a text names this mailbox at one of the domains or below."""
    host = text.partition(box)[2].split(" ", 1)[0].rstrip(".,;:)")
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
