// What is drawn: items with their places, groups that are closed as one item, links between what is drawn.

const drawn = { items: new Map(), links: new Map(), version: 0, many: false };
const leaders = new Set(RANK.slice(0, 12).map((item) => item.id));

function compose() {
  const items = new Map();
  const inGroup = (item) => item.cluster !== undefined && state.closed.has(item.cluster);
  for (const item of shown.items) {
    if (!inGroup(item)) items.set(item.id, placedItem(item));
  }
  for (const [group, members] of groupBy([...shown.items].filter(inGroup), (i) => i.cluster))
    items.set("g:" + group, groupItem(group, members));
  const standIn = (item) => items.get(inGroup(item) ? "g:" + item.cluster : item.id);
  const links = new Map();
  const bundles = groupBy(
    shown.links
      .map((link) => ({ link, a: standIn(link.ends[0]), b: standIn(link.ends[1]) }))
      .filter((l) => l.a.item || l.b.item || l.a !== l.b),
    (l) => (l.a.item && l.b.item ? l.link.id : `${l.a.id} ${l.b.id}`),
  );
  for (const [id, rows] of bundles) links.set(id, placedLink(id, rows));
  bendParallels(links);
  for (const item of items.values()) item.pull = { x: 0, y: 0, links: 0 };
  for (const { a, b } of links.values()) (pullTo(a, b), pullTo(b, a));
  return { items, links };
}

function placedItem(item) {
  const [x, y] = item.moved ?? (shown.all && item.wide ? item.wide : [item.x, item.y]);
  return {
    id: item.id,
    item,
    kind: item.kind,
    name: item.name,
    label: item.label,
    weight: item.weight,
    size: item.size,
    font: item.font,
    x,
    y,
    bold: leaders.has(item.id),
    disputed: item.told.some(
      (i) =>
        STATEMENTS[i].against.length > 0 &&
        (isMeasured(item) || (STATEMENTS[i].o === undefined && !isFigure(STATEMENTS[i]))),
    ),
  };
}

function groupItem(group, members) {
  const heavy = members.reduce((a, b) => (b.weight > a.weight ? b : a));
  const places = members.map((m) => placedItem(m));
  const mean = (key) => places.reduce((sum, p) => sum + p[key], 0) / places.length;
  return {
    id: "g:" + group,
    group,
    kind: heavy.kind,
    name: PAGE.groups[group],
    label: wrapWords(PAGE.groups[group]),
    weight: heavy.weight + members.length,
    bold: true,
    size: 14 + 3 * Math.sqrt(members.length),
    font: { size: 14 },
    x: mean("x"),
    y: mean("y"),
    disputed: false,
  };
}

function pullTo({ x, y, pull }, to) {
  const length = Math.hypot(to.x - x, to.y - y) || 1;
  const n = ++pull.links;
  pull.x += ((to.x - x) / length - pull.x) / n;
  pull.y += ((to.y - y) / length - pull.y) / n;
}

const wrapWords = (text) =>
  text.length > 24 ? text.replace(new RegExp(`^(.{10,${Math.ceil(text.length / 2) + 4}}) `, "u"), "$1\n") : text;

function placedLink(id, rows) {
  const told = unique(rows.flatMap((r) => r.link.told)).filter((i) => shown.statements.has(i));
  const { stance, disputed, articles } = verdict(told);
  const { link, a, b } = rows[0];
  const firm = rows.some((r) => r.link.predicate && r.link.predicate !== "relation");
  const spoken = rows.every((r) => r.link.folded === "speech");
  return {
    id,
    a,
    b,
    link: rows.length === 1 ? link : null,
    told,
    firm,
    disputed,
    bend: 0,
    stance: spoken ? "possible" : stance,
    label: rows.length === 1 ? link.label : plural(rows.length, "link"),
    width: disputed ? 2.2 : (firm ? 1.3 : 0.9) + 0.6 * Math.min(2, articles - 1),
    telling: firm && leaders.has(a.id) && link.predicate !== "" && a.kind === "event",
  };
}

// Links of one pair are bent apart, each way to its own side.
function bendParallels(links) {
  const pairs = groupBy(
    [...links.values()].filter((l) => l.a !== l.b),
    (l) => [l.a.id, l.b.id].sort().join(" "),
  );
  for (const rows of pairs.values()) {
    if (rows.length === 1) continue;
    rows.forEach((link, k) => {
      const side = (k - (rows.length - 1) / 2) * Math.min(0.16, 0.6 / rows.length);
      link.bend = link.a.id < link.b.id ? side : -side;
    });
  }
}

// What is chosen stands out: { items, links } by id, or null where all stand alike.
function emphasis({ items, links }) {
  const keep = (chosen) => ({
    links: new Set(chosen.map((l) => l.id)),
    items: new Set(chosen.flatMap((l) => [l.a.id, l.b.id])),
  });
  const all = [...links.values()];
  if (state.path) {
    const path = currentPath();
    return path && { items: new Set(path.items.map((i) => i.id)), links: new Set(path.links.map((l) => l.id)) };
  }
  if (state.pick?.type === "link") return keep(all.filter((l) => l.id === state.pick.id));
  const id = state.pick?.type === "group" ? "g:" + state.pick.id : state.pick?.type === "item" ? state.pick.id : null;
  if (!items.has(id)) return null;
  const kept = keep(all.filter((l) => l.a.id === id || l.b.id === id));
  kept.items.add(id);
  return kept;
}
