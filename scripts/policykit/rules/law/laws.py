"""Laws and markets."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english, signs, texts_with
from policykit.rules import Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.markets import PLACES, is_at_home, is_market, lies_in, places_of_law

CLAIM = re.compile(
    r"\b(?:fully|100 ?% ?|completely) complian(?:t|ce)\b"
    r"|\ball applicable (?:[\w-]+ ){0,2}(?:laws?|regulations?|rules|legislation|requirements)\b"
    r"|\b(?:GDPR|DSGVO|CAN-SPAM|CCPA)[- ](?:compliant|konform)\b"
    r"|\baccording to the requirements of the (?:GDPR|CCPA|CAN-SPAM)|\bnach den Vorgaben (?:der DSGVO|des CCPA)"
    r"|\balle[nr]? (?:anwendbaren|geltenden) (?:Gesetze|Vorschriften)\w*",
    re.I,
)


@text_rule("warning", covers=["LAW-01"], signs="compliant compliance applicable gdpr dsgvo ccpa spam anwendbaren geltenden")
def blanket_compliance_claim(words: Words) -> Iterator[Found]:
    """A text claims compliance with everything at once.

    "Fully compliant with all applicable laws" cannot be checked and may mislead. A reviewer believes the measure, not the
    adjective.

    Wrong:
        commitments: [We are fully compliant with the GDPR.]
        ---
        laws: [{claim: We comply with all applicable laws.}]
        ---
        laws: [{claim: Lantern complies with this law and with all applicable anti-spam legislation.}]
        ---
        laws: [{claim: Personal data is handled according to the requirements of the GDPR.}]
    Right:
        laws: [{claim: Each stream has a legal basis.}]
    Silent:
        purpose: [The plan goes to all applicable choirs.]
        ---
        laws: [{claim: A recipient can object under the GDPR at any time.}]
    """
    # Each blanket claim.
    for match in CLAIM.finditer(words.text):
        yield Found(words.path, f'blanket claim: "{match[0]}"', "name the measure instead, and the law it answers to")


THRESHOLDS = (
    "26,625,000 USD of revenue a year, 100,000 consumers or households, or half of the revenue from selling or sharing data"
)
"""As of 1 January 2025; California adjusts the first number every second January."""
SIGNS = signs("ccpa cpra")
NAMED = re.compile(r"\b(?:CCPA|CPRA)\b")
REASON = re.compile(r"\b(?:revenue|consumers|households|thresholds?|does not apply|sell(?:s|ing)?|shar(?:e|es|ing))\b", re.I)


@rule("warning", covers=["US-04"], sources=["US-5", "US-6"])
def ccpa_threshold_missing(product: ProductView) -> Iterator[Found]:
    """A text claims the CCPA, but not why it would apply.

    The CCPA applies to a business that passes one of three thresholds (US-5); most small companies pass none. California's rule
    on privacy policies (CalOPPA) has no threshold, so a published policy is the better thing to name (US-6).

    Wrong:
        markets: [US]
        laws: [{name: CCPA, claim: Personal data is handled according to the CCPA.}]
        ---
        markets: [US]
        commitments: [We follow the CCPA.]
    Right:
        markets: [US]
        laws: [{name: CCPA, claim: "We hold data of more than 100,000 consumers, so the CCPA applies."}]
        ---
        markets: [IE]
        laws: [{name: CCPA, claim: Personal data is handled according to the CCPA.}]
    Silent:
        markets: [US]
        commitments: ["The CCPA does not apply, because our revenue is below its threshold."]
        ---
        markets: [US]
        commitments: [We follow our privacy policy.]
    """
    # The law as the product names it, or else each text that mentions it; elsewhere than in the US another rule asks.
    if "US" not in product.markets:
        return
    message = f"the CCPA is named, but not which threshold is passed: {THRESHOLDS}"
    fix = "say which threshold is passed, or leave the CCPA out and link the privacy policy"
    for index, law in enumerate(product.laws):
        if NAMED.search(english(law.name)):
            if not (law.claim and REASON.search(english(law.claim))):
                yield Found(f"laws[{index}].name", message, fix)
            return
    for words in texts_with(product, SIGNS):
        if words.language == "en" and NAMED.search(words.text) and not REASON.search(words.text):
            yield Found(words.path, message, fix)


@rule("warning", covers=["LAW-02"])
def law_without_market(product: ProductView) -> Iterator[Found]:
    """A law is named that belongs to no market of the product.

    A law of another part of the world looks copied. It may hold all the same, through the company's seat or through recipients
    abroad: then name that market.

    Wrong:
        markets: [US]
        company: {country: US}
        ---
        laws: [{}, {name: CAN-SPAM}]
        ---
        markets: (leave out)
        company: {country: US}
    Right:
        markets: [DE]
        ---
        markets: [US]
        company: {country: IE}
        ---
        laws: [{}, {name: Code of conduct of our association}]
    """
    # Each known law that holds neither in a market nor at the company's seat.
    for index, law in enumerate(product.laws):
        name = english(law.name)
        places = places_of_law(name)
        if places and not any(is_market(product, place) or is_at_home(product, place) for place in places):
            where = " or ".join(PLACES[place] for place in sorted(places))
            stated = (
                f"the stated markets are {', '.join(sorted(product.markets))}" if product.markets else "no market is stated"
            )
            message = f"{name} is a text of {where}, but {stated}"
            yield Found(f"laws[{index}].name", message, "name the market if mail goes there, or leave the law out")


# The texts of a place that are about mail and personal data, for the fix.
TEXTS = {
    "US": "CAN-SPAM: say which streams are transactional under it",
    "EEA": "the GDPR: say on which legal basis each stream rests",
    "CH": "the DSG, and art. 3 UWG where something is advertised",
    "HK": "the UEMO (Cap. 593) and the PDPO (Cap. 486): replies to a request and confirmations are outside the UEMO",
    "GB": "the UK GDPR and PECR",
}


@rule("warning", covers=["LAW-02", "HK-01"], sources=["HK-1", "HK-3", "HK-4"])
def market_without_law(product: ProductView) -> Iterator[Found]:
    """Laws are named, but none of a market that mail goes to.

    Whoever names foreign laws and not the law of the own market has copied the list. In Hong Kong that would be the UEMO and
    the PDPO (HK-1, HK-4); replies to a request and confirmations are outside the UEMO (HK-3), which is worth saying.

    Wrong:
        markets: [IE, HK]
        ---
        markets: [IE, US]
    Right:
        markets: [IE, DE]
        ---
        markets: [IE, HK]
        laws: [{}, {name: UEMO}]
        ---
        markets: [HK]
        laws: (leave out)
        ---
        markets: [IE, US]
        laws: [{}, {name: Code of conduct of our association}]
    """
    # Each market of a known place that no named law belongs to; silent where a law is not known here.
    names = [english(law.name) for law in product.laws]
    places = [places_of_law(name) for name in names]
    if not names or not all(places):
        return
    named = frozenset[str]().union(*places)
    for index, market in enumerate(product.markets):
        place = next((known for known in TEXTS if lies_in(known, market)), None)
        if place and not any(lies_in(known, market) for known in named):
            message = f"{PLACES[place]} is a market ({market}), but the laws named are {', '.join(names)}"
            yield Found(f"markets[{index}]", message, f"name {TEXTS[place]}; or leave the other laws out")


CITED = re.compile(
    r"(?:§|\bsections?|\bAbs\.|\bNr\.|\bdes|\bthe) ?[\d, .§a-z]{0,12}\bTMG\b|\bTelemediengesetz\w*|\bTelemedia Act\b"
)


@text_rule("warning", covers=["DE-03"], sources=["DE-2", "DE-3"], signs="tmg telemediengesetz telemedia")
def repealed_law_cited(words: Words) -> Iterator[Found]:
    """A text cites the Telemediengesetz, which is no longer in force.

    The German DDG replaced the TMG on 14 May 2024 (DE-2, DE-3). A legal notice "according to section 5 TMG" cites a text that
    is gone; no text asks to cite a section at all.

    Wrong:
        content: [{text: {en: The footer links the legal notice., de: Die Fußzeile verlinkt das Impressum nach § 5 TMG.}}]
        ---
        laws: [{name: TMG}]
    Right:
        content: [{text: {en: The footer links the legal notice., de: Die Fußzeile verlinkt das Impressum.}}]
    Silent:
        content: [{text: {en: The footer links the legal notice., de: Das Impressum folgt § 5 DDG (früher § 5 TMG).}}]
        ---
        summary: TMG is a choir that plans rehearsals with Lantern.
    """
    # Each mention of the old law that does not name the new one.
    is_law = words.path.startswith("laws[") and words.path.endswith(".name") and words.text.strip() == "TMG"
    match = CITED.search(words.text) if "TMG" in words.text or "Telemed" in words.text else None
    if (match or is_law) and "DDG" not in words.text:
        cited = match[0] if match else words.text
        yield Found(words.path, f'cites the TMG ("{cited}"), which the DDG replaced on 14 May 2024', "leave the citation out")
