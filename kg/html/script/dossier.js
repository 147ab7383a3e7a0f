// The panel: everything that is told of what was chosen, with its sentences.

const DOSSIERS = {
  item: (id) => itemDossier(ITEM.get(id)),
  link: (id) => linkDossier(LINK.get(id)),
  group: (id) => groupDossier(Number(id)),
  sentence: (id) => sentenceDossier(sentenceAt(id)),
};

function drawDossier() {
  const { path, pick } = state;
  $("dossier-back").hidden = !pick && !path;
  replace($("dossier-body"), path ? pathDossier() : pick ? DOSSIERS[pick.type](pick.id) : startPage());
  $("dossier-body").scrollTop = 0;
}

const heading = (text, count) => el("h3", text, count === undefined ? "" : el("span.count", ` ${count}`));
const visible = (indexes) => indexes.filter((i) => shown.statements.has(i));

function itemDossier(of) {
  const told = visible(of.told);
  const own = isMeasured(of) ? told : told.filter((i) => STATEMENTS[i].s === of.index);
  const figures = own.filter((i) => isFigure(STATEMENTS[i]));
  return [
    itemHead(of),
    itemTools(of),
    essentials(of),
    oddsSection(own),
    figures.length ? [heading("Figures"), figureCharts(figures)] : "",
    spokenWords(of),
    isMeasured(of) ? [heading("Sentences", told.length), unfolding(told, 8, card)] : factSections(of, told),
    hiddenNote(of.told.length - told.length),
    mentionList(of),
  ];
}

function itemHead(of) {
  const address = (url) => outsideLink(url, url.replace(/^https?:\/\//, ""));
  return el(
    "div.head",
    el("p.kind", glyph(of.kind), " ", of.kindOf, statusChip(of)),
    el("h2", { dir: "auto", id: "dossier-title" }, of.name),
    of.aliases ? el("p.aliases", "also ", separated(of.aliases.map(bdi))) : "",
    of.same ? el("p.aliases", "same as ", separated(of.same.map(address))) : "",
  );
}

const statusChip = ({ status }) =>
  status ? el("span.chip", { class: "status-" + status.toLowerCase() }, status.toLowerCase()) : "";

function itemTools(of) {
  const around = state.around?.id === of.id ? state.around.steps : 0;
  const step = (steps, text) =>
    button(text, () => change({ around: steps ? { id: of.id, steps } : null }, { fit: true }), {
      "aria-pressed": String(around === steps),
      "data-keep": "steps-" + steps,
    });
  const hidden = unique(of.links.map((link) => otherEnd(link, of))).filter((i) => i.rest && !shown.items.has(i));
  const some = hidden.slice(0, 40);
  const reveal = () => change({ opened: new Set([...state.opened, ...some.map((i) => i.id)]) });
  return el(
    "div.tools",
    el(
      "div.segments",
      { role: "group", "aria-label": "How much of the picture to show" },
      step(0, "All"),
      step(1, "1 step"),
      step(2, "2 steps"),
      step(3, "3 steps"),
    ),
    button("Path to …", () => askPath(of)),
    some.length ? button(`Show ${some.length} of ${plural(hidden.length, "hidden neighbour")}`, reveal) : "",
  );
}

// Days, numbers and sources in a few lines, before all sentences.
function essentials(of) {
  const days = daysOf(of);
  const count = PAGE.counts[String(of.index)];
  const words = of.times ? [" (told as ", separated(of.times.map((t) => ["“", bdi(t), "”"])), ")"] : "";
  const known = PAGE.background.filter(([subject]) => subject === of.index);
  const rows = [
    days && ["When", [daysWords(days), el("span.quiet", words)]],
    count !== undefined && ["Took part", [number(count), el("span.quiet", " by the figure that is preferred")]],
    ["Told in", `${plural(of.told.length, "statement")} of ${plural(verdict(of.told).articles, "article")}`],
    ...known.map(([, label, object]) => [label, [itemButton(ITEMS[object]), el("span.quiet", " (background)")]]),
  ];
  return el(
    "dl.essentials",
    rows.filter(Boolean).map(([term, value]) => [el("dt", term), el("dd", value)]),
  );
}

function oddsSection(told) {
  const odds = contradictionsOf(told);
  return odds.length ? [heading("Sources disagree", odds.length), unfolding(odds, 3, faceToFace)] : "";
}

// What a person or group said, and what a statement made consists of.
function spokenWords(of) {
  const contents = (speech) => visible(speech.told).filter((i) => STATEMENTS[i].p === "content");
  if (of.kind === "speech") return contents(of).length ? [heading("The words"), contents(of).map(card)] : "";
  const made = of.links.filter((link) => link.ends[0].kind === "speech" && link.predicate === "performedBy");
  const rows = unique(made.map((link) => link.ends[0])).flatMap(contents);
  return rows.length ? [heading("In their words", rows.length), unfolding(rows, 2, card)] : "";
}

function hiddenNote(count) {
  const words = `${plural(count, "statement")} left out by the filters. `;
  return count > 0 ? el("p.note", words, plainButton("Reset the filters", resetFilters)) : "";
}

function mentionList(of) {
  if (!of.mentions.length) return "";
  const row = ([index, mentions]) => {
    const article = ARTICLES[index];
    const words = unique(mentions.map((m) => slice(article, m.start, m.end).trim())).slice(0, 4);
    return el(
      "li",
      plainButton(bdi(`${outletOf(article)}: ${titleOf(article)}`), () => showArticle(index, mentions[0].start)),
      el("span.quiet", ` ${plural(mentions.length, "time")}, as `, separated(words.map((w) => ["“", bdi(w), "”"]))),
    );
  };
  const rows = [...groupBy(of.mentions, (m) => m.article)];
  return [heading("Named in", rows.length), el("ul.mentions", rows.map(row))];
}

const IN_PLACE = { role: "by way of a position", speech: "by way of words spoken" };

function linkDossier(link) {
  const told = visible(link.told);
  const { stance, articles } = verdict(link.told);
  const plain = link.predicate && link.predicate !== "relation";
  const words = `${plural(link.told.length, "statement")} in ${plural(articles, "article")}, ${STANCE.get(stance)}. `;
  const predicate = el("span.predicate", bdi(link.label));
  return [
    el(
      "div.head",
      el("p.kind", IN_PLACE[link.folded] ?? (plain ? "relation" : "relation in the articles’ own words")),
      el("h2", { id: "dossier-title" }, itemButton(link.ends[0]), " ", predicate, " ", itemButton(link.ends[1])),
    ),
    el("p.quiet", words, PREDICATES.get(link.predicate)?.definition),
    oddsSection(told),
    isMeasured(link.ends[1]) ? [heading("Figures"), figureCharts(told)] : "",
    heading("Sentences", told.length),
    unfolding(told, 12, (i) => (plain ? card(i) : [tripleLine(STATEMENTS[i]), card(i)])),
    hiddenNote(link.told.length - told.length),
  ];
}

function sentenceDossier({ article, start, end }) {
  const from = STATEMENTS.filter((s) => s.a === article && s.at[0] === start);
  const triggers = from.map((s) => ({ start: s.trigger[0], end: s.trigger[1], wrap: marked }));
  return [
    el(
      "div.head",
      el("p.kind", "sentence of ", bdi(outletOf(ARTICLES[article]))),
      el("h2.sr", { id: "dossier-title" }, "A sentence"),
      el("blockquote", { dir: "auto" }, passage(ARTICLES[article], start, end, triggers)),
    ),
    el(
      "p",
      button("Read in the article", () => showArticle(article, start)),
    ),
    heading("What was understood", from.length),
    from.length ? unfolding(from, 30, tripleLine) : el("p.note", "No statement was taken from this sentence."),
  ];
}

function groupDossier(index) {
  const members = RANK.filter((i) => i.cluster === index);
  const flip = () => change(groupChange(index));
  return [
    el(
      "div.head",
      el("p.kind", "group of items that are told of together"),
      el("h2", { id: "dossier-title", dir: "auto" }, PAGE.groups[index]),
    ),
    el("div.tools", button(state.closed.has(index) ? "Open the group" : "Draw as one item", flip)),
    heading("Members", members.length),
    el(
      "ul.plain-list",
      members.map((member) => el("li", itemButton(member))),
    ),
  ];
}
