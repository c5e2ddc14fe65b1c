"""The identities that a product's file names, and those that SES may use for a sender."""

from __future__ import annotations

from policykit.model.view import ProductView


def identities_of(product: ProductView) -> tuple[str, ...]:
    """Return the identities that the file names: domains, then single addresses."""
    return (*(item.domain for item in product.identities.domains), *product.identities.addresses)


def identities_for(product: ProductView, sender: str) -> list[str]:
    """Return the identities that a sender address may use, the one that SES prefers first: the address, then longer domains."""
    host = sender.partition("@")[2].lower()
    found = [
        name for name in identities_of(product) if name.lower() == sender.lower() or f".{host}".endswith(f".{name.lower()}")
    ]
    return sorted(found, key=lambda name: ("@" in name, len(name)), reverse=True)
