// Figures as ranges, a row for each sentence that tells one: what is told, by whom, on which day.

// A chart for each matter: property, scope and unit.
function figureCharts(indexes) {
  const figures = indexes.map((i) => STATEMENTS[i]);
  return [...groupBy(figures, (s) => [s.p, s.scope, s.value.unit].join("\u001f")).values()].map((rows) => {
    const { p, scope } = rows[0];
    return [el("p.matter", labelOf(p), scope === undefined ? "" : [", ", bdi(ITEMS[scope].name)]), figureChart(rows)];
  });
}

function figureChart(figures) {
  const day = (s) => ARTICLES[s.a].date ?? "9";
  const rows = figures.slice().sort((a, b) => day(a).localeCompare(day(b)) || a.index - b.index);
  const scale = figureScale(rows.map((s) => s.value));
  const words = rows.map((s) => `${s.value.text}, ${outletOf(ARTICLES[s.a])}`).join("; ");
  return el(
    "figure.figures",
    { "aria-label": "Figures by source and day: " + words },
    rows.map((s) => figureRow(s, scale)),
    axisRow(scale),
  );
}

// From nought where the numbers are far apart, else from a little below the least of them.
function figureScale(values) {
  const numbers = values.flatMap((v) => [v.amount, v.min, v.max]).filter((n) => n !== undefined);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  if (!numbers.length) return { low: 0, high: 1, at: () => 0, ticks: [] };
  const low = least > 0.5 * most ? least - (most - least || most * 0.2) * 0.4 : Math.min(0, least);
  const high = most + (most - low || 1) * 0.12;
  return { low, high, at: (n) => 100 * clamp((n - low) / (high - low), 0, 1), ticks: niceTicks(low, high, 3) };
}

function niceTicks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((m) => m >= rough);
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: count + 2 }, (_, k) => first + k * step).filter((n) => n <= high);
}

function figureRow(s, scale) {
  const article = ARTICLES[s.a];
  const speaker = speakerOf(s);
  const source = [bdi(outletOf(article)), article.date && shortDate(article.date), speaker && bdi(speaker.name)];
  return el(
    "div.figure-row",
    { class: `${s.against.length ? "at-odds" : ""} ${s.rank === "Preferred" ? "preferred" : ""}` },
    el("div.figure-words", bdi(s.value.text), stanceChip(s.stance)),
    rangeBar(s.value, scale),
    el("div.figure-source", separated(source.filter(Boolean))),
  );
}

// A known bound ends the bar with a stroke; where only one is known, the bar runs on the other way and fades.
function rangeBar({ amount, min, max }, { low, high, at }) {
  const open = min === max ? "" : max === undefined ? "open-high" : min === undefined ? "open-low" : "";
  const [from, to] = [min ?? (open ? low : amount), max ?? (open ? high : amount)];
  const wide = from !== undefined && from !== to;
  const size = wide ? { x: `${at(from)}%`, width: `${at(to) - at(from)}%`, y: 4, height: 8, rx: 2 } : {};
  const bounds = unique([min, max]).filter((n) => n !== undefined && n !== amount);
  return svg(
    "svg.range",
    { width: "100%", height: 16, "aria-hidden": "true" },
    svg("line.track", { x1: 0, x2: "100%", y1: 8, y2: 8 }),
    wide ? svg("rect.bar", { ...size, class: open }) : "",
    bounds.map((n) => svg("line.bound", { x1: `${at(n)}%`, x2: `${at(n)}%`, y1: 2, y2: 14 })),
    amount === undefined ? "" : svg("circle.amount", { cx: `${at(amount)}%`, cy: 8, r: 4.5 }),
  );
}

function axisRow({ at, ticks }) {
  const tick = (n) => [
    svg("line.tick", { x1: `${at(n)}%`, x2: `${at(n)}%`, y1: 0, y2: 5 }),
    svg("text", { x: `${at(n)}%`, y: 16, "text-anchor": "middle" }, number(n)),
  ];
  return el(
    "div.figure-row.axis",
    { "aria-hidden": "true" },
    svg("svg", { width: "100%", height: 18 }, ticks.map(tick)),
  );
}
