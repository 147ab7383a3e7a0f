// Sentences as evidence: the words that gave a statement marked; who says so, where, when; how it is meant.

// A stretch of an article, cut where a mark { start, end, wrap(piece, mark) } begins or ends, each piece in its marks.
function passage(article, start, end, marks) {
  const inside = [...siteWords(article), ...marks].filter((mark) => mark.end > start && mark.start < end);
  const edges = inside.flatMap((mark) => [clamp(mark.start, start, end), clamp(mark.end, start, end)]);
  const cuts = unique([start, ...edges, end]).sort((a, b) => a - b);
  const size = (mark) => mark.end - mark.start;
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1];
    const around = inside.filter((mark) => mark.start <= from && mark.end >= to).sort((a, b) => size(a) - size(b));
    const text = document.createTextNode(clean(slice(article, from, to)));
    return around.reduce((piece, mark) => mark.wrap(piece, mark), text);
  });
}

// Words of the site, not of the article, are left out of what is quoted.
function siteWords(article) {
  const chrome = (article.blocks ?? []).filter(([kind]) => kind === "chrome");
  return chrome.map(([, start, end]) => ({ start, end, wrap: () => document.createTextNode(" … ") }));
}

const marked = (piece) => el("mark", piece);
const underlined = (piece, { kind }) => tinted(el("span.named", piece), "textDecorationColor", kind);

function quoteOf(s) {
  const sides = [s.s, s.o].filter((i) => i !== undefined).map((i) => ITEMS[i]);
  const named = sides.flatMap(({ kind, mentions }) =>
    mentions.filter((m) => m.article === s.a).map(({ start, end }) => ({ start, end, kind, wrap: underlined })),
  );
  const trigger = { start: s.trigger[0], end: s.trigger[1], wrap: marked };
  return el("blockquote", { dir: "auto" }, passage(ARTICLES[s.a], ...s.at, [trigger, ...named]));
}

const stanceChip = (stance) =>
  stance === "actual" ? "" : el("span.chip", { class: "stance-" + stance }, STANCE.get(stance));
const oddsChip = (disputed) => (disputed ? el("span.chip.odds", "disputed") : "");

const HOW = { DirectQuote: " (direct quote)", IndirectSpeech: " (indirect speech)" };

function sourceLine(s) {
  const article = ARTICLES[s.a];
  const speaker = speakerOf(s);
  const day = article.date
    ? ["published ", el("time", { datetime: article.date }, shortDate(article.date))]
    : "date not known";
  return el(
    "p.source",
    el("span.outlet", outsideLink(article.url, outletOf(article))),
    el("span", day),
    el("span", speaker ? ["says ", bdi(speaker.name), HOW[s.how] ?? ""] : "told by the article itself"),
    el("span", `confidence ${Math.round(100 * s.sure)} %`),
  );
}

function card(index) {
  const s = STATEMENTS[index];
  const inContext = () => showSentence(sentenceId(s), true);
  return el(
    "article.card",
    { class: s.against.length ? "at-odds" : "", "data-statement": s.id },
    quoteOf(s),
    sourceLine(s),
    s.rank ? el("p.source", el("span.rank", s.rank), s.why) : "",
    el("p.marks", stanceChip(s.stance), oddsChip(s.against.length), plainButton("Read in the article", inContext)),
  );
}

// A statement as a line: subject, property, object or value.
function tripleLine(s) {
  return el(
    "p.triple",
    s.s === undefined ? "" : itemButton(ITEMS[s.s]),
    " ",
    el("span.predicate", bdi(predicateOf(s))),
    " ",
    s.o === undefined ? bdi(valueWords(s)) : itemButton(ITEMS[s.o]),
    stanceChip(s.stance),
  );
}

function valueWords(s) {
  if (s.o !== undefined) return ITEMS[s.o].name;
  if (isFigure(s)) return s.value.text;
  if (!isTime(s)) return s.value === undefined ? "" : `“${s.value}”`;
  const days = intervalWords(s.value.start, s.value.end);
  return days && days !== s.value.text ? `${days} (“${s.value.text}”)` : s.value.text;
}

// What a statement claims where another contradicts it: its value, or how it is told.
const claimWords = (s) => (s.o === undefined ? valueWords(s) : STANCE.get(s.stance));

function itemButton(item, text = item.name) {
  const show = () => choose({ type: "item", id: item.id }, { centre: true });
  return el("button.item", { onclick: show }, glyph(item.kind), bdi(text));
}

// The shape of a kind, as in the picture.
function glyph(kind) {
  return svg(
    "svg.glyph",
    { viewBox: "-1.4 -1.4 2.8 2.8", width: 14, height: 14, "aria-hidden": "true" },
    tinted(svg("path", { d: KIND.get(kind).path }), "fill", kind),
  );
}

// Two statements that cannot both hold, side by side.
function faceToFace({ pair, reason }) {
  const side = (index) => el("div.side", el("p.claim", bdi(claimWords(STATEMENTS[index]))), card(index));
  return el(
    "section.versus",
    el("p.reason", el("span.badge", { "aria-hidden": "true" }, "≠"), " ", bdi(reason)),
    el("div.sides", pair.map(side)),
  );
}

function contradictionsOf(indexes) {
  const mine = new Set(indexes);
  return PAGE.contradictions.filter(({ pair }) => pair.some((i) => mine.has(i)));
}

// A list that shows a few, then more on demand; the focus goes to the first that is new.
function unfolding(list, few, render, step = 20) {
  const box = el("div.unfolding");
  let told = 0;
  const grow = (size) => {
    const fresh = list.slice(told, told + size).map((entry) => el("div.entry", render(entry)));
    told += fresh.length;
    box.querySelector(":scope > .more")?.remove();
    box.append(...fresh);
    const left = list.length - told;
    if (left)
      box.append(
        button(`Show ${Math.min(step, left)} more${left > step ? ` of ${left}` : ""}`, more, { class: "more" }),
      );
    return fresh[0];
  };
  const more = () => grow(step).querySelector("button, a")?.focus();
  grow(few);
  return box;
}
