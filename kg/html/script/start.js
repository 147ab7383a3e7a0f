// The panel before anything is chosen: what happened, where sources disagree, who speaks, how to read the picture.

function startPage() {
  const events = RANK.filter((i) => i.kind === "event" && i.weight > 0);
  const agents = RANK.filter((i) => ["person", "group", "organization"].includes(i.kind) && i.weight > 0);
  const odds = PAGE.contradictions;
  const sections = [
    events.length ? [heading("What happened", events.length), unfolding(events, 4, eventCard)] : "",
    odds.length ? [heading("Where sources disagree", odds.length), unfolding(odds, 4, duel)] : "",
  ];
  return [
    el(
      "div.head",
      el("p.kind", "start here"),
      el("h2", { id: "dossier-title", dir: "auto" }, PAGE.title),
      el("p.quiet", corpusLine()),
    ),
    state.odds ? sections.reverse() : sections,
    agents.length ? [heading("Who is told of", agents.length), unfolding(agents, 6, agentLine)] : "",
    el("div.on-narrow", heading("How to read the picture"), readingHelp()),
  ];
}

function corpusLine() {
  const outlets = plural(new Set(ARTICLES.map(outletOf)).size, "outlet");
  const dates = unique(ARTICLES.map((a) => a.date).filter(Boolean)).sort();
  const ends = unique([dates[0], dates.at(-1)]).filter(Boolean);
  const published = ends.length ? `, published ${ends.map(shortDate).join(" to ")}` : "";
  const told = `${plural(STATEMENTS.length, "statement")} on ${plural(ITEMS.length, "item")}, each with its sentence.`;
  return `${plural(ARTICLES.length, "article")} of ${outlets}${published}. ${told}`;
}

// An event in a few lines: when, who and where, how many.
function eventCard(event) {
  const days = daysOf(event);
  const told = event.told.map((i) => STATEMENTS[i]);
  const roles = told.filter((s) => s.s === event.index && s.o !== undefined && s.p !== "relation" && !s.denied);
  const byRole = [...groupBy(roles, (s) => s.p)].sort((a, b) => b[1].length - a[1].length).slice(0, 3);
  const figures = event.links.filter((link) => link.ends[1].kind === "figure").slice(0, 3);
  const articles = new Set(told.map((s) => s.a)).size;
  return el(
    "section.event-card",
    el("p.title", itemButton(event), event.status === "Occurred" ? "" : statusChip(event)),
    days ? el("p.quiet", daysWords(days)) : "",
    byRole.map(([role, rows]) => el("p", el("span.predicate", labelOf(role)), " ", separated(mostTold(rows), " "))),
    figures.map(figureLine),
    el("p.quiet", `told by ${articles} of ${plural(ARTICLES.length, "article")}`),
  );
}

function mostTold(rows) {
  const objects = [...countBy(rows, (s) => s.o)].sort((a, b) => b[1] - a[1]).slice(0, 3);
  return objects.map(([index]) => itemButton(ITEMS[index]));
}

function figureLine(link) {
  const figure = link.ends[1];
  const words = figure.label.replace(/\n/g, " ");
  return el(
    "p",
    el("span.predicate", link.label),
    " ",
    itemButton(figure, words),
    oddsChip(verdict(link.told).disputed),
  );
}

// Two statements that cannot both hold, each in a few words.
function duel({ pair }) {
  const [first, second] = pair.map((i) => STATEMENTS[i]);
  const side = (s) => el("span", bdi(claimWords(s)), el("small", bdi(outletOf(ARTICLES[s.a]))));
  const subject = first.s === undefined ? "" : itemButton(ITEMS[first.s]);
  return el(
    "div.odds-line",
    el("p", subject, " ", el("span.predicate", bdi(predicateOf(first)))),
    el(
      "button.duel",
      { onclick: () => choose(targetOf(first), { centre: true }) },
      side(first),
      el("span.badge", "≠"),
      side(second),
    ),
  );
}

// Where a statement is seen in the picture: its link, or else its subject.
function targetOf(statement) {
  const subject = ITEMS[statement.s ?? statement.o];
  const link = subject.links.find((l) => !l.folded && l.told.includes(statement.index));
  return link ? { type: "link", id: link.id } : { type: "item", id: subject.id };
}

function agentLine(agent) {
  const spoken = STATEMENTS.filter((s) => s.by === agent.index).length;
  const words = ` ${plural(agent.told.length, "statement")}${spoken ? `, says ${spoken}` : ""}`;
  return el("p.agent-line", itemButton(agent), el("span.quiet", words));
}

const LINES = {
  actual: "told as fact",
  open: "in the article’s own words",
  planned: "planned or demanded",
  possible: "possible; spoken of",
  denied: "denied",
  odds: "sources disagree",
};

function readingHelp() {
  const stroke = svg("line", { x1: 17, x2: 27, y1: 1, y2: 11 });
  const sample = (look) =>
    svg(
      "svg.line-sample",
      { class: look, width: 44, height: 12, "aria-hidden": "true" },
      svg("line", { x1: 2, x2: 42, y1: 6, y2: 6 }),
      look === "denied" ? stroke : "",
    );
  return el(
    "ul.line-samples",
    Object.entries(LINES).map(([look, text]) => el("li", sample(look), text)),
  );
}
