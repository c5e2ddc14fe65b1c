"""The mishaps of the five drafts: each was in one of them, or came of reading it carelessly."""

import pytest

from policykit.foundation.mojibake import repair
from policykit.yamlio.reader import parse_yaml


@pytest.mark.parametrize(
    ("received", "meant"),
    [
        ("Best√§tigen Sie", "Bestätigen Sie"),
        ("f√ºr Ihre Registrierung", "für Ihre Registrierung"),
        ("Mit freundlichen Gr√º√üen", "Mit freundlichen Grüßen"),
        ("zur√ºcksetzen", "zurücksetzen"),
        ("regelm√§√üig", "regelmäßig"),
        ("k√∂nnen Sie", "können Sie"),
        ("24 Stunden g√ºltig.", "24 Stunden gültig."),
        ("‚úÖ Double opt-in", "✅ Double opt-in"),
        ("\uf8ffüìß Antwort-E-Mail", "📧 Antwort-E-Mail"),
        ("\uf8ffüìã Checkliste", "📋 Checkliste"),
        ("‚ö†Ô∏è Wichtige", "⚠️ Wichtige"),
        ("ðŸ“… Calendar Invite", "📅 Calendar Invite"),
    ],
)
def test_garbled_characters_of_two_drafts_are_repaired(received: str, meant: str):
    assert repair(received) == meant


def test_an_account_id_that_starts_with_zero_keeps_all_its_digits():
    assert parse_yaml("account_id: 012345670123\n", "a.yml").tree["account_id"] == "012345670123"


def test_a_contact_hour_is_no_number():
    assert parse_yaml("from: 9:30\n", "a.yml").tree["from"] == "9:30"
