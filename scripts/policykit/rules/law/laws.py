"""Laws and markets."""

import re
from collections.abc import Iterator

from policykit.readiness.countries import concerns, lies_in
from policykit.readiness.sentences import english, signs, texts_with
from policykit.rules import Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.each_text import merged
from policykit.rules.lib.markets import places_of_law
from policykit.rules.lib.quotations import quoted

CLAIM = re.compile(
    r"\b(?:fully|100 ?% ?|completely) complian(?:t|ce)\b"
    r"|\ball applicable (?:[\w-]+ ){0,2}(?:laws?|regulations?|rules|legislation|requirements)\b"
    r"|\b(?:GDPR|DSGVO|CAN-SPAM|CCPA)[- ](?:compliant|konform)\b"
    r"|\baccording to (?:the requirements of the )?(?:GDPR|CCPA|CAN-SPAM)(?: requirements)?"
    r"|\bnach den Vorgaben (?:der DSGVO|des CCPA)"
    r"|\balle[nr]? (?:anwendbaren|geltenden) (?:Gesetze|Vorschriften)\w*",
    re.I,
)


@text_rule(
    "note",
    covers=["LAW-01"],
    severity_because="It says nothing wrong, and AWS asks about what you do.",
    signs="compliant compliance applicable gdpr dsgvo ccpa spam anwendbaren geltenden",
)
def blanket_compliance_claim(words: Words) -> Iterator[Found]:
    """A text claims compliance with everything at once.

    Nobody can check "fully compliant with all applicable laws", and it may mislead. A reviewer believes what you do, not the
    adjective.

    Fix: Describe what you do instead, and name the law that asks for it.

    Wrong:
        commitments: [We are fully compliant with the GDPR.]
        ---
        laws: [{claim: We comply with all applicable laws.}]
        ---
        laws: [{claim: Lantern complies with this law and with all applicable anti-spam legislation.}]
        ---
        laws: [{claim: Personal data is handled according to the requirements of the GDPR.}]
    Right:
        commitments: ["Each stream has a legal basis, and each kind of data a retention period."]
    Silent:
        laws: [{claim: Each stream has a legal basis.}]
        ---
        purpose: [The plan goes to all applicable choirs.]
        ---
        laws: [{claim: A recipient can object under the GDPR at any time.}]
    """
    for match in CLAIM.finditer(words.text):
        yield Found(words.path, "This claims compliance without saying what you do: {words}.", words=quoted([match[0]]))


@blanket_compliance_claim.in_product
def _blanket_compliance_claim_in_product(product: ProductView) -> Iterator[Found]:
    # One sentence of a draft may have become the claims of several laws.
    found = list(blanket_compliance_claim.in_texts(product))
    if found:
        yield merged(found)


SIGNS = signs("ccpa cpra")
NAMED = re.compile(r"\b(?:CCPA|CPRA)\b")
REASON = re.compile(r"\b(?:revenue|consumers|households|thresholds?|does not apply|sell(?:s|ing)?|shar(?:e|es|ing))\b", re.I)


# The thresholds are those of 1 January 2025; California adjusts the first every second January.
@rule("note", covers=["US-04"], sources=["US-5", "US-6"], severity_because="AWS does not ask whether a law applies to you.")
def ccpa_threshold_missing(product: ProductView) -> Iterator[Found]:
    """A text mentions the CCPA, but not why it would apply.

    The CCPA applies to a business that has more than USD 26,625,000 in annual revenue, holds data of 100,000 consumers or
    households, or earns half of its revenue from selling or sharing data. Most small companies stay below all three.

    California's rule on privacy policies has no threshold, so a published privacy policy is the better thing to name.

    Fix: Say which threshold you exceed, or leave out the CCPA and link your privacy policy.

    Wrong:
        markets: [US]
        laws: [{name: CCPA, claim: Personal data is handled according to the CCPA.}]
        ---
        markets: [US]
        commitments: [We follow the CCPA.]
    Right:
        laws: [{name: CCPA, claim: "We hold data of more than 100,000 consumers, so the CCPA applies."}]
    Silent:
        markets: [IE]
        laws: [{name: CCPA, claim: Personal data is handled according to the CCPA.}]
        ---
        markets: [US]
        commitments: ["The CCPA does not apply, because our revenue is below its threshold."]
        ---
        markets: [US]
        commitments: [We follow our privacy policy.]
    """
    if "US" not in product.markets:
        return
    for index, law in enumerate(product.laws):
        if NAMED.search(english(law.name)):
            if not (law.claim and REASON.search(english(law.claim))):
                yield Found(f"laws[{index}].name", "You list the CCPA, but not which of its thresholds you exceed.")
            return
    for words in texts_with(product, SIGNS):
        if words.language == "en" and NAMED.search(words.text) and not REASON.search(words.text):
            yield Found(words.path, "You mention the CCPA, but not which of its thresholds you exceed.")


MOSTLY = re.compile(r"\b(?:primarily|mainly|mostly)\b", re.I)


@rule("note", covers=["LAW-02"], severity_because="It may be right, because recipients also live elsewhere; AWS does not ask.")
def law_without_market(product: ProductView) -> Iterator[Found]:
    """You name a law that belongs to none of your markets.

    A law from another part of the world looks copied. If it applies because recipients live there, that place is one of your
    markets.

    Fix: Add the market to `markets:` if your email goes there, or remove the law.

    Wrong:
        markets: [US]
        company: {country: US}
        ---
        laws: [{}, {name: CAN-SPAM}]
    Right:
        markets: [US]
        laws:
          - name: CAN-SPAM
            claim: Each advertising email shows our postal address and an unsubscribe link.
    Silent:
        markets: [DE]
        ---
        markets: [US]
        company: {country: IE}
        ---
        laws: [{}, {name: Code of conduct of our association}]
        ---
        markets: (leave out)
        company: {country: US}
        ---
        markets: [US]
        company: {country: US}
        audience: {geography: Our users are primarily in the United States.}
    """
    if not product.markets or MOSTLY.search(english(product.audience.geography)):
        return  # markets-missing asks; "primarily" leaves room for other places
    for index, law in enumerate(product.laws):
        name = english(law.name)
        places = places_of_law(name)
        if places and not concerns(product, *places):
            yield Found(
                f"laws[{index}].name",
                "You name {law}, which belongs to none of your markets ({markets}).",
                law=name,
                markets=sorted(product.markets),
            )


WITH_LAWS = ("US", "EEA", "CH", "HK", "GB")


@rule(
    "note",
    covers=["LAW-02", "HK-01"],
    sources=["HK-1", "HK-3", "HK-4"],
    severity_because="To name one more market is honest, and AWS does not ask for its law.",
)
def market_without_law(product: ProductView) -> Iterator[Found]:
    """You name laws, but none of a market that your email goes to.

    A list of foreign laws without your own looks copied. The laws on email and personal data are CAN-SPAM in the United States,
    the GDPR in the EU, the UK GDPR and PECR in the United Kingdom, the DSG and UWG in Switzerland, and the UEMO and PDPO in
    Hong Kong, where the UEMO leaves out replies to a request and confirmations.

    Fix: Name the law of this market and what you do under it, or remove the other laws.

    Wrong:
        markets: [IE, HK]
        ---
        markets: [IE, US]
    Right:
        laws:
          - name: GDPR
            claim: Each stream has a legal basis.
          - name: UEMO
            claim: Recipients get only replies to their requests and confirmations.
    Silent:
        markets: [IE, DE]
        ---
        markets: [HK]
        laws: (leave out)
        ---
        markets: [IE, US]
        laws: [{}, {name: Code of conduct of our association}]
    """
    names = [english(law.name) for law in product.laws]
    places = [places_of_law(name) for name in names]
    if not names or not all(places):
        return  # without laws, or with one that is unknown here
    named = frozenset[str]().union(*places)
    for index, market in enumerate(product.markets):
        if any(lies_in(place, market) for place in WITH_LAWS) and not any(lies_in(place, market) for place in named):
            yield Found(
                f"markets[{index}]",
                "{market} is one of your markets, but the laws that you name apply elsewhere: {laws}.",
                market=market,
                laws=names,
            )


CITED = re.compile(
    r"(?:§|\bsections?|\bAbs\.|\bNr\.|\bdes|\bthe) ?[\d, .§a-z]{0,12}\bTMG\b|\bTelemediengesetz\w*|\bTelemedia Act\b"
)


@text_rule("warning", covers=["DE-03"], sources=["DE-2", "DE-3"], signs="tmg telemediengesetz telemedia")
def repealed_law_cited(words: Words) -> Iterator[Found]:
    """A text cites the German Telemediengesetz (TMG), which is no longer in force.

    The DDG replaced the TMG on May 14, 2024. A legal notice "according to section 5 TMG" cites a law that is gone, and no law
    asks you to cite a section at all.

    Fix: Remove the citation.

    Wrong:
        content: [{text: {en: The footer links the legal notice., de: Die Fußzeile verlinkt das Impressum nach § 5 TMG.}}]
        ---
        laws: [{name: TMG}]
    Right:
        content:
          - status: implemented
            text: {en: The footer links the legal notice., de: Die Fußzeile verlinkt das Impressum.}
    Silent:
        content: [{text: {en: The footer links the legal notice., de: Das Impressum folgt § 5 DDG (früher § 5 TMG).}}]
        ---
        summary: TMG is a choir that plans rehearsals with Lantern.
    """
    is_law = words.path.startswith("laws[") and words.path.endswith(".name") and words.text.strip() == "TMG"
    match = CITED.search(words.text) if "TMG" in words.text or "Telemed" in words.text else None
    if (match or is_law) and "DDG" not in words.text:
        cited = match[0] if match else words.text
        yield Found(words.path, '"{cited}" cites a law that the DDG replaced on May 14, 2024.', cited=cited)
