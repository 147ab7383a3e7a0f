// The frame: views, drawers, theme, keyboard.

const DRAW = {
  graph: drawNetwork,
  timeline: drawTimeline,
  coverage: drawCoverage,
  list: drawList,
  articles: drawArticles,
  gaps: drawGaps,
};

function drawView() {
  for (const view of VIEWS) {
    const on = view === state.view;
    $("tab-" + view).setAttribute("aria-selected", String(on));
    $("tab-" + view).tabIndex = on ? 0 : -1;
    $("view-" + view).hidden = !on;
  }
  document.body.dataset.view = state.view;
  DRAW[state.view]();
}

for (const view of VIEWS) {
  const tab = $("tab-" + view);
  tab.addEventListener("click", () => change({ view }));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = VIEWS[(VIEWS.indexOf(view) + step + VIEWS.length) % VIEWS.length];
    change({ view: next });
    $("tab-" + next).focus();
  });
}

// A drawer covers the page on a narrow screen: what is under it rests, and the focus comes back where it was.
const drawers = { open: null, back: null };

function openDrawer(id) {
  if (drawers.open) closeDrawers(false);
  Object.assign(drawers, { open: id, back: document.activeElement });
  $(id).classList.add("open");
  drawFilters();
  document.body.classList.add("with-" + id);
  $(id + "-open")?.setAttribute("aria-expanded", "true");
  if (narrow.matches)
    for (const other of ["top", "main", id === "filters" ? "dossier" : "filters"]) $(other).inert = true;
  $(id + "-close").focus();
}

function closeDrawers(restore = true) {
  if (!drawers.open) return;
  const { open, back } = drawers;
  $(open).classList.remove("open");
  document.body.classList.remove("with-" + open);
  $(open + "-open")?.setAttribute("aria-expanded", "false");
  for (const other of ["top", "main", "dossier", "filters"]) $(other).inert = false;
  Object.assign(drawers, { open: null, back: null });
  if (restore) (back?.isConnected ? back : stage).focus({ preventScroll: true });
}

$("filters-open").addEventListener("click", () =>
  drawers.open === "filters" ? closeDrawers() : openDrawer("filters"),
);
$("filters-close").addEventListener("click", () => closeDrawers());
$("dossier-open").addEventListener("click", () => openDrawer("dossier"));
$("dossier-close").addEventListener("click", () => closeDrawers());
$("shade").addEventListener("click", () => closeDrawers());
$("dossier-back").addEventListener("click", () => {
  choose(null);
  $("dossier-body").focus();
});
$("dossier-wide").addEventListener("click", () => {
  const wide = document.body.classList.toggle("wide-dossier");
  $("dossier-wide").setAttribute("aria-pressed", String(wide));
});
narrow.addEventListener("change", () => closeDrawers(false));

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  colors = palette();
  for (const [kind, color] of colors.kinds) document.documentElement.style.setProperty("--kind-" + kind, color);
  $("theme").setAttribute("aria-pressed", String(colors.dark));
  drawn.theme = colors.dark;
  drawn.version++;
}

$("theme").addEventListener("click", () => {
  const theme = colors.dark ? "light" : "dark";
  memory.set("theme", theme);
  setTheme(theme);
  drawNetwork();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  setTheme(document.documentElement.dataset.theme);
  drawNetwork();
});

const EXPORTS = { png: savePng, svg: saveSvg, csv: saveCsv, print: () => print(), address: copyAddress };
for (const [name, run] of Object.entries(EXPORTS)) {
  $("export-" + name).addEventListener("click", () => {
    $("export").open = false;
    $("export").querySelector("summary").focus();
    run();
  });
}
addEventListener("beforeprint", drawReport);
addEventListener("afterprint", () => $("report").replaceChildren());
document.addEventListener("pointerdown", (event) => {
  if (!$("export").contains(event.target)) $("export").open = false;
});

$("zoom-in").addEventListener("click", () => zoomBy(1.35));
$("zoom-out").addEventListener("click", () => zoomBy(1 / 1.35));
$("zoom-fit").addEventListener("click", () => fitNetwork());
$("help-open").addEventListener("click", () => $("help").showModal());
$("help-close").addEventListener("click", () => $("help").close());
$("shortcuts").checked = memory.get("shortcuts") !== "off";
$("shortcuts").addEventListener("change", () => memory.set("shortcuts", $("shortcuts").checked ? "on" : "off"));

// From an item to the linked one that lies that way.
function walk([dx, dy]) {
  const here = drawn.items.get(state.pick?.type === "item" ? state.pick.id : "");
  if (!here) {
    const first = RANK.find((i) => drawn.items.has(i.id));
    return first && choose({ type: "item", id: first.id }, { centre: true });
  }
  const ways = [...drawn.links.values()]
    .filter((l) => (l.a === here) !== (l.b === here))
    .map((l) => (l.a === here ? l.b : l.a))
    .filter((o) => o.item);
  const rate = (o) => {
    const [x, y] = [o.x - here.x, o.y - here.y];
    const along = x * dx + y * dy;
    return along > 0 ? along + 2 * (Math.abs(x * dy) + Math.abs(y * dx)) : Infinity;
  };
  const best = ways.reduce((a, b) => (a && rate(a) <= rate(b) ? a : b), null);
  if (best && rate(best) < Infinity) choose({ type: "item", id: best.id }, { centre: true });
  else announce("Nothing linked lies that way");
}

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = ARROWS[event.key]
    ? () => walk(ARROWS[event.key])
    : {
        Enter: focusDossier,
        "+": () => zoomBy(1.35),
        "=": () => zoomBy(1.35),
        "-": () => zoomBy(1 / 1.35),
        0: () => fitNetwork(),
      }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

function focusDossier() {
  if (narrow.matches) openDrawer("dossier");
  $("dossier-body").focus();
}

document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape" && !$("help").open) {
    if ($("export").open) $("export").open = false;
    else if (drawers.open) closeDrawers();
    else if (state.pick || state.path) choose(null);
  } else if (!typing && $("shortcuts").checked && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const act = {
      "/": () => {
        closeDrawers(false);
        $("search").focus();
      },
      "?": () => $("help").showModal(),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }
});
