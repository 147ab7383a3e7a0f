// The articles themselves: what was understood is lit and leads back into the graph.

const sentencesOf = (article) => article.sentences ?? [];
const gapsOf = (article) => article.gaps ?? [];

function drawArticles() {
  const article = ARTICLES[state.article];
  if (!article) return replace($("view-articles"), el("h2", "Articles"), el("p.note", "The graph holds no articles."));
  const tab = (a) =>
    el(
      "button",
      {
        "aria-current": a === article ? "true" : null,
        "data-keep": "article-" + a.index,
        onclick: () => showArticle(a.index),
      },
      el("strong", bdi(outletOf(a))),
      el("small", bdi(titleOf(a))),
    );
  replace(
    $("view-articles"),
    el(
      "ul.article-tabs",
      ARTICLES.map((a) => el("li", tab(a))),
    ),
    el("div.reading", articleHeading(article), notesOf(article), paragraphs(article)),
  );
  if (state.at !== null) showPlace(article, state.at);
  return undefined;
}

function articleHeading(article) {
  const titled = (article.blocks ?? []).some(([kind]) => kind === "title");
  const known = sentencesOf(article).length;
  const facts = [
    outsideLink(article.url, outletOf(article)),
    article.author && ["by ", bdi(article.author)],
    article.date ? dateWords(article.date) : "date not known",
    known && `${known - gapsOf(article).length} of ${plural(known, "sentence")} understood`,
  ];
  return [
    el("h2", { dir: "auto", class: titled ? "sr" : "" }, titleOf(article)),
    el("p.quiet", separated(facts.filter(Boolean), " · ")),
  ];
}

// Paragraphs as they were read; what the site added is grey. What lies between them is shown too.
function paragraphs(article) {
  const length = pointsOf(article).length;
  const blocks = (article.blocks ?? []).slice().sort((a, b) => a[1] - b[1]);
  const pieces = [];
  let at = 0;
  for (const [kind, start, end] of [...blocks, ["end", length, length]]) {
    if (start > at) pieces.push([blocks.length ? "between" : "text", at, start]);
    pieces.push([kind, Math.max(start, at), end]);
    at = Math.max(at, end);
  }
  return pieces
    .filter(([, start, end]) => slice(article, start, end).trim())
    .map(([kind, start, end]) => {
      const text = kind === "chrome" ? slice(article, start, end) : litText(article, start, end);
      return el("p", { class: "block-" + kind, dir: "auto" }, text);
    });
}

// A stretch of the text, its sentences told apart.
function litText(article, start, end) {
  const pieces = [];
  let at = start;
  for (const [from, to] of sentencesOf(article).filter(([from, to]) => to > start && from < end)) {
    if (from > at) pieces.push(slice(article, at, from));
    pieces.push(litSentence(article, [from, to], Math.max(from, at), Math.min(to, end)));
    at = Math.min(to, end);
  }
  return [...pieces, slice(article, at, end)];
}

// The part of a sentence that lies between two places; the first part of it carries its tally.
function litSentence(article, [from, to], start, end) {
  const told = STATEMENTS.filter((s) => s.a === article.index && s.at[0] === from);
  const id = `${article.index}.${from}`;
  const gap = gapsOf(article).some(([first]) => first === from);
  const words = `${plural(told.length, "statement")} from this sentence`;
  const show = () => choose({ type: "sentence", id });
  const first = start === from;
  return el(
    "span.sentence",
    { class: gap ? "gap" : told.length ? "understood" : "", id: first ? "sentence-" + id : null },
    passage(article, start, end, lights(article, from, to, told)),
    told.length && first ? button(String(told.length), show, { class: "tally", "aria-label": words }) : "",
  );
}

// Names are links, triggers are lit. A link holds no other: of names within names the shortest is kept.
function lights(article, start, end, told) {
  const names = (article.mentions ?? []).filter(([from, to]) => to > start && from < end);
  const inside = (a, b) => a !== b && a[0] >= b[0] && a[1] <= b[1];
  const shorter = (a, b) => a[1] - a[0] < b[1] - b[0] || names.indexOf(a) < names.indexOf(b);
  const kept = names.filter((name) => !names.some((other) => inside(other, name) && shorter(other, name)));
  return [
    ...kept.map(([from, to, item]) => ({ start: from, end: to, wrap: (piece) => mentionLink(piece, ITEMS[item]) })),
    ...told.map((s) => ({
      start: s.trigger[0],
      end: s.trigger[1],
      wrap: (piece) => (piece.nodeName === "A" ? lit(piece) : marked(piece)),
    })),
  ];
}

function lit(name) {
  name.classList.add("lit");
  return name;
}

// A link, not a button: it breaks over lines as the words around it do.
function mentionLink(piece, item) {
  const show = (event) => {
    event.preventDefault();
    choose({ type: "item", id: item.id });
  };
  const href = "#" + new URLSearchParams({ view: "articles", item: item.id });
  return tinted(el("a.mention", { href, title: item.name, onclick: show }, piece), "textDecorationColor", item.kind);
}

const showArticle = (index, at = null) => change({ view: "articles", article: index, at });

// Shows a sentence in the panel, or in its article.
function showSentence(id, inArticle = false) {
  const { article, start } = sentenceAt(id);
  if (!inArticle) return choose({ type: "sentence", id });
  closeDrawers();
  return showArticle(article, start);
}

// The sentence that holds a place of the text, brought into view.
function showPlace(article, at) {
  const sentence = sentencesOf(article).find(([from, to]) => from <= at && at < to);
  const node = sentence && $(`sentence-${article.index}.${sentence[0]}`);
  node?.classList.add("here");
  node?.scrollIntoView({ block: "center" });
}
