import pytest

from policykit.foundation.mojibake import find_garbled, repair


@pytest.mark.parametrize("sound", [
    "Grüße", "Bestätigen Sie", "30 % – 50 %", "„Zitat“", "naïve café", "5 °C", "→ Pfeil", "📅 Invite", "✅ done", "日本語", "Ærø",
    "Señor", "« oui »", "…", "Straße §5", "a\u202fb", "10–50", "✓ ✕ ○", "Spaß–Faktor", "Spaß…", "Ä–Ö–Ü", "‚Äpfel‘", "„Öl“", "È", "Größe “groß”", "ÄÖÜ…",
])  # fmt: skip
def test_sound_text_is_left_alone(sound: str):
    assert find_garbled(sound) == []
    assert repair(sound) == sound


@pytest.mark.parametrize(
    "text", ["Grüße 📅 → ✅", "Bestätigen Sie Ihre Adresse", "„gültig“ – 24 Stunden", "zurücksetzen Ihres Paßworts"]
)
@pytest.mark.parametrize("wrong", ["mac_roman", "cp1252"])
def test_a_round_trip_through_the_wrong_table_is_repaired(text: str, wrong: str):
    garbled = " ".join(_garble(word, wrong) for word in text.split(" "))
    assert repair(garbled) == text


def _garble(word: str, wrong: str) -> str:
    """What UTF-8 looks like when it is read with the wrong table; a byte without meaning stands for itself."""
    return "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in word.encode())


@pytest.mark.parametrize("bad", ["a\ufffdb", "a\ue012b", "a\x93b"])
def test_characters_that_are_never_text_are_found(bad: str):
    assert [found.token for found in find_garbled(bad)] == [bad]
