// What is printed: the drawing, then the events with their facts and sentences, as a report to read on paper.

const OTHERS = 60; // so many items besides events
const REPORTED = 12; // so many facts of each

function drawReport() {
  const items = RANK.filter((i) => shown.items.has(i) && !isMeasured(i) && i.told.length);
  const events = items.filter((i) => i.kind === "event");
  const others = items.filter((i) => i.kind !== "event" && i.kind !== "speech").slice(0, OTHERS);
  const odds = PAGE.contradictions.filter(({ pair }) => pair.every((i) => shown.statements.has(i)));
  const filtered = `Filtered: ${shown.statements.size} of ${plural(STATEMENTS.length, "statement")} shown.`;
  const part = (title, rows) => (rows.length ? [el("h2", title), rows] : "");
  replace(
    $("report"),
    el("h1", PAGE.title),
    el("p", corpusLine()),
    isFiltered() ? el("p", filtered) : "",
    el("figure", printedDrawing()),
    part("Where sources disagree", odds.map(faceToFace)),
    part("Events", events.map(reportItem)),
    part("People, groups, places and more", others.map(reportItem)),
    part("Sources", [
      el(
        "ol",
        ARTICLES.map((a) => el("li", sourceWords(a))),
      ),
    ]),
  );
}

function printedDrawing() {
  const drawing = new DOMParser().parseFromString(drawingAsSvg().text, "image/svg+xml").documentElement;
  for (const name of ["width", "height"]) drawing.removeAttribute(name);
  return document.importNode(drawing, true);
}

function sourceWords(article) {
  const words = [bdi(`${outletOf(article)}: ${titleOf(article)}`), article.date && dateWords(article.date)];
  return separated([...words, safeUrl(article.url) && bdi(safeUrl(article.url))].filter(Boolean));
}

function reportItem(of) {
  const own = visible(of.told).filter((i) => STATEMENTS[i].s === of.index && STATEMENTS[i].p !== "content");
  const facts = factsOf(of, own).slice(0, REPORTED);
  const days = daysOf(of);
  if (!facts.length) return "";
  return el(
    "section",
    el("h3", bdi(of.name), days ? el("small", `, ${daysWords(days)}`) : ""),
    el("ul", facts.map(reportFact)),
  );
}

function reportFact(rows) {
  const s = STATEMENTS[rows[0]];
  const quote = (i) => {
    const { a, at } = STATEMENTS[i];
    return el("blockquote", bdi(slice(ARTICLES[a], ...at)), el("small", " ", bdi(outletOf(ARTICLES[a]))));
  };
  const words = [el("strong", bdi(predicateOf(s))), " ", bdi(valueWords(s)), stanceChips(rows)];
  return el("li", words, rows.slice(0, 2).map(quote));
}
