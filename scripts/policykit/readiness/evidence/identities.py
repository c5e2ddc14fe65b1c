"""Judges looks at identities: verification, DKIM and MAIL FROM."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from policykit.model.evidence import ConfigurationSetLook, IdentityLook
from policykit.model.identities import DomainIdentity
from policykit.model.view import ProductView
from policykit.readiness.dns_records import dkim_records, feedback_record, ses_spf_record
from policykit.readiness.found import Found
from policykit.readiness.sending_identities import identities_for, identities_of

from .judgment import Difference, Seen

WANTED_BITS = 2048
"""RFC 8301 3.2: signers should use at least that."""


def judge_identities(product: ProductView) -> Iterator[Difference | Seen]:
    """Yield what looks at identities confirm, and what differs from the file."""
    for index, domain in enumerate(product.identities.domains):
        look = identity_look(product, domain.domain, domain.region or product.request.region)
        if look and look.day and domain.status.is_in_place:
            yield from _domain(f"identities.domains[{index}]", domain, look, look.day)
    for index, address in enumerate(product.identities.addresses):
        look = identity_look(product, address, product.request.region)
        if look and look.day and not (look.exists and look.verified):
            yield Difference(
                Found(
                    f"identities.addresses[{index}]",
                    "SES could not send from {address} in {region}: the address was not verified there.",
                    "Verify it (SES sends a link to the address), or remove it from your file. A verified domain is better, "
                    "because it covers all its addresses.",
                    address=address,
                    region=look.region,
                ),
                look.day,
            )


def identity_look(product: ProductView, identity: str, region: str | None) -> IdentityLook | None:
    """Return the answered look at an identity in a Region, or the newest one if the file names no Region."""
    found = [
        look for look in product.evidence.identities if look.on and look.identity == identity and region in (None, look.region)
    ]
    return max(found, key=lambda look: str(look.on), default=None)


def sending_identities(product: ProductView) -> list[IdentityLook]:
    """Return the looks at the identities that the streams send from; at all identities if no stream has a sender."""
    senders = [stream.from_ for stream in product.streams if stream.from_]
    wanted = [identities_for(product, sender) for sender in senders] or [[name] for name in identities_of(product)]
    found = []
    for names in wanted:
        looks = (identity_look(product, name, product.request.region) for name in names)
        if (look := next((look for look in looks if look and look.exists), None)) and look not in found:
            found.append(look)
    return found


def sending_sets(product: ProductView) -> list[ConfigurationSetLook]:
    """Return the looks at the default configuration sets of these identities."""
    found = (set_look(product, look) for look in sending_identities(product))
    return list({look.asked: look for look in found if look and look.exists}.values())


def set_look(product: ProductView, identity: IdentityLook) -> ConfigurationSetLook | None:
    """Return the answered look at the default configuration set of an identity."""
    wanted = (identity.configuration_set, identity.region)
    return next((look for look in product.evidence.configuration_sets if look.on and (look.name, look.region) == wanted), None)


def _domain(place: str, domain: DomainIdentity, look: IdentityLook, on: date) -> Iterator[Difference | Seen]:
    parts = {name: getattr(domain, name) for name in ("dkim", "mail_from")}
    claimed = [f"{place}.{name}" for name, part in parts.items() if part and part.status.is_in_place]
    if not look.exists:
        yield Difference(
            Found(
                f"{place}.domain",
                "SES had no identity {domain} in {region}.",
                "Verify the domain there: run `aws sesv2 create-email-identity --email-identity {domain} --region {region}`, "
                "and publish a CNAME record for each token that it returns. If another Region has it, correct `region`.",
                domain=domain.domain,
                region=look.region,
            ),
            on,
            (place, *claimed),
        )
        return
    if look.verified:
        yield Seen(place, on, (look.asked,), "account")
    else:
        yield Difference(
            Found(
                f"{place}.status",
                "{domain} was not verified in {region}, so SES could not send from it.",
                "Publish these records at your DNS provider: {records}. SES finds them by itself."
                if _records(look)
                else "Open the identity in the SES console, and publish the records that it lists. SES finds them by itself.",
                domain=domain.domain,
                region=look.region,
                records=_records(look),
            ),
            on,
            (place,),
        )
    if f"{place}.dkim" in claimed:
        yield from _dkim(f"{place}.dkim", domain, look, on)
    if f"{place}.mail_from" in claimed:
        yield from _mail_from(f"{place}.mail_from", domain, look, on)


def _dkim(place: str, domain: DomainIdentity, look: IdentityLook, on: date) -> Iterator[Difference | Seen]:
    if look.dkim != "SUCCESS":
        yield Difference(
            Found(
                f"{place}.status",
                "SES showed DKIM of {domain} in {region} as {status} instead of SUCCESS.",
                "Publish these records at your DNS provider: {records}. SES finds them by itself."
                if _records(look)
                else "Open the identity in the SES console, and publish the records that it lists under DKIM.",
                domain=look.identity,
                region=look.region,
                status=look.dkim or "NOT_STARTED",
                records=_records(look),
            ),
            on,
            (place,),
        )
    elif not look.dkim_signs:
        yield Difference(
            Found(
                f"{place}.status",
                "DKIM of {domain} was set up in {region}, but signing was turned off.",
                "Turn it on: `aws sesv2 put-email-identity-dkim-attributes --email-identity {domain} --signing-enabled "
                "--region {region}`.",
                domain=look.identity,
                region=look.region,
            ),
            on,
            (place,),
        )
    elif None not in (domain.dkim.bits, look.dkim_bits) and domain.dkim.bits != look.dkim_bits:
        yield Difference(
            Found(
                f"{place}.bits",
                "Your file says that the DKIM key of {domain} has {stated} bits, but SES signs in {region} with {bits}.",
                "Change `bits` in your file to {bits}.",
                domain=look.identity,
                region=look.region,
                stated=str(domain.dkim.bits),
                bits=str(look.dkim_bits),
            ),
            on,
            (place,),
        )
    else:
        yield Seen(place, on, (look.asked,), "account")
        if look.dkim_bits and look.dkim_bits < WANTED_BITS:
            yield Difference(
                Found(
                    place,
                    "The DKIM key of {domain} in {region} has only {bits} bits.",
                    "Choose 2048 bits in the DKIM settings of {domain} in SES, and wait until SES shows the new key as "
                    "verified.",
                    domain=look.identity,
                    region=look.region,
                    bits=str(look.dkim_bits),
                ),
                on,
            )


def _mail_from(place: str, domain: DomainIdentity, look: IdentityLook, on: date) -> Iterator[Difference | Seen]:
    wanted, behavior = domain.mail_from.domain, domain.mail_from.on_mx_failure
    values: dict[str, Any] = {"domain": domain.domain, "region": look.region, "wanted": wanted, "found": look.mail_from}
    if look.mail_from != wanted:
        yield Difference(
            Found(
                f"{place}.domain",
                "The MAIL FROM domain of {domain} in {region} was {found}, not {wanted}."
                if look.mail_from
                else "{domain} had no MAIL FROM domain of its own in {region}; your file says {wanted}.",
                "Set it: `aws sesv2 put-email-identity-mail-from-attributes --email-identity {domain} --mail-from-domain "
                "{wanted} --region {region}`. Or correct your file.",
                **values,
            ),
            on,
            (place,),
        )
        return
    if look.mail_from_status != "SUCCESS":
        yield Difference(
            Found(
                f"{place}.status",
                "SES showed the MAIL FROM domain {wanted} in {region} as {status} instead of SUCCESS.",
                "Publish exactly one MX record at {wanted}, `{mx}`, and one TXT record, `{spf}`.",
                status=look.mail_from_status or "PENDING",
                mx=feedback_record(look.region),
                spf=ses_spf_record(),
                **values,
            ),
            on,
            (place,),
        )
    else:
        yield Seen(place, on, (look.asked,), "account")
    if behavior and look.on_mx_failure and behavior != look.on_mx_failure:
        yield Difference(
            Found(
                f"{place}.on_mx_failure",
                "Your file says {stated}; the setting of {wanted} in {region} was {set}.",
                "Write what SES has, or change it: `aws sesv2 put-email-identity-mail-from-attributes --email-identity "
                "{domain} --mail-from-domain {wanted} --behavior-on-mx-failure {stated} --region {region}`.",
                stated=behavior,
                set=look.on_mx_failure,
                **values,
            ),
            on,
        )


def _records(look: IdentityLook) -> list[str]:
    """Return the CNAME records of Easy DKIM; empty if SES did not show where they point to."""
    return [f"`{name}` CNAME `{target}`" for name, target in dkim_records(look).items() if target]
