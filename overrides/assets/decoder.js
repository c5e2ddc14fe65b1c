// The case decoder: recognizes the kind of a letter from AWS and its questions, and links to the right reply.
//
// The page contains kinds, questions and patterns (data/letters, data/questions.yml); nothing is fetched, stored or sent.

/** Questions alone are enough for this kind of letter; every other kind has its own wording. */
const GENERAL = "more-information";

/** An acknowledgment is used only if the letter matches no other kind. */
const COURTESY = "received";

/** Score that a kind needs: one certain pattern. For the general letter, three questions or hints are enough too. */
const ENOUGH = 3;

// The cost of a pattern is at most its gaps times the text's length, so limiting the length limits the work.
const LONGEST = 20000;

// AWS uses the same sentences for every service, and so do banks. One certain pattern is enough if a letter names SES, or is only
// about sending email. Otherwise two are needed, for a fragment that still sounds like such a case.
const OURS = /\b(ses|amazonses|simple email service)\b/;
const MAIL =
  /\bsending (limit|quota|rate|abilit|privileg|status|practice|process|procedure|pattern|activit|volume|statistic|reputation|review|emails?|mail|messages?)|\b(send rate|email sending|sandbox|production access|bounce[sd]?|complaint rates?|mail type|deliverability|sender reputation|reputation as a sender|ability to send|(recipient|mailing|distribution) lists?|emails? (that )?you (send|sent|plan|intend)|you (send|plan to send|intend to send|are sending)|your (emails|mailings|sending)|unsolicited|transactional|promotional|new stream|outreach|newsletters?|emails per)\b/;
const ELSEWHERE =
  /\b(sms|text messages?|pinpoint|whatsapp|sendgrid|mailgun|mailchimp|postmark|brevo|sparkpost|twilio|instances?|vcpus?|lambda|rds|s3|bedrock|sagemaker|cloudfront|stripe|paypal|credit limit|visa)\b/;
const CASE = /\b(aws|amazon|trust and safety|limits?|quotas?|increase|sending)\b/;

// A text with "we send" or "our users" comes from the sender; AWS writes "you".
const SENDER = /\b(we|i) (only |will |do not |never |also |currently |plan to |would |are |am )*(send|sending|collect|email|use|remove|suppress|handle|process|maintain|monitor)\b|\b(our|my) (users?|app|application|website|platform|recipients|emails|subscribers|product|mailing|startup|saas)\b/g;

const SPELLED = [
  [/[\u00ad\u200b-\u200f\u2060\ufeff]|=\r?\n/g, ""], // soft hyphens, invisible marks, line ends of quoted-printable
  [/[\u2018\u2019\u201b\u2032\u00b4`]/g, "'"],
  [/\bcan(no|')t\b/g, "can not"], [/\bwon't\b/g, "will not"], [/n't\b/g, " not"],
  [/'ve\b/g, " have"], [/'re\b/g, " are"], [/'ll\b/g, " will"], [/'d\b/g, " would"], [/\bi'm\b/g, "i am"],
  [/^[>|\s]+/gm, " "], // quote marks such as >
  [/\be[-\u2010-\u2015]?\s?mail/g, "email"],
  [/[^\p{L}\p{N}.!?;%&']+/gu, " "], // white space, commas, brackets, bullets, bold
  [/([^\d\s])[.!?;]+(?= |$)/g, "$1\n"], // one sentence per line, so that a gap in a pattern stays inside it; "1. " does not end one
  [/\n +/g, "\n"],
];

/** A text in the normalized form that the patterns expect; data/letters/more-information.yml describes it. */
function normalise(text) {
  return SPELLED.reduce((t, [from, to]) => t.replace(from, to), text.normalize("NFKC").toLowerCase()).trim();
}

/** The messages of a thread without quotations, newest first as in email clients; then the complete thread. */
function readings(text) {
  const cut = /^[ \t>]*(?:-{2,60}.{0,20}(?:original|forwarded).*|(?:on|am) .{6,120}(?:wrote|schrieb.{0,80}):|(?:from|von): .+\n[ \t>]*(?:sent|date|gesendet|to|an): .*)$/gim;
  const own = (message) => normalise(message.replace(/^[ \t]*>.*$/gm, ""));
  return [...text.split(cut).map((message) => own(message) || normalise(message)), normalise(text)];
}

const compiled = new Map();
const regex = (pattern) => compiled.get(pattern) ?? compiled.set(pattern, new RegExp(pattern)).get(pattern);
const count = (patterns, text) => (patterns ?? []).filter((pattern) => regex(pattern).test(text)).length;

function judge(text, letters, questions) {
  const asked = questions.filter((question) => count(question.signs, text)).map((question) => question.id);
  const found = letters.map((letter) => {
    const certain = count(letter.certain, text);
    const hints = certain || letter.id === GENERAL ? count(letter.hints, text) : 0;
    return { letter, certain, score: 3 * certain + hints };
  });
  // Refusals and reviews also ask questions, so their own wording decides. A text from the sender answers questions.
  const rival = found.some(({ letter, certain }) => certain && letter.id !== GENERAL && letter.id !== COURTESY);
  const general = found.find(({ letter }) => letter.id === GENERAL);
  if (general && asked.length && !rival && (text.match(SENDER) ?? []).length < 2) {
    general.score += Math.min(asked.length + /\b(ses|aws|amazon)\b/.test(text), 4);
  }

  const best = found.reduce((a, b) => (b.score > a.score ? b : a), { score: 0 });
  const near = !ELSEWHERE.test(text) && (MAIL.test(text) || (best.certain > 1 && CASE.test(text)));
  if (best.score < ENOUGH || !(near || OURS.test(text))) return null;
  const { id, reply, answers } = best.letter;
  // Without a matching reply there are no questions to tick.
  return { letter: id, asked: reply ? asked.filter((question) => !answers || answers.includes(question)) : [] };
}

/** Recognize a text: `{letter, asked}` with ids from data/letters and data/questions.yml; `letter` is null if none matches. */
export function recognise(text, letters, questions) {
  for (const reading of readings(text.slice(0, LONGEST))) {
    const found = judge(reading, letters, questions);
    if (found) return found;
  }
  return { letter: null, asked: [] };
}

/** The kinds and questions in a page. */
export function readPage(root) {
  const all = (name) => [...root.querySelectorAll(`[data-${name}]`)].map((item) => item.dataset);
  const lines = (text) => (text ? text.split("\n") : []);
  return {
    letters: all("letter").map((data) => ({
      id: data.letter,
      reply: data.reply,
      answers: data.answers?.split(" "),
      certain: lines(data.certain),
      hints: lines(data.hints),
    })),
    questions: all("question").map((data) => ({ id: data.question, title: data.title, signs: lines(data.signs) })),
  };
}

/** Activate the decoder of a page: it runs on typing, on pasting, and on its button. */
export function startDecoder(root) {
  const words = root.dataset;
  const { letters, questions } = readPage(root);
  const form = root.querySelector("[data-form]");
  const [field, product, told] = ["textarea", "select", "[role=status]"].map((name) => root.querySelector(name));
  const make = (tag, ...parts) => {
    const made = document.createElement(tag);
    made.append(...parts);
    return made;
  };
  let shown = "";
  let timer;

  /** Replies belong to a product; on a page for all products, people must choose one first. */
  function aim() {
    for (const link of root.querySelectorAll("[data-open]")) {
      if (product.value) link.href = `${words.products}${product.value}/reply/${link.dataset.open}/`;
      else link.removeAttribute("href");
    }
  }

  function button(label, href) {
    const link = make("a", label);
    link.className = "md-button md-button--primary";
    link.href = href;
    return make("p", link);
  }

  function describe({ letter, asked }) {
    const item = root.querySelector(`[data-letter="${letter}"]`);
    const title = make("p", words.looks.replace("{title}", item.querySelector(".kit-letter__title").textContent));
    title.className = "kit-next__title";
    const parts = [title, item.querySelector(".kit-letter__means").cloneNode(true)];
    if (asked.length) {
      const named = questions.filter(({ id }) => asked.includes(id));
      parts.push(make("p", words.asks), make("ul", ...named.map((question) => make("li", question.title))));
    }
    const reply = item.querySelector("[data-open]")?.getAttribute("href");
    const guide = item.querySelector("[data-guide]");
    if (reply) {
      // In the fragment, so that not even this site's server receives the questions.
      const ticked = asked.length ? `#asked=${asked.join(",")}` : "";
      parts.push(button(ticked ? words.openAsked : words.open, reply + ticked));
    } else if (item.dataset.reply) parts.push(make("p", words.chooseFirst));
    else if (guide) parts.push(button(words.guide, guide.getAttribute("href")));
    parts.push(make("p", words.check));
    parts.at(-1).className = "kit-note";
    return parts;
  }

  function look(isAsked) {
    clearTimeout(timer);
    const text = field.value.trim();
    const found = recognise(text, letters, questions);
    // "Not recognized" would be premature during typing.
    const state = found.letter ? JSON.stringify([found, product?.value]) : isAsked || text.length > 80 ? `none ${!text}` : "";
    if (state === shown && !isAsked) return;
    shown = state;
    for (const item of root.querySelectorAll("[data-letter]")) {
      item.classList.toggle("kit-letter--found", item.dataset.letter === found.letter);
    }
    const parts = found.letter ? describe(found) : state ? [make("p", text ? words.none : words.empty)] : [];
    const box = make("div", ...parts);
    box.className = "kit-next";
    told.replaceChildren();
    // Emptied first, so that screen readers announce the same answer again.
    if (parts.length) requestAnimationFrame(() => told.replaceChildren(box));
  }

  form.hidden = false;
  if (product) aim();
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => look(false), 250);
  });
  form.querySelector("button").addEventListener("click", () => look(true));
  product?.addEventListener("change", () => {
    aim();
    look(false);
  });
}
