// One way to change anything: the state changes, then all that shows it is drawn again.

function change(changes, { fit = false } = {}) {
  Object.assign(state, changes);
  look();
  if (state.path) openPath();
  drawView();
  if (state.view !== "graph") drawNetwork();
  drawLegend();
  drawFilters();
  drawActive();
  drawDates();
  drawDossier();
  if (fit) state.path && drawn.kept ? fitNetwork([...drawn.kept.items], 1.3) : fitNetwork();
  announce(`${plural(shown.items.size, "item")}, ${plural(shown.statements.size, "statement")} shown`);
  keepAddress();
}

// The items of a path are drawn, even those beyond the core.
function openPath() {
  const path = currentPath();
  if (!path || path.items.every((i) => shown.items.has(i))) return;
  state.opened = new Set([...state.opened, ...path.items.map((i) => i.id)]);
  state.around = null;
  look();
}

// Chooses an item, link, sentence or group, or nothing.
function choose(pick, { centre = false, focus = false } = {}) {
  const item = pick?.type === "item" ? ITEM.get(pick.id) : null;
  const ends = pick?.type === "link" ? LINK.get(pick.id).ends : item ? [item] : [];
  const changes = { pick, path: null };
  if (ends.some((i) => i.rest))
    changes.opened = new Set([...state.opened, ...ends.filter((i) => i.rest).map((i) => i.id)]);
  if (ends.some((i) => state.closed.has(i.cluster)))
    changes.closed = new Set([...state.closed].filter((g) => !ends.some((i) => i.cluster === g)));
  if (item && state.around && state.around.id !== item.id) changes.around = { id: item.id, steps: state.around.steps };
  change(changes);
  if (item) announce(`${item.name}, ${item.kindOf}, ${plural(item.told.length, "statement")}`);
  if (centre && state.view === "graph" && drawn.kept) showKept();
  if (pick && narrow.matches && state.view !== "articles") openDrawer("dossier");
  else if (focus) stage.focus({ preventScroll: true });
}

// Brings what is chosen and its neighbours into view, as far as they are few enough to be read.
function showKept() {
  const kept = [...drawn.kept.items];
  kept.length > 1 && kept.length <= 45 ? fitNetwork(kept, 1.25) : centreOn(state.pick.id);
}

let written = null;

function keepAddress() {
  const hash = writeState();
  if (hash === written) return;
  written = hash;
  try {
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  } catch {
    /* an embedded page has no address of its own */
  }
}

function readAddress() {
  state = readState(location.hash);
  written = writeState();
  const item = state.pick?.type === "item" ? ITEM.get(state.pick.id) : null;
  if (item?.rest) state.opened.add(item.id);
  change({});
  fitNetwork(narrow.matches && !state.around ? [...leaders] : undefined);
  if (state.pick && drawn.kept) showKept();
}

addEventListener("hashchange", () => {
  if (location.hash.slice(1) !== written) readAddress();
});
setTheme(["light", "dark"].includes(memory.get("theme")) ? memory.get("theme") : "auto");
$("lines").replaceChildren(readingHelp());
readAddress();

// For the console and for tests: what is drawn and where.
window.page = {
  net,
  drawn,
  state: () => state,
  shown,
  labels: () => labels,
  badges: () => badgeSpots([...drawn.items.values()], [...drawn.links.values()]),
  painted: () => painted,
  svg: () => drawingAsSvg().text,
  csv: statementsAsCsv,
  cell: csvCell,
};
