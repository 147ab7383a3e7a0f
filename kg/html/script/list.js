// The same content as tables, for the keyboard and for screen readers.

const ROWS = 200; // at first
const table = { key: "weight", down: true, rows: ROWS };

const itemAt = (index) => (index === undefined ? "" : itemButton(ITEMS[index]));
const nameAt = (index) => (index === undefined ? "" : ITEMS[index].name);
const column = (key, text, value, cell = value, more = {}) => ({ key, text, value, cell, ...more });
const countColumn = (key, text, value) => column(key, text, value, (row) => number(value(row)), { number: true });

const COLUMNS = {
  items: [
    column(
      "name",
      "Name",
      (i) => i.name,
      (i) => itemButton(i),
    ),
    column("kind", "Type", (i) => i.kindOf),
    column(
      "days",
      "When",
      (i) => daysOf(i)?.start ?? daysOf(i)?.end ?? "",
      (i) => (daysOf(i) ? daysWords(daysOf(i)) : ""),
    ),
    countColumn("told", "Statements", (i) => i.told.length),
    countColumn("articles", "Articles", (i) => verdict(i.told).articles),
    countColumn("weight", "Weight", (i) => i.weight),
    column("with", "Linked with", null, (i) => neighbourWords(i)),
  ],
  statements: [
    column(
      "subject",
      "Subject",
      (s) => nameAt(s.s),
      (s) => itemAt(s.s),
    ),
    column("predicate", "Relation", predicateOf),
    column("object", "Object or value", valueWords, (s) => (s.o === undefined ? bdi(valueWords(s)) : itemAt(s.o))),
    column(
      "stance",
      "Told",
      (s) => STANCE.get(s.stance),
      (s) => [STANCE.get(s.stance), oddsChip(s.against.length)],
    ),
    column(
      "speaker",
      "Says",
      (s) => speakerOf(s)?.name ?? "",
      (s) => bdi(speakerOf(s)?.name ?? "the article"),
    ),
    column(
      "outlet",
      "Outlet",
      (s) => outletOf(ARTICLES[s.a]),
      (s) => bdi(outletOf(ARTICLES[s.a])),
    ),
    column("date", "Published", (s) => ARTICLES[s.a].date ?? "", undefined, { number: true }),
    column("sentence", "Sentence", null, (s) => sentenceButton(s)),
  ],
};

function drawList() {
  const columns = COLUMNS[state.listed];
  const rows = sortedRows(columns);
  const head = (column) => headCell(column);
  const more = () => {
    table.rows += 300;
    drawList();
  };
  replace(
    $("view-list"),
    el("div.view-head", el("h2", "List"), listChoice()),
    el(
      "div.scroll",
      { tabindex: 0, role: "region", "aria-label": `The ${state.listed} shown` },
      el(
        "table",
        el("caption.sr", `The ${state.listed} shown`),
        el("thead", el("tr", columns.map(head))),
        el(
          "tbody",
          rows.slice(0, table.rows).map((row) =>
            el(
              "tr",
              columns.map((c) => bodyCell(c, row)),
            ),
          ),
        ),
      ),
    ),
    rows.length > table.rows
      ? button(`Show 300 more of ${number(rows.length - table.rows)}`, more, { class: "more", "data-keep": "more" })
      : "",
  );
}

const bodyCell = (column, row) => el("td", { class: column.number ? "number" : "" }, column.cell(row));

function sortedRows(columns) {
  const rows = state.listed === "items" ? [...shown.items] : [...shown.statements].map((i) => STATEMENTS[i]);
  const { value } = columns.find((c) => c.key === table.key && c.value) ?? columns[0];
  const order = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));
  const keyed = rows.map((row) => [value(row), row]).sort((a, b) => order(a[0], b[0]) * (table.down ? -1 : 1));
  return keyed.map(([, row]) => row);
}

function listChoice() {
  const choice = (listed, size, key) => {
    const show = () => {
      Object.assign(table, { key, down: listed === "items", rows: ROWS });
      change({ listed });
    };
    const words = listed[0].toUpperCase() + listed.slice(1);
    const pressed = String(state.listed === listed);
    return button(`${words} (${number(size)})`, show, { "aria-pressed": pressed, "data-keep": "list-" + listed });
  };
  return el(
    "div.segments",
    { role: "group", "aria-label": "What to list" },
    choice("items", shown.items.size, "weight"),
    choice("statements", shown.statements.size, "subject"),
  );
}

function headCell(column) {
  if (!column.value) return el("th", { scope: "col" }, column.text);
  const on = table.key === column.key;
  const sort = () => {
    Object.assign(table, { key: column.key, down: on ? !table.down : Boolean(column.number) });
    drawList();
  };
  const arrow = el("span", { "aria-hidden": "true" }, on ? (table.down ? " ▾" : " ▴") : "");
  return el(
    "th",
    {
      scope: "col",
      "aria-sort": on ? (table.down ? "descending" : "ascending") : "none",
      class: column.number ? "number" : "",
    },
    plainButton([column.text, arrow], sort, { "data-keep": "sort-" + column.key }),
  );
}

function sentenceButton(statement) {
  const words = bdi(slice(ARTICLES[statement.a], ...statement.at));
  return plainButton(words, () => showSentence(sentenceId(statement)), { class: "sentence" });
}

function neighbourWords(of) {
  const links = of.links.filter((link) => shown.possible.has(link));
  const near = unique(links.map((link) => otherEnd(link, of))).sort((a, b) => b.weight - a.weight);
  const few = separated(near.slice(0, 4).map((i) => bdi(i.name)));
  return [few, near.length > 4 ? ` and ${near.length - 4} more` : ""];
}
