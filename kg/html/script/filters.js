// The legend, which is also the filter by kind, and the drawer with all other filters.

function drawLegend() {
  const totals = countBy(ITEMS, (i) => i.kind);
  const now = countBy([...shown.items], (i) => i.kind);
  const kinds = PAGE.kinds.filter((kind) => totals.has(kind.id));
  replace(
    $("legend"),
    kinds.map((kind) => legendKey(kind, now.get(kind.id) ?? 0, totals.get(kind.id))),
    PAGE.contradictions.length ? oddsKey() : "",
  );
}

function legendKey(kind, count, total) {
  const on = !state.hidden.has(kind.id);
  return el(
    "button.key",
    {
      "aria-pressed": String(on),
      "data-keep": "kind-" + kind.id,
      onclick: () => change({ hidden: toggled(state.hidden, kind.id) }),
    },
    glyph(kind.id),
    el("span", kind.label),
    el("span.count", on ? String(count) : "+" + total, el("span.sr", on ? ` of ${total} drawn` : " not drawn")),
  );
}

function oddsKey() {
  return el(
    "button.key.odds",
    { "aria-pressed": String(state.odds), "data-keep": "odds", onclick: () => change({ odds: !state.odds }) },
    el("span", { "aria-hidden": "true" }, "≠"),
    el("span", "Disputed only"),
    el("span.count", String(PAGE.contradictions.length)),
  );
}

function toggled(set, value) {
  const copy = new Set(set);
  copy.has(value) ? copy.delete(value) : copy.add(value);
  return copy;
}

function drawFilters() {
  if (drawers.open !== "filters") return;
  const draw = ITEMS.some((i) => i.rest) && shown.likely <= PAGE.most;
  replace(
    $("filters-body"),
    fields("Time", [timeField("from", "From"), timeField("to", "To")]),
    check("odds", "Only where sources disagree", PAGE.contradictions.length, state.odds, { odds: !state.odds }),
    draw ? check("all", "Draw all items", ITEMS.length, state.all, { all: !state.all }, { fit: true }) : "",
    stanceFilter(),
    speakerFilter(),
    articleFilter(),
    groupFilter(),
  );
}

const fields = (title, ...rows) => el("fieldset", el("legend", title), rows);

function timeField(key, text) {
  const onchange = (event) => change({ [key]: event.target.value || null });
  return el(
    "label.check",
    el("span", text),
    el("input", { type: "date", value: state[key] ?? "", "data-keep": key, onchange }),
  );
}

function check(key, text, count, checked, changes, how) {
  return el(
    "label.check",
    el("input", { type: "checkbox", checked, "data-keep": key, onchange: () => change(changes, how) }),
    el("span", bdi(text)),
    el("span.count", count.toLocaleString("en")),
  );
}

function stanceFilter() {
  const counts = countBy(STATEMENTS, (s) => s.stance);
  const row = ([id, text]) =>
    check("stance-" + id, text, counts.get(id) ?? 0, state.moods.has(id), { moods: toggled(state.moods, id) });
  return fields("How it is told", STANCES.map(row));
}

function speakerFilter() {
  const speakers = [...countBy(STATEMENTS, (s) => s.by)].sort((a, b) => b[1] - a[1]);
  const option = (value, text) => el("option", { value, selected: state.by === value }, text);
  const onchange = (event) => change({ by: event.target.value });
  return fields(
    "Who says so",
    el(
      "select",
      { "aria-label": "Who says so", "data-keep": "speaker", onchange },
      option("", "anyone"),
      speakers.map(([index, count]) =>
        index === undefined
          ? option("outlets", `the articles themselves (${count})`)
          : option(ITEMS[index].id, `${ITEMS[index].name} (${count})`),
      ),
    ),
  );
}

function articleFilter() {
  const counts = countBy([...shown.statements], (i) => STATEMENTS[i].a);
  const count = (articles) => articles.reduce((sum, a) => sum + (counts.get(a.index) ?? 0), 0);
  const without = (articles, on) => {
    const off = new Set(state.off);
    for (const a of articles) on ? off.add(a.index) : off.delete(a.index);
    return off;
  };
  const row = (key, text, articles) => {
    const on = articles.every((a) => !state.off.has(a.index));
    return check(key, text, count(articles), on, { off: without(articles, on) });
  };
  const dated = (a) => (a.date ? `${titleOf(a)}, ${shortDate(a.date)}` : titleOf(a));
  const outlet = ([name, articles]) => [
    row("outlet-" + articles[0].index, name, articles),
    articles.length > 1
      ? articles.map((a) => el("div.sub", row("article-" + a.index, dated(a), [a])))
      : el("p.note.sub", bdi(dated(articles[0]))),
  ];
  return fields("Outlets and articles", [...groupBy(ARTICLES, outletOf)].map(outlet));
}

function groupFilter() {
  if (!PAGE.groups.length) return "";
  const sizes = countBy(ITEMS, (i) => i.cluster);
  return fields(
    "Groups",
    el("p.note", "Items that are told of together. A closed group is drawn as one item."),
    el(
      "p.row",
      button("Close all", () => change({ closed: new Set(PAGE.groups.keys()) }, { fit: true })),
      button("Open all", () => change({ closed: new Set() }, { fit: true })),
    ),
    PAGE.groups.map((name, i) => check("group-" + i, name, sizes.get(i), !state.closed.has(i), groupChange(i))),
  );
}

const groupChange = (index) => ({
  closed: toggled(state.closed, index),
  pick: state.pick?.type === "group" && state.closed.has(index) ? null : state.pick,
});

// The filters at work, each with a button that lifts it.
function drawActive() {
  const chips = activeFilters().map(([text, changes]) =>
    el(
      "button.active",
      { onclick: () => change(changes), "aria-label": `Lift the filter: ${text}` },
      bdi(text),
      el("span", { "aria-hidden": "true" }, " ×"),
    ),
  );
  $("active").hidden = !chips.length;
  $("filters-open").dataset.count = chips.length || "";
  replace($("active"), chips, chips.length > 1 ? plainButton("Reset all", resetFilters) : "");
}

function activeFilters() {
  const speaker = state.by === "outlets" ? "the articles themselves" : ITEM.get(state.by)?.name;
  const told = STANCES.filter(([id]) => state.moods.has(id)).map(([, text]) => text);
  const outlets = unique([...state.off].map((i) => outletOf(ARTICLES[i])));
  const without = outlets.length > 2 ? plural(state.off.size, "article") : outlets.join(", ");
  const day = (iso) => (iso ? shortDate(iso) : "…");
  return [
    state.odds && ["only where sources disagree", { odds: false }],
    state.by && ["said by " + speaker, { by: "" }],
    told.length < STANCES.length && ["only " + (told.join(", ") || "nothing"), { moods: freshState().moods }],
    state.off.size && ["without " + without, { off: new Set() }],
    (state.from || state.to) && [`${day(state.from)} to ${day(state.to)}`, { from: null, to: null }],
  ].filter(Boolean);
}

function resetFilters() {
  const { moods, off, odds, by, from, to, hidden } = freshState();
  change({ moods, off, odds, by, from, to, hidden });
}
