"""Senders."""

import re
from collections.abc import Iterator

from policykit.readiness.email_addresses import NO_REPLY, own_domains
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.senders import senders


@rule("note", question="purpose", covers=["MSG-04"], sources=["AWS-05", "DE-2"], asks="Reply address")
def no_reply_without_reply_address(product: ProductView) -> Iterator[Found]:
    """Emails come from a no-reply address, and a reply address is missing.

    AWS advises against such senders: people reply to email, and a reply that nobody reads turns into a complaint. In 2025, a
    German court objected to a contact address that nobody can use.

    Fix: Add a mailbox that people read as `reply_to`, or send from it.

    Wrong:
        handling: {reply_handling: (leave out)}
        streams:
          - id: sign-in-code
            from: no-reply@lantern.example.com
            reply_to: (leave out)
    Right:
        streams:
          - id: sign-in-code
            from: no-reply@lantern.example.com
            reply_to: post@lantern.example.com
        handling:
          reply_handling:
            status: implemented
            mechanism: Replies and email to postmaster@lantern.example.com reach our support mailbox.
            action: Our support team answers them on working days.
        ---
        streams: [{from: no-reply@lantern.example.com, reply_to: (leave out)}]
    """
    if product.handling.reply_handling.is_in_place:
        return
    found: dict[str, list[str]] = {}
    for path, stream in product.each_stream():
        if stream.from_ and NO_REPLY.match(stream.from_) and stream.reply_to is None and not stream.recipients.internal:
            found.setdefault(stream.from_, []).append(path)
    for address, paths in found.items():
        yield Found(
            f"{paths[0]}.from",
            "{address} is a no-reply address, and `reply_to` is missing in {count} streams."
            if len(paths) > 1
            else "{address} is a no-reply address, and `reply_to` is missing.",
            address=address,
            count=len(paths),
        )


BOXES = ("abuse@", "postmaster@")


@rule("note", covers=["MSG-13"], sources=["R-2142", "R-5321"], asks="Mailboxes abuse@ and postmaster@")
def role_mailboxes_missing(product: ProductView) -> Iterator[Found]:
    """Nothing says that abuse@ and postmaster@ of your domain are read.

    Other mail operators write there before they block you. RFC 5321 and RFC 2142 ask for both mailboxes.

    Fix: Set up both mailboxes, and name them in `handling.reply_handling.mechanism`.

    Wrong:
        contacts: {support: {email: post@lantern.example.com}}
        handling: {reply_handling: {mechanism: Email to postmaster@lantern.example.com reaches the team.}}
    Right:
        handling:
          reply_handling:
            status: implemented
            mechanism: Email to abuse@lantern.example.com and postmaster@lantern.example.com reaches our support mailbox.
    Silent:
        lists: {never: [{}, "Role addresses such as abuse@ and postmaster@ are refused at sign-up."]}
    """
    domains = own_domains(product)
    if not domains:
        return
    addresses = (*(contact.email or "" for contact in product.contacts.values()), *product.request.additional_contacts)
    texts = [text.lower() for text in (*(words.text for words in product.words), *addresses) if "@" in text]
    missing = [box for box in BOXES if not any(box in text and _names(text, box, domains) for text in texts)]
    if missing:
        yield Found("contacts", "You do not say that anyone reads {boxes}.", boxes=[f"{box}{min(domains)}" for box in missing])


def _names(text: str, box: str, domains: frozenset[str]) -> bool:
    """Whether a text names this mailbox at one of the domains or below."""
    host = text.partition(box)[2].split(" ", 1)[0].rstrip(".,;:)")
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


WORD = re.compile(r"\w{3,}")
# Words of company names that identify nobody.
COMMON = frozenset(
    {"the", "and", "ltd", "inc", "llc", "gmbh", "team", "mail", "app", "services", "service", "online", "software"}
)


@rule(
    "note",
    question="purpose",
    covers=["MSG-03"],
    sources=["AWS-05", "A-1", "US-1"],
    severity_because="AWS advises a recognizable sender, but does not ask for the name.",
)
def sender_name_unrecognised(product: ProductView) -> Iterator[Found]:
    """The sender name contains neither the product nor the company.

    People report email as spam if the sender is only "Team" or "Notifications". US law asks for a name that identifies who
    sends.

    Fix: Put the name of the product into `from_name`.

    Wrong:
        streams: [{id: sign-in-code, from_name: Notifications}]
    Right:
        streams: [{id: sign-in-code, from_name: Lantern sign-in}]
        ---
        streams: [{from_name: The Lantern choirs (Lantern Ltd)}]
    """
    company = product.company
    names = [product.name, product.application or "", company.name if company else ""]
    known = {word for name in names for word in WORD.findall(name.casefold())} - COMMON
    for sender in senders(product):
        shown = sender.name.casefold()
        if shown and known and not any(word in shown for word in known):
            yield Found(
                sender.name_path,
                'Recipients see "{sender}", which does not name {product}.',
                sender=sender.name,
                product=product.name,
            )
