// Finding an item by any of its names, accents or not; the same box finds the end of a path.

const INDEX = ITEMS.map((item) => ({
  item,
  names: [item.name, item.label.replace(/\n/g, " "), ...(item.aliases ?? [])].map(fold),
}));
const search = { hits: [], at: -1, from: null };

// How well a name fits: as a whole, at its beginning, at that of a word, somewhere.
function rate(name, wanted) {
  if (name === wanted) return 4;
  if (name.startsWith(wanted)) return 3;
  return name.split(/[\s"'(#-]+/).some((word) => word.startsWith(wanted)) ? 2 : name.includes(wanted) ? 1 : 0;
}

function findItems(query) {
  const wanted = fold(query.trim());
  if (!wanted) return [];
  return INDEX.map(({ item, names }) => {
    const rates = names.map((name) => rate(name, wanted));
    return { item, score: Math.max(...rates), name: rates.findIndex((r) => r > 0) };
  })
    .filter((hit) => hit.score && hit.item !== search.from)
    .sort((a, b) => b.score - a.score || b.item.weight - a.item.weight)
    .slice(0, 12);
}

function drawHits() {
  const [box, list] = [$("search"), $("hits")];
  const open = Boolean(box.value.trim());
  const none = el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing of that name");
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  list.replaceChildren(...(search.hits.length ? search.hits.map(hitRow) : open ? [none] : []));
  if (search.at < 0) return box.removeAttribute("aria-activedescendant");
  list.children[search.at].scrollIntoView({ block: "nearest" });
  return box.setAttribute("aria-activedescendant", "hit-" + search.at);
}

function hitRow({ item, name }, index) {
  const take = (event) => {
    event.preventDefault();
    takeHit(index);
  };
  const alias = name > 1 ? el("small", " also ", bdi(item.aliases[name - 2])) : "";
  return el(
    "li",
    { role: "option", id: "hit-" + index, "aria-selected": String(index === search.at), onpointerdown: take },
    glyph(item.kind),
    el("span.name", bdi(item.name), alias),
    el("small", item.kindOf, shown.items.has(item) ? "" : ", not drawn yet"),
  );
}

function takeHit(index) {
  const hit = search.hits[index];
  if (!hit) return;
  const from = search.from;
  endSearch();
  if (from) change({ path: { from: from.id, to: hit.item.id }, pick: null, view: "graph" }, { fit: true });
  else choose({ type: "item", id: hit.item.id }, { centre: true, focus: true });
}

function endSearch() {
  Object.assign(search, { hits: [], at: -1, from: null });
  $("search").value = "";
  $("search").placeholder = SEARCH_WORDS;
  drawHits();
}

// Asks for the other end of a path.
function askPath(item) {
  closeDrawers();
  search.from = item;
  $("search").placeholder = `Path from ${clean(item.name)} to …`;
  $("search").focus();
  announce("Type the name of the other end of the path");
}

const SEARCH_WORDS = $("search").placeholder;
$("search").addEventListener("input", () => {
  search.hits = findItems($("search").value);
  search.at = search.hits.length ? 0 : -1;
  drawHits();
  announce(search.hits.length ? plural(search.hits.length, "item") + " found" : "Nothing found");
});
$("search").addEventListener("blur", () => {
  if (!search.from || !$("search").value) endSearch();
});
$("search").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && search.hits.length) {
    event.preventDefault();
    search.at = (search.at + step + search.hits.length) % search.hits.length;
    drawHits();
  } else if (event.key === "Enter") takeHit(search.at);
  else if (event.key === "Escape") {
    event.stopPropagation();
    endSearch();
    $("search").blur();
  }
});
