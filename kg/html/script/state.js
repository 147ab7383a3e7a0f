// What the reader has chosen: one object, mirrored in the address, so that a view can be sent.

const VIEWS = ["graph", "timeline", "coverage", "list", "articles", "gaps"];
const FOLDED = PAGE.kinds.filter((kind) => kind.folded).map((kind) => kind.id);
const RANK = ITEMS.slice().sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));

const freshState = () => ({
  view: "graph",
  pick: null, // { type: "item" | "link" | "sentence" | "group", id }
  path: null, // { from, to } item ids
  hidden: new Set(FOLDED), // kinds not drawn
  off: new Set(), // articles left out
  moods: new Set(STANCES.map(([id]) => id)),
  by: "", // speaker: "", "outlets" or an item id
  odds: false, // only where sources disagree
  clock: "event", // which dates the time axis shows: "event" or "published"
  from: null,
  to: null,
  all: false, // draw every item of a large graph, if they are not too many
  opened: new Set(), // items beyond the core that were asked for
  around: null, // { id, steps }: only an item and its neighbours
  closed: new Set(), // groups drawn as one item
  hubs: true, // paths may lead through the most connected items
  article: 0, // the article that is read
  at: null, // a place in it
  about: null, // whose facts the coverage shows: null as chosen, "" everything, or an item id
  listed: "items", // or "statements"
});
let state = freshState();

const STATED = new Map(STATEMENTS.map((statement) => [statement.id, statement]));

// A thing or a statement may also be named by its id in the graph.
function pickFrom(text) {
  const cut = text.indexOf("=");
  const [type, id] = [text.slice(0, cut), text.slice(cut + 1)];
  if ({ item: ITEM, link: LINK }[type]?.has(id)) return { type, id };
  if (type === "item" && ITEM.has("n:" + id)) return { type, id: "n:" + id };
  if (type === "item" && STATED.has(id)) return targetOf(STATED.get(id));
  if (type === "sentence" && sentenceAt(id)) return { type, id };
  if (type === "group" && indexIn(PAGE.groups, id)) return { type, id };
  return null;
}

// Whether a text is the place of something in a list.
const indexIn = (list, text) => /^\d{1,7}$/.test(text ?? "") && Number(text) < list.length;

// A sentence by its article and first character: "2.817".
function sentenceAt(id) {
  const [article, start] = id.split(".");
  const found = indexIn(ARTICLES, article) && ARTICLES[article].sentences?.find((s) => s[0] === Number(start));
  return found ? { article: Number(article), start: found[0], end: found[1] } : null;
}

function writeState() {
  const out = new URLSearchParams();
  const fresh = freshState();
  if (state.view !== "graph") out.set("view", state.view);
  if (state.pick) out.set(state.pick.type, state.pick.id);
  if (state.path) out.set("path", state.path.from + " " + state.path.to);
  const kinds = PAGE.kinds.map((k) => k.id).filter((id) => state.hidden.has(id) !== fresh.hidden.has(id));
  if (kinds.length) out.set("kinds", kinds.join(","));
  if (state.off.size) out.set("without", [...state.off].sort((a, b) => a - b).join(","));
  if (state.moods.size < STANCES.length) out.set("stance", [...state.moods].join(","));
  for (const key of ["by", "from", "to"]) if (state[key]) out.set(key, state[key]);
  for (const key of ["odds", "all"]) if (state[key]) out.set(key, "1");
  if (state.clock !== "event") out.set("clock", state.clock);
  if (!state.hubs) out.set("hubs", "0");
  if (state.article) out.set("article", state.article);
  if (state.at !== null) out.set("at", state.at);
  if (state.about !== null) out.set("about", state.about);
  if (state.listed !== "items") out.set("list", state.listed);
  if (state.around) out.set("around", state.around.steps + " " + state.around.id);
  if (state.closed.size) out.set("closed", [...state.closed].join(","));
  if (state.opened.size) out.set("opened", [...state.opened].map((id) => ITEM.get(id).index).join(","));
  return out.toString();
}

// Reads a state from an address; what it does not know it leaves out, so that no address breaks the page.
function readState(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const list = (key) => (given.get(key) ?? "").split(",").filter(Boolean);
  const result = freshState();
  if (VIEWS.includes(given.get("view"))) result.view = given.get("view");
  for (const type of ["item", "link", "sentence", "group"]) {
    if (given.has(type)) result.pick = pickFrom(`${type}=${given.get(type)}`) ?? result.pick;
  }
  for (const id of list("kinds"))
    if (KIND.has(id)) result.hidden.has(id) ? result.hidden.delete(id) : result.hidden.add(id);
  for (const id of list("without")) if (indexIn(ARTICLES, id)) result.off.add(Number(id));
  if (given.has("stance")) result.moods = new Set(list("stance").filter((id) => STANCE.has(id)));
  const by = given.get("by") ?? "";
  if (by === "outlets" || ITEM.has(by)) result.by = by;
  for (const key of ["from", "to"])
    if (/^\d{4}-\d\d-\d\d$/.test(given.get(key)) && dayNumber(given.get(key)) > -800000) result[key] = given.get(key);
  for (const key of ["odds", "all"]) result[key] = given.get(key) === "1";
  if (given.get("clock") === "published") result.clock = "published";
  result.hubs = given.get("hubs") !== "0";
  if (indexIn(ARTICLES, given.get("article"))) result.article = Number(given.get("article"));
  if (/^\d{1,9}$/.test(given.get("at"))) result.at = Number(given.get("at"));
  if (given.get("about") === "" || ITEM.has(given.get("about"))) result.about = given.get("about");
  if (given.get("list") === "statements") result.listed = "statements";
  const [steps, around] = splitOnce(given.get("around"));
  if (ITEM.has(around) && /^[1-9]$/.test(steps)) result.around = { id: around, steps: Number(steps) };
  const [from, to] = pathEnds(given.get("path"));
  if (from) result.path = { from, to };
  for (const id of list("closed")) if (indexIn(PAGE.groups, id)) result.closed.add(Number(id));
  for (const id of list("opened")) if (indexIn(ITEMS, id)) result.opened.add(ITEMS[id].id);
  return result;
}

function splitOnce(text) {
  const cut = (text ?? "").indexOf(" ");
  return cut < 0 ? ["", ""] : [text.slice(0, cut), text.slice(cut + 1)];
}

// Ids may hold blanks: the cut is where both halves are known.
function pathEnds(text) {
  for (let cut = (text ?? "").indexOf(" "); cut > 0; cut = text.indexOf(" ", cut + 1)) {
    const [from, to] = [text.slice(0, cut), text.slice(cut + 1)];
    if (ITEM.has(from) && ITEM.has(to)) return [from, to];
  }
  return ["", ""];
}

const isFiltered = () =>
  state.off.size > 0 ||
  state.moods.size < STANCES.length ||
  state.by !== "" ||
  state.odds ||
  Boolean(state.from || state.to);

// Whether a statement passes the filters.
function admits(statement) {
  if (state.off.has(statement.a) || !state.moods.has(statement.stance)) return false;
  if (state.odds && !statement.against.length) return false;
  if (state.by === "outlets" ? statement.by !== undefined : state.by && speakerOf(statement)?.id !== state.by)
    return false;
  return inTime(statementDays(statement));
}

function statementDays(statement) {
  if (state.clock === "published")
    return ARTICLES[statement.a].date ? { start: ARTICLES[statement.a].date, end: ARTICLES[statement.a].date } : null;
  const events = [statement.s, statement.o].filter((i) => i !== undefined && ITEMS[i].start);
  return events.length ? { start: ITEMS[events[0]].start, end: ITEMS[events[0]].end } : null;
}

// What has no date stays: to hide it would be to say that it is of another time.
function inTime(days) {
  if (!days || !(state.from || state.to)) return true;
  const [start, end] = [days.start ?? days.end, days.end ?? "9999-12-31"];
  return (!state.to || start <= state.to) && (!state.from || end >= state.from);
}

// What is to be seen under the present filters, worked out once for each change.
const shown = { statements: new Set(), possible: new Set(), links: [], items: new Set(), likely: 0, all: false };

function look() {
  shown.statements = new Set(STATEMENTS.filter(admits).map((s) => s.index));
  const filtered = isFiltered();
  const kindShown = (item) => !state.hidden.has(item.kind) || state.pick?.id === item.id;
  const wanted = (item) => !item.rest || shown.all || state.odds || state.opened.has(item.id) || state.around;
  const told = (link) => link.told.some((i) => shown.statements.has(i));
  const links = LINKS.filter(
    (link) => link.ends.every(kindShown) && (!link.folded || state.hidden.has(link.folded)) && told(link),
  );
  shown.possible = new Set(links);
  const touched = new Set(links.flatMap((link) => link.ends));
  const alive = (item) => !filtered || touched.has(item) || item.told.some((i) => shown.statements.has(i));
  const near = state.around ? within(state.around, links) : null;
  const possible = ITEMS.filter((item) => kindShown(item) && alive(item));
  shown.likely = possible.length;
  shown.all = state.all && shown.likely <= PAGE.most;
  shown.items = new Set(
    possible.filter((item) => (near ? near.has(item) : wanted(item)) || state.pick?.id === item.id),
  );
  shown.links = links.filter((link) => link.ends.every((end) => shown.items.has(end)));
}

// An item and all that is so many links away.
function within({ id, steps }, links) {
  let reached = new Set([ITEM.get(id)]);
  for (let step = 0; step < steps; step++) {
    reached = new Set([
      ...reached,
      ...links.filter((l) => l.ends.some((end) => reached.has(end))).flatMap((l) => l.ends),
    ]);
  }
  return reached;
}
