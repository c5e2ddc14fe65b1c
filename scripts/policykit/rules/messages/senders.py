"""Senders."""

import re
from collections.abc import Iterator

from policykit.readiness.email_addresses import NO_REPLY, own_domains
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.senders import senders


@rule("note", question="purpose", covers=["MSG-04"], sources=["AWS-05", "DE-2"])
def no_reply_without_reply_address(product: ProductView) -> Iterator[Found]:
    """Mail comes from a no-reply address, and where answers go is not stated.

    AWS advises against such senders: people answer mail, and an answer that nobody reads turns into a complaint (AWS-05). In
    2025 a German court objected to a contact address that nobody can use (DE-2).

    Wrong:
        streams: [{from: no-reply@lantern.example.com, reply_to: (leave out)}]
        handling: {reply_handling: (leave out)}
    Right:
        streams: [{from: no-reply@lantern.example.com, reply_to: post@lantern.example.com}]
        handling: {reply_handling: (leave out)}
        ---
        streams: [{from: no-reply@lantern.example.com, reply_to: (leave out)}]
    """
    # Each such sender, once for all its streams; mail to the company's own mailbox needs no answer.
    handling = product.handling.reply_handling
    if handling.is_in_place:
        return
    found: dict[str, list[str]] = {}
    for path, stream in product.each_stream():
        if stream.from_ and NO_REPLY.match(stream.from_) and stream.reply_to is None and not stream.recipients.internal:
            found.setdefault(stream.from_, []).append(path)
    for address, paths in found.items():
        count = f" ({len(paths)} streams)" if len(paths) > 1 else ""
        message = f"{address} says that nobody reads answers, and no other address is stated{count}"
        yield Found(f"{paths[0]}.from", message, "state a mailbox that people read as `reply_to:`, or send from it")


BOXES = ("abuse@", "postmaster@")


@rule("note", covers=["MSG-13"], sources=["R-2142", "R-5321"])
def role_mailboxes_missing(product: ProductView) -> Iterator[Found]:
    """Nothing says that abuse@ and postmaster@ of your domain are read.

    Other mail operators write there before they block you. RFC 5321 asks for postmaster@ at each domain that takes mail, RFC
    2142 for abuse@ (R-5321, R-2142).

    Wrong:
        contacts: {support: {email: post@lantern.example.com}}
    Right:
        contacts: {support: {email: abuse@lantern.example.com}}
        handling: {reply_handling: {mechanism: Mail to postmaster@lantern.example.com reaches the team.}}
    Silent:
        lists: {never: [{}, "Role addresses such as abuse@ and postmaster@ are refused at sign-up."]}
    """
    # Once for a product whose domain is known, naming what is missing.
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


@rule("error", question="purpose", covers=["MSG-01"], sources=["R-5322", "G-1", "Y-1"])
def sender_address_missing(product: ProductView) -> Iterator[Found]:
    """A stream does not say from which address it is sent.

    Every mail must have a From field (R-5322); Gmail and Yahoo refuse mail that is not in that form (G-1, Y-1), and AWS
    compares the address with the verified identities. Date, Subject and Message-ID of the samples are made by the kit.

    Wrong:
        streams: [{from: (leave out), sample: {sent_from: (leave out)}}]
        ---
        streams: [{from: (leave out), sample: {sent_from: Lantern}}]
    Right:
        streams: [{from: codes@lantern.example.com}]
        ---
        streams: [{from: (leave out), sample: {sent_from: Lantern <codes@lantern.example.com>}}]
    """
    # Each stream without sender, neither in the field nor in its sample.
    for path, stream in product.each_stream():
        shown = stream.sample.sent_from
        if stream.from_ is None and "@" not in (shown or ""):
            yield Found(path, f"the sender address of `{stream.id}` is not stated", "add `from:` with the address")


@rule("warning", question="purpose", covers=["MSG-03"], sources=["AWS-05", "A-1"])
def sender_name_missing(product: ProductView) -> Iterator[Found]:
    """A stream does not say which name its recipients see as the sender.

    People report mail as spam when they do not recognise who it is from. An address such as noreply@ says little (AWS-05, A-1).

    Wrong:
        streams: [{from_name: (leave out), sample: {sent_from: codes@lantern.example.com}}]
    Right:
        streams: [{from_name: Lantern}]
        ---
        streams: [{from_name: (leave out), sample: {sent_from: Lantern <codes@lantern.example.com>}}]
    """
    # Each sender address without a name, once for all its streams.
    for sender in senders(product):
        if not sender.name:
            message = f"{sender.address} has no sender name{sender.count}"
            fix = f"add `from_name:`, such as {product.application or product.name}"
            yield Found(sender.path, message, fix)


WORD = re.compile(r"\w{3,}")
# Words of company names that identify nobody.
COMMON = frozenset(
    {"the", "and", "ltd", "inc", "llc", "gmbh", "team", "mail", "app", "services", "service", "online", "software"}
)


@rule("warning", question="purpose", covers=["MSG-03"], sources=["AWS-05", "A-1", "US-1"])
def sender_name_unrecognised(product: ProductView) -> Iterator[Found]:
    """The sender's name holds neither the product nor the company.

    A name that the recipient does not connect with you, such as "Team" or "Notifications", gets reported as spam. US law asks
    for a sender that identifies who sends (AWS-05, A-1, US-1).

    Wrong:
        streams: [{from_name: Notifications}]
    Right:
        streams: [{from_name: Lantern sign-in}]
        ---
        streams: [{from_name: The Lantern choirs (Lantern Ltd)}]
    """
    # Each sender whose name shares no word with those of product, application and company.
    company = product.company
    names = [product.name, product.application or "", company.name if company else ""]
    known = {word for name in names for word in WORD.findall(name.casefold())} - COMMON
    for sender in senders(product):
        shown = sender.name.casefold()
        if shown and known and not any(word in shown for word in known):
            message = f'"{sender.name}" names neither {" nor ".join(dict.fromkeys(filter(None, names)))}'
            yield Found(sender.name_path, message, f"put the product into the name: {names[0]} ...")
