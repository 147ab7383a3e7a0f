// The graph as objects: items, links, statements, articles, and what hangs on what.

const ITEMS = DATA.nodes;
const LINKS = DATA.edges;
const PAGE = DATA.page;
const ARTICLES = PAGE.articles;
const STATEMENTS = PAGE.statements;
const ITEM = new Map(ITEMS.map((item) => [item.id, item]));
const LINK = new Map(LINKS.map((link) => [link.id, link]));
const KIND = new Map(PAGE.kinds.map((kind) => [kind.id, kind]));

// Whether an item stands for a figure: all that is told of one number.
const isMeasured = (item) => item.id.startsWith("f:");

STATEMENTS.forEach((statement, index) => {
  statement.index = index;
  statement.stance = statement.denied ? "denied" : (statement.mood ?? "Actual").toLowerCase();
  statement.against = [];
});
PAGE.contradictions.forEach((contradiction) => {
  const [first, second] = contradiction.pair;
  STATEMENTS[first].against.push({ other: second, reason: contradiction.reason });
  STATEMENTS[second].against.push({ other: first, reason: contradiction.reason });
});

ITEMS.forEach((item, index) => {
  item.index = index;
  item.told = [];
  item.links = [];
  item.mentions = [];
});
STATEMENTS.forEach((statement) => {
  for (const end of unique([statement.s, statement.o])) if (end !== undefined) ITEMS[end].told.push(statement.index);
});
LINKS.forEach((link) => {
  link.ends = [ITEM.get(link.from), ITEM.get(link.to)];
  for (const end of unique(link.ends)) end.links.push(link);
  if (isMeasured(link.ends[1])) link.ends[1].told = link.told;
});
ARTICLES.forEach((article, index) => {
  article.index = index;
  for (const [start, end, item] of article.mentions ?? []) ITEMS[item].mentions.push({ article: index, start, end });
});

const outletOf = (article) => article.outlet || (article.file ?? "").replace(/\.\w+$/, "") || "unnamed outlet";
const titleOf = (article) => article.title || article.file || "untitled";
const PREDICATES = new Map(Object.entries(PAGE.predicates));
const labelOf = (predicate) => PREDICATES.get(predicate)?.label ?? predicate;
const predicateOf = (statement) => statement.words || labelOf(statement.p);
const speakerOf = (statement) => (statement.by === undefined ? null : ITEMS[statement.by]);
const otherEnd = (link, item) => (link.ends[0] === item ? link.ends[1] : link.ends[0]);
const isFigure = (statement) => statement.value?.type === "figure";
const isTime = (statement) => statement.value?.type === "time";

// Offsets count code points, as Array.from does; an article is split once, when it is first read.
const pointsOf = (article) => (article.points ??= Array.from(article.text ?? ""));
const slice = (article, start, end) => pointsOf(article).slice(start, end).join("");
const sentenceId = (statement) => `${statement.a}.${statement.at[0]}`;

const STANCES = [
  ["actual", "told as fact"],
  ["planned", "planned"],
  ["possible", "possible"],
  ["demanded", "demanded"],
  ["denied", "denied"],
];
const STANCE = new Map(STANCES);

// What a set of statements amounts to: the firmest stance among them, and whether sources contradict each other.
function verdict(indexes) {
  const told = indexes.map((i) => STATEMENTS[i]);
  return {
    stance: STANCES.map(([id]) => id).find((id) => told.some((s) => s.stance === id)) ?? "actual",
    disputed: told.some((s) => s.against.length > 0),
    articles: new Set(told.map((s) => s.a)).size,
  };
}

const DAY = 86400000;
const dayNumber = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / DAY);
const isoDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);
const dateWords = (iso) =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(iso + "T00:00:00Z"),
  );
const shortDate = (iso) =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    new Date(iso + "T00:00:00Z"),
  );

// An interval as a reader writes it: 31 May 2023, May 2023, 2040, since 1 May 2023.
function intervalWords(start, end) {
  if (!start && !end) return "";
  if (!end) return "since " + dateWords(start);
  if (!start) return "until " + dateWords(end);
  if (start === end) return dateWords(start);
  const [from, to] = [new Date(start + "T00:00:00Z"), new Date(end + "T00:00:00Z")];
  const lastOfMonth = new Date(to.getTime() + DAY).getUTCDate() === 1;
  if (from.getUTCDate() === 1 && lastOfMonth) {
    if (from.getUTCFullYear() === to.getUTCFullYear()) {
      if (from.getUTCMonth() === to.getUTCMonth()) return dateWords(start).replace(/^1 /, "");
      if (from.getUTCMonth() === 0 && to.getUTCMonth() === 11) return String(from.getUTCFullYear());
    } else if (from.getUTCMonth() === 0 && to.getUTCMonth() === 11)
      return `${from.getUTCFullYear()} to ${to.getUTCFullYear()}`;
  }
  return `${dateWords(start)} to ${dateWords(end)}`;
}

const number = (value) => value.toLocaleString("en", { maximumFractionDigits: 2 });

// The day or days of an item: an event's own, or the date by which a goal is due.
function daysOf(item) {
  if (item.start || item.end) return { start: item.start, end: item.end };
  const due = item.told
    .map((i) => STATEMENTS[i])
    .find((s) => s.s === item.index && isTime(s) && (s.value.start || s.value.end));
  return due
    ? {
        start: due.value.start ?? due.value.end,
        end: due.value.end ?? due.value.start,
        due: due.p,
        text: due.value.text,
      }
    : null;
}

const daysWords = (days) => (days.due ? `${labelOf(days.due)} ${days.text}` : intervalWords(days.start, days.end));
