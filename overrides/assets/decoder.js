// The case decoder: recognizes the kind of a letter from AWS and its questions, and links to the right reply.
//
// The page contains kinds, questions and patterns (data/letters, data/questions.yml); nothing is fetched, stored or sent.

import { fragmentOf, headingOf } from "./asked.js";

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
  /\bsending (limit|quota|rate|abilit|privileg|status|practice|process|procedure|pattern|activit|volume|statistic|reputation|review|pause|emails?|mail|messages?)|\b(send rate|email sending|sandbox|production access|bounce[sd]?|complaint rates?|end of review decision|mail type|deliverability|sender reputation|reputation as a sender|ability to send|(recipient|mailing|distribution) lists?|emails? (that )?you (send|sent|plan|intend)|you (send|plan to send|intend to send|are sending)|your (emails|mailings|sending)|unsolicited|transactional|promotional|new stream|outreach|newsletters?|emails per)\b/;
const ELSEWHERE =
  /\b(sms|text messages?|pinpoint|whatsapp|sendgrid|mailgun|mailchimp|postmark|brevo|sparkpost|twilio|instances?|vcpus?|lambda|rds|s3|bedrock|sagemaker|cloudfront|stripe|paypal|credit limit|visa)\b/;
const CASE = /\b(aws|amazon|trust and safety|limits?|quotas?|increase|sending)\b/;

// How senders write, and how AWS writes to them. The side with more matches wrote the message.
const any = (...patterns) => new RegExp(patterns.map(({ source }) => source).join("|"), "gm");
const SENDER = any(
  /\b(we|i) (only |will |do not |never |also |currently |plan to |would |are |am )*(send|sending|collect|email|use|remove|suppress|handle|process|maintain|monitor|operate|respect|comply|run|attach)\b/,
  /\b(our|my) (users?|customers?|app|application|website|shop|site|platform|recipients?|subscribers?|product|startup|saas|(aws |ses )?account|request|company|business|use case|appeal)\b|\bour (emails?|mail|mailing)\b/,
  /\bhow (we|i|our)\b|\b(we|i) (are|am) an? |\bi (do not )?understand\b/,
  /\b(hello|hi|dear|greetings) (aws|amazon( web services| ses)?|ses|trust (and|&) safety)\b(?! (customer|user|account|developer))/,
  /\b(please|kindly) (approve|grant|move|reconsider|increase|raise|lift|reinstate|restore|re ?review|re ?evaluate)\b|\b(we|i) (kindly |respectfully )?ask you to\b/,
  /\b(we|i) (would like to |kindly |hereby |respectfully )*request (production|an?|that you)\b|\b(i am|we are) writing\b|\byour (decision|denial|refusal|consideration)\b/,
  /\byou (denied|refused|rejected|declined|say|said|paused|placed)\b/,
  /\bour (suppression list|operations|team|busiest|sending metrics|pipeline|system)\b|\bthank you for reviewing our\b/,
  // A reply of this kit with open blanks.
  /\bfill in (the|your|how|what|why|who|whether|when)\b|\bconfirm our\b/,
  // A list of fields, filled in.
  /\blimit value \d|\bmail type transactional\b(?! (or|and|marketing|promotional|system|notif))|\b(aup|my mail|complaints) yes\b(?! no)/,
);
const AWS = any(
  /\byour (aws |amazon |ses |email |sending |recipient |mailing )*(account|request|use case|case|sending|emails?|website|recipients?|lists?|application|limits?|quotas?|reply|response|business|ability|bounce|complaint|payment)\b/,
  /\byou (can|may|will|plan|send|are|have|do|need|want|intend|must|should|provided|submitted|handle|manage|maintain|requested|asked)\b/,
  /\bthank you for (submitting|contacting|using|writing|reaching)\b|\b(trust and safety|amazon web services|aws( support)?)( team)?$/,
);
/** In a text that the sender has written, only what has these words can be a letter of AWS; the rest is the sender's too. */
const FROM_AWS = /\byour (request|use case|case)\b|\bthank you for (submitting|contacting|your)\b|^.{0,40}\b(trust and safety|amazon web services|aws( support)?)( team)?$/m;

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
function normalize(text) {
  return SPELLED.reduce((t, [from, to]) => t.replace(from, to), text.normalize("NFKC").toLowerCase()).trim();
}

// What separates messages: a line of an email client, or the date below a name on a case page.
const SEPARATOR = /^-{2,60}.{0,20}(original|forwarded)|^(on|am) .{6,200}(wrote|schrieb.{0,80}):$/i;
const HEADER = /^(from|von): /i;
const DATED = /\d.*\b20\d\d\b|\b20\d\d\b.*\d/;
const IN_DATES = /\b(mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez)[a-z]*|\b(at|am|pm|um|uhr|gmt|utc)\b|\([^)]*\)|[^a-z]/gi;
const isDate = (line) => line.length < 90 && DATED.test(line) && !line.replace(IN_DATES, "");
// Where a message may begin or end; letters have these lines too, so less certain.
const GREETING = /^(hello|hi|dear|greetings)\b/i;
const CLOSING = /^((best|kind|warm) )?(regards|wishes|sincerely|thanks|thank you),?$/i;

const MARK = /^[>|\s]+/;

const MONTHS = "jan feb m(?:ar|\u00e4r) apr ma[iy] jun jul aug sep o[ck]t nov de[cz]".split(" ");

/** The time of a line with a date, in milliseconds: day first in numbers, month names in English or German. */
function timeOf(line) {
  const [, hour = 0, minute = 0] = line.match(/\b(\d{1,2}):(\d{2})/) ?? [];
  const numeric = line.match(/\b(\d{1,2})[./](\d{1,2})[./](20\d\d)/);
  if (numeric) return Date.UTC(numeric[3], numeric[2] - 1, numeric[1], hour, minute);
  const english = Date.parse(line.replace(/ at /, " "));
  if (english) return english;
  const month = MONTHS.findIndex((name) => new RegExp(`\\b${name}`, "i").test(line));
  const [, year] = line.match(/\b(20\d\d)\b/) ?? [];
  const [, day] = line.match(/\b(\d{1,2})\b(?!:)/) ?? [];
  return month >= 0 && year && day ? Date.UTC(year, month, day, hour, minute) : NaN;
}

/** The messages of a thread, as lists of its lines, the newest first: in the order of the page, unless their dates ascend. */
function messages(lines) {
  const found = [{ lines: [] }];
  lines.forEach((line, index) => {
    const [bare, next] = [line, lines[index + 1] ?? ""].map((some) => some.replace(MARK, "").trim());
    const last = found.at(-1).lines;
    if (isDate(bare)) {
      if (last.length && last.at(-1).trim().length < 60) last.pop(); // the name of the person who wrote the message below
      found.push({ lines: [], date: timeOf(bare) });
    } else if (SEPARATOR.test(bare) || SEPARATOR.test(`${bare} ${next}`) || (HEADER.test(bare) && next.includes(": "))) {
      found.push({ lines: [] });
    } else last.push(line);
  });
  const dates = found.map(({ date }) => date).filter(Boolean);
  if (dates.at(0) < dates.at(-1)) found.reverse();
  return found.map((message) => message.lines);
}

/** A list of lines, divided before each greeting and after each closing. */
function divided(lines) {
  const found = [[]];
  let isClosed = false;
  for (const line of lines) {
    const bare = line.replace(MARK, "").trim();
    if (GREETING.test(bare) || (isClosed && !bare)) found.push([]);
    found.at(-1).push(line);
    isClosed = Boolean(bare) && (isClosed || CLOSING.test(bare)) && !GREETING.test(bare);
  }
  return found.map((part) => part.join("\n"));
}

/** Whether the sender speaks in a text, and not AWS; what AWS quotes of the sender does not count. */
function isOwn(words) {
  const text = normalize(words.replace(/["\u201c\u201e][^"\u201c\u201d\u201e]{0,2000}["\u201c\u201d]/g, " "));
  const own = (text.match(SENDER) ?? []).length;
  return own > 1 && own > (text.match(AWS) ?? []).length;
}

/** What may be a message of AWS, the likeliest first: without the lines it quotes, then what it quotes, then all of it. */
function* readings(text) {
  const isQuoted = (line) => /^[ \t]*[>|]/.test(line);
  const [own, quoted] = [(lines) => lines.filter((line) => !isQuoted(line)), (lines) => lines.filter(isQuoted)];
  const isMine = (lines) => isOwn(lines.join("\n"));
  const all = text.split(/\r?\n/);
  const mine = new Map([own, quoted].map((part) => [part, isMine(part(all))]));
  for (const lines of [...messages(all), all]) {
    for (const part of [own, quoted]) {
      yield* divided(part(lines)).filter((reading) => !mine.get(part) || FROM_AWS.test(normalize(reading)));
    }
    if (!mine.get(own)) yield lines.join("\n");
  }
}

// What AWS asks without a question mark, and what it says at the end of every letter.
const ASKS =
  /\b(please|kindly)\b.{0,40}\b(clarify|elaborate|describe|explain|provide|tell|confirm|share|outline|include|specify|answer|attach|send|submit|upload|list|detail|state|indicate|name|give|show|supply|add|complete|fill)\b|\b(tell|show|give) us\b|\blet us know\b|\b(could|can|would) you\b|\bwe\b.{0,20}\b(need|like|want|wish) to (know|understand|see|learn)\b|^(describe|explain|confirm|specify|list|state|provide|indicate|share)\b/;
const SAID_ANYWAY =
  /\b(if|should|when(ever)?|once) (you|we|there|this|it|any|the)\b.{0,60}\b(question|concern|assist|help|need|would like|want|wish|disagree|believe|reconsider|further|additional|appeal|answer|receive)|\b(more|additional|further|following|as much|enough)\b.{0,20}\b(information|details?|questions|context|points|answers)\b( (you can|as possible|below|above|so that.*|to help.*|before.*))?( \d*)?$|\b(reply|respond|replying|responding) to (this|the|our) (case|message|email|correspondence|questions)\b|\b(rate|feedback on) (this|your|the|our)\b|\brating (this|your)\b|\bhow (did|are) we do|\blet us know (when|once|if|whether)\b|\bnot tell us\b|\bfilled in\b|^(\S+ ){0,2}\S+$/;

/** The sentences of a letter as AWS wrote them: `{words, start, context}`; an item of a list has the sentence above it as context. */
function sentences(text) {
  const found = [];
  let context = "";
  for (const block of text.matchAll(/(?:(?!\n[>|\s]*(?:[-*\u2022\u2013]|\d+[.)]|[a-z]\))\s|\n[>|\s]*\n|[?:][ \t]*\n)[\s\S])+[?:]?/g)) {
    const [, mark, body] = block[0].match(/^([>|\s]*(?:(?:[-*\u2022\u2013]|\d+[.)]|[a-z]\))\s)?)([\s\S]*)$/);
    const isItem = Boolean(mark.replace(/[>|\s]/g, ""));
    if (!isItem) context = "";
    for (const part of body.matchAll(/[\s\S]+?(?:\?+(?=\s|$)|[.!;]+(?=\s+[^\s\p{Ll}]|\s*$)|$)/gu)) {
      const words = headingOf(part[0].replace(/\n[>|\s]*/g, " "));
      if (/\p{L}/u.test(words)) found.push({ words, start: block.index + mark.length + part.index, context: isItem ? context : "" });
    }
    const last = found.at(-1)?.words;
    if (!isItem && !/[.!?]$/.test(last)) context = last; // as in "Please describe:"
  }
  return found;
}

/** A question that a prepared answer to its subject may not contain: "whether you use a third party", "Do you ...?". */
const CLOSED = /\bwhether\b|^(finally |also |and |lastly |in addition )*(do|does|did|are|is|have|has|will|which|who|what is)\b.*\?/;

/**
 * The sentences that ask something for which a reply with the answers to `known` has none. The first sentence about a subject has
 * its prepared answer; a further one that asks for one thing is listed too.
 */
function unanswered(text, known) {
  const asks = (words) => !SAID_ANYWAY.test(normalize(words)) && (/\?$/.test(words) || ASKS.test(normalize(words)));
  const answered = new Set();
  return sentences(text).filter(({ words, context }) => {
    if (/:$/.test(words) || !(asks(words) || (context && ASKS.test(normalize(context))))) return false;
    const about = known.filter((question) => count(question.signs, normalize(`${context} ${words}`)));
    const isFurther = about.every(({ id }) => answered.has(id));
    for (const { id } of about) answered.add(id);
    return isFurther && (!about.length || CLOSED.test(`${normalize(words)}${words.endsWith("?") ? "?" : ""}`));
  });
}

// Lazy gaps match the same texts; the end of a match then shows where a letter asks something.
const compiled = new Map();
const compile = (pattern) => new RegExp(pattern.replace(/(\.\{0,\d+\})(?!\?)/g, "$1?"));
const regex = (pattern) => compiled.get(pattern) ?? compiled.set(pattern, compile(pattern)).get(pattern);
const count = (patterns, text) => (patterns ?? []).filter((pattern) => regex(pattern).test(text)).length;

/** Where a text first matches one of the patterns: the end of the match; undefined if it matches none. */
function endOf(patterns, text) {
  const ends = patterns.map((pattern) => regex(pattern).exec(text)).filter(Boolean).map((match) => match.index + match[0].length);
  return ends.length ? Math.min(...ends) : undefined;
}

function score(letter, letters, text) {
  const own = count(letter.certain, text);
  const base = letters.find(({ id }) => id === letter.like);
  // What only repeats the words of another kind is of that kind.
  if (base && !own) return { letter, certain: 0, score: 0 };
  const certain = own + count(base?.certain, text);
  const hints = certain || letter.id === GENERAL ? count(letter.hints, text) + count(base?.hints, text) : 0;
  return { letter, certain, score: 3 * certain + hints };
}

function judge(reading, text, letters, questions) {
  const asked = questions.filter((question) => count(question.signs, text));
  const found = letters.map((letter) => score(letter, letters, text));
  // Refusals and reviews also ask questions, so their own wording decides.
  const rival = found.some(({ letter, certain }) => certain && letter.id !== GENERAL && letter.id !== COURTESY);
  const general = found.find(({ letter }) => letter.id === GENERAL);
  if (general && asked.length && !rival) general.score += Math.min(asked.length + /\b(ses|aws|amazon)\b/.test(text), 4);

  const best = found.reduce((a, b) => (b.score > a.score ? b : a), { score: 0 });
  const near = !ELSEWHERE.test(text) && (MAIL.test(text) || (best.certain > 1 && CASE.test(text)));
  if (best.score < ENOUGH || !(near || OURS.test(text))) return null;
  const { id, reply, answers } = best.letter;
  if (!reply) return { letter: id, asked: [] }; // There is nothing to tick.
  const isAnswered = (question) => !answers || answers.includes(question.id);
  const known = asked.filter(isAnswered).map((question) => ({ id: question.id, at: endOf(question.signs, text) }));
  const others = unanswered(reading, questions.filter(isAnswered)).map(({ words, start }) => ({
    words,
    at: normalize(reading.slice(0, start)).length,
  }));
  const inOrder = [...known, ...others].sort((a, b) => a.at - b.at);
  return { letter: id, asked: inOrder.map(({ id, words }) => ({ id, words })) };
}

/**
 * Recognize a text: `{letter, asked, isOwn}`. `letter` is an id of data/letters, or null if none matches. `asked` is in the order
 * of the letter: `{id}` of data/questions.yml, or `{words}` of AWS for which the reply has no answer. `isOwn`: the sender wrote it.
 */
export function recognize(text, letters, questions) {
  const all = text.slice(0, LONGEST);
  for (const reading of readings(all)) {
    const normal = normalize(reading);
    const found = isOwn(reading) ? null : judge(reading, normal, letters, questions);
    if (found) return { ...found, isOwn: false };
  }
  const complete = normalize(all);
  return { letter: null, asked: [], isOwn: isOwn(all) && (OURS.test(complete) || CASE.test(complete)) };
}

let patterns;

/** The kinds of letters and AWS's questions, loaded once. */
export function loadPatterns(root) {
  patterns ??= fetch(root.dataset.patterns).then((response) => response.json());
  patterns.catch(() => {
    patterns = undefined; // the next try may succeed
  });
  return patterns;
}

/** Scroll as far as it takes to see an element, or its beginning. */
function bringIntoView(box) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const block = box.offsetHeight < innerHeight * 0.8 ? "nearest" : "start";
  box.scrollIntoView({ block, behavior: isCalm ? "instant" : "smooth" });
}

/** Activate the decoder of a page: it runs on typing, on pasting, and on its button. */
export function startDecoder(root) {
  const words = root.dataset;
  const form = root.querySelector("[data-form]");
  const [field, product, told] = ["textarea", "select", "[role=status]"].map((name) => root.querySelector(name));
  const make = (tag, ...parts) => {
    const made = document.createElement(tag);
    made.append(...parts);
    return made;
  };
  const declined = new Set(); // the sentences of AWS that the reader does not want in the reply
  let shown = "";
  let timer;

  /** On a page for all products, the links lead to the replies of the chosen one. */
  function aim() {
    for (const link of root.querySelectorAll("[data-open]")) link.href = `${product.value}${link.dataset.open}/`;
  }

  function button(label, href) {
    const link = make("a", label);
    link.className = "md-button md-button--primary";
    link.href = href;
    return make("p", link);
  }

  /** A sentence for which the reply has no answer, with a box that adds it. */
  function offer(sentence, changed) {
    const box = make("input");
    box.type = "checkbox";
    // Ticked from the start: what AWS asks and the reply lacks would otherwise be forgotten.
    box.checked = !declined.has(sentence);
    box.addEventListener("change", () => {
      if (box.checked) declined.delete(sentence);
      else declined.add(sentence);
      changed();
    });
    const text = make("q", sentence);
    text.lang = "en";
    return make("li", make("label", box, " ", text));
  }

  function describe({ letter, asked }, questions) {
    const item = root.querySelector(`[data-letter="${letter}"]`);
    const title = make("p", words.looks.replace("{title}", item.querySelector(".kit-letter__title").textContent));
    title.className = "kit-next__title";
    const parts = [item.querySelector(".kit-letter__means").cloneNode(true)];
    const known = asked.filter(({ id }) => id).map(({ id }) => questions.find((question) => question.id === id));
    if (known.length) parts.push(make("p", words.asks), make("ul", ...known.map((question) => make("li", question.title))));
    const reply = item.querySelector("[data-open]")?.getAttribute("href");
    const guide = item.querySelector("[data-guide]");
    const action = reply ? button("", reply) : null;
    const aimAction = () => {
      if (!action) return;
      const end = fragmentOf(asked.filter(({ id, words: sentence }) => id || !declined.has(sentence)));
      action.firstChild.textContent = end ? words.openAsked : words.open;
      action.firstChild.href = reply + end;
    };
    const extra = asked.filter(({ id }) => !id);
    if (extra.length) {
      const list = make("ul", ...extra.map((question) => offer(question.words, aimAction)));
      list.className = "kit-sentences";
      parts.push(make("p", make("strong", words.extra.replace("{count}", extra.length)), " ", words.add), list);
    }
    aimAction();
    const guided = guide && !item.dataset.reply ? button(words.guide, guide.getAttribute("href")) : null;
    const first = action ?? guided ?? "";
    const note = make("p", words.check);
    note.className = "kit-note";
    return [title, first, ...parts, note];
  }

  /** While someone types, the page must not move; a pasted letter is complete. */
  async function look(isAsked, isFinished = isAsked) {
    clearTimeout(timer);
    const loaded = await loadPatterns(root).catch(() => null);
    if (!loaded) {
      told.textContent = words.failed;
      return;
    }
    const { letters, questions } = loaded;
    const text = field.value.trim();
    const found = recognize(text, letters, questions);
    // "Not recognized" would be premature during typing.
    const isNothing = isAsked || text.length > 80;
    const state = found.letter ? JSON.stringify([found, product?.value]) : isNothing ? `${found.isOwn} ${!text}` : "";
    if (state === shown && !isFinished) return;
    shown = state;
    for (const item of root.querySelectorAll("[data-letter]")) {
      item.classList.toggle("kit-letter--found", item.dataset.letter === found.letter);
    }
    const parts = found.letter ? describe(found, questions) : state ? [make("p", !text ? words.empty : found.isOwn ? words.own : words.none)] : [];
    const box = make("div", ...parts);
    box.className = "kit-next";
    told.replaceChildren();
    // Emptied first, so that screen readers announce the same answer again.
    if (!parts.length) return;
    requestAnimationFrame(() => {
      told.replaceChildren(box);
      if (isFinished) bringIntoView(box);
    });
  }

  form.hidden = false;
  if (product) aim();
  form.addEventListener("focusin", () => loadPatterns(root).catch(() => null), { once: true });
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    const isPasted = event.inputType === "insertFromPaste";
    timer = setTimeout(() => look(false, isPasted), isPasted ? 0 : 250);
  });
  form.querySelector("button").addEventListener("click", () => look(true));
  product?.addEventListener("change", () => {
    aim();
    look(false);
  });
}
