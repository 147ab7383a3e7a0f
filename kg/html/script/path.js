// How two items hang together: the shortest way over what is shown, told link by link with its sentences.

function currentPath() {
  const { from, to } = state.path;
  const key = `${from} ${to} ${state.hubs} ${shown.statements.size} ${[...state.hidden].join()}`;
  if (currentPath.key !== key) Object.assign(currentPath, { key, found: findPath(ITEM.get(from), ITEM.get(to)) });
  return currentPath.found;
}

// Dijkstra's method; the way through an item of many links costs more when hubs are to be avoided.
function findPath(from, to) {
  const cost = new Map([[from, 0]]);
  const came = new Map();
  const open = new Set([from]);
  const usable = (link) => shown.possible.has(link) && link.ends[0] !== link.ends[1];
  while (open.size) {
    const at = [...open].reduce((a, b) => (cost.get(b) < cost.get(a) ? b : a));
    if (at === to) break;
    open.delete(at);
    for (const link of at.links.filter(usable)) {
      const next = otherEnd(link, at);
      const detour = state.hubs || next === to ? 0 : Math.log2(1 + next.links.length);
      const step = cost.get(at) + 1 + detour + (link.predicate === "relation" || link.folded ? 0.1 : 0);
      if (step < (cost.get(next) ?? Infinity)) {
        cost.set(next, step);
        came.set(next, link);
        open.add(next);
      }
    }
  }
  if (!came.has(to)) return null;
  const links = [];
  for (let at = to; at !== from; at = otherEnd(links[0], at)) links.unshift(came.get(at));
  const items = links.reduce((list, link) => [...list, otherEnd(link, list.at(-1))], [from]);
  return { items, links };
}

function pathDossier() {
  const { from, to } = state.path;
  const path = currentPath();
  const avoid = () => change({ hubs: !state.hubs }, { fit: true });
  const clear = () => change({ path: null, pick: { type: "item", id: from } });
  const head = el(
    "div.head",
    el("p.kind", "path"),
    el("h2", { id: "dossier-title" }, itemButton(ITEM.get(from)), " to ", itemButton(ITEM.get(to))),
    el(
      "div.tools",
      el(
        "label.check",
        el("input", { type: "checkbox", checked: !state.hubs, "data-keep": "hubs", onchange: avoid }),
        el("span", "avoid the most connected items"),
      ),
      button("Clear the path", clear),
    ),
  );
  if (!path) return [head, el("p.note", "Nothing that is shown leads from one to the other.")];
  return [head, el("p.quiet", plural(path.links.length, "link")), path.links.map(pathLink)];
}

function pathLink(link) {
  const show = () => choose({ type: "link", id: link.id });
  const words = plainButton(bdi(link.label), show, { class: "predicate" });
  return [
    el("p.triple", itemButton(link.ends[0]), " ", words, " ", itemButton(link.ends[1])),
    unfolding(visible(link.told), 1, card),
  ];
}
