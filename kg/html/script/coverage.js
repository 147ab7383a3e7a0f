// Facts against articles: who tells what, as fact or as plan, with which figure and in which words.

const MARK = { actual: "●", planned: "◐", demanded: "◒", possible: "○", denied: "✕" };
const FACTS = 40; // rows at first
let factRows = FACTS;

function drawCoverage() {
  const articles = ARTICLES.filter((a) => !state.off.has(a.index));
  const item = coveredItem();
  const facts = coverageFacts(item);
  const more = () => {
    factRows += 100;
    drawCoverage();
  };
  replace(
    $("view-coverage"),
    el("div.view-head", el("h2", "Coverage"), el("label", "Facts about ", coverageChoice(item)), markLegend()),
    el(
      "div.scroll",
      { tabindex: 0, role: "region", "aria-label": "Facts against articles" },
      el(
        "table.coverage",
        el("caption.sr", "Which article tells which fact"),
        el("thead", el("tr", el("th", { scope: "col" }, `Fact (${facts.length})`), articles.map(articleHead))),
        el(
          "tbody",
          item ? wordsRow(item, articles) : "",
          facts.slice(0, factRows).map((rows) => coverageRow(rows, articles)),
        ),
      ),
    ),
    facts.length > factRows ? button(`Show more of ${plural(facts.length - factRows, "fact")}`, more) : "",
  );
}

// What was asked for; else what is chosen in the picture; else the main event. "" asks for everything.
function coveredItem() {
  if (state.about !== null) return ITEM.get(state.about) ?? null;
  const picked = state.pick?.type === "item" ? ITEM.get(state.pick.id) : null;
  return picked ?? RANK.find((i) => i.kind === "event" && i.weight > 0) ?? null;
}

function coverageChoice(item) {
  const onchange = (event) => {
    factRows = FACTS;
    change({ about: event.target.value });
  };
  const told = RANK.filter((i) => i.weight > 0 && !isMeasured(i)).slice(0, 200);
  const listed = !item || told.includes(item) ? told : [item, ...told];
  return el(
    "select",
    { id: "coverage-item", "data-keep": "about", onchange },
    el("option", { value: "", selected: !item }, "everything"),
    listed.map((i) => el("option", { value: i.id, selected: item === i }, i.name)),
  );
}

function markLegend() {
  const mark = (id) => el("span.mark", { class: "stance-" + id, "aria-hidden": "true" }, MARK[id]);
  return el(
    "p.legend-line.quiet",
    STANCES.map(([id, text]) => el("span", mark(id), " ", text)),
    el("span", "· not told"),
  );
}

function articleHead(article) {
  return el(
    "th",
    { scope: "col" },
    plainButton(bdi(outletOf(article)), () => showArticle(article.index)),
    el("small", article.date ? shortDate(article.date) : "date not known"),
  );
}

// Statements that say the same, figures of one matter together; those that most articles tell come first.
function coverageFacts(item) {
  const told = (item ? item.told.map((i) => STATEMENTS[i]) : STATEMENTS).filter((s) => shown.statements.has(s.index));
  const matter = (s) => (isFigure(s) ? ["figure", s.scope, s.value.unit] : [s.words, s.o ?? valueWords(s)]);
  const facts = groupBy(
    told.filter((s) => s.p !== "content"),
    (s) => [s.s, s.p, ...matter(s)].join("\u001f"),
  );
  const articles = (rows) => new Set(rows.map((s) => s.a)).size;
  const firm = (rows) => (rows[0].p === "relation" ? 0 : 1);
  return [...facts.values()].sort((a, b) => articles(b) - articles(a) || firm(b) - firm(a) || b.length - a.length);
}

function coverageRow(rows, articles) {
  const [s] = rows;
  const subject = s.s === undefined ? "" : bdi(ITEMS[s.s].name);
  const scope = s.scope === undefined ? "" : [", ", bdi(ITEMS[s.scope].name)];
  const told = isFigure(s) ? scope : [" ", bdi(valueWords(s))];
  const name = [subject, " ", el("span.predicate", bdi(predicateOf(s))), told];
  return el(
    "tr",
    { class: rows.some((row) => row.against.length) ? "at-odds" : "" },
    el(
      "th",
      { scope: "row" },
      plainButton(name, () => choose(targetOf(s), { centre: true })),
    ),
    articles.map((a) => coverageCell(rows.filter((row) => row.a === a.index))),
  );
}

function coverageCell(rows) {
  if (!rows.length) return el("td.none", el("span.sr", "not told"), el("span", { "aria-hidden": "true" }, "·"));
  const stances = STANCES.map(([id]) => id).filter((id) => rows.some((row) => row.stance === id));
  const mark = (id) => el("span.mark", { class: "stance-" + id, role: "img", "aria-label": STANCE.get(id) }, MARK[id]);
  const words = unique(rows.filter(isFigure).map((row) => row.value.text)).map(bdi);
  const small = words.length ? separated(words, "; ") : rows.length > 1 ? `×${rows.length}` : "";
  const show = () => showSentence(sentenceId(rows[0]));
  return el("td", el("button.plain.cell", { onclick: show }, stances.map(mark), small ? el("small", small) : ""));
}

// Each article's own words for an item.
function wordsRow(item, articles) {
  const cell = (article) => {
    const mentions = item.mentions.filter((m) => m.article === article.index);
    const counts = countBy(mentions, (m) => slice(article, m.start, m.end).trim());
    const words = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3);
    const word = ([text, n]) => ["“", bdi(text), "”", n > 1 ? el("small", ` ×${n}`) : ""];
    return el("td", words.length ? separated(words.map(word)) : el("span", { "aria-hidden": "true" }, "·"));
  };
  return el("tr.words", el("th", { scope: "row" }, "the words for it"), articles.map(cell));
}
