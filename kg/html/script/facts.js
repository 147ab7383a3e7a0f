// What is told of an item, fact by fact, each with its sentences behind a button.

const OPEN_CARDS = 6; // so many sentences are open at first

function factSections(of, told) {
  const facts = factsOf(
    of,
    told.filter((i) => !isFigure(STATEMENTS[i]) && STATEMENTS[i].p !== "content"),
  );
  const budget = { cards: OPEN_CARDS };
  return facts.length
    ? [heading("What is told", facts.length), unfolding(facts, 14, (rows) => factRow(of, rows, budget), 30)]
    : "";
}

// Statements that say the same of an item, those of the vocabulary and of most articles first.
function factsOf(of, told) {
  const key = (i) => {
    const s = STATEMENTS[i];
    const other = s.s === of.index ? [">", s.o ?? valueWords(s)] : ["<", s.s];
    return [s.p, s.p === "relation" ? s.words : "", ...other].join("\u001f");
  };
  const weight = (rows) => {
    const s = STATEMENTS[rows[0]];
    const speech = s.s !== undefined && s.s !== of.index && ITEMS[s.s].kind === "speech";
    return (s.p === "relation" ? 0 : 100) - (speech ? 50 : 0) + 10 * verdict(rows).articles + rows.length;
  };
  return [...groupBy(told, key).values()].sort((a, b) => weight(b) - weight(a));
}

function factRow(of, rows, budget) {
  const { disputed, articles } = verdict(rows);
  const open = budget.cards > 0;
  budget.cards -= Math.min(rows.length, 3);
  const body = el("div.cards", { hidden: !open }, open ? unfolding(rows, 3, card) : "");
  const flip = () => {
    body.hidden = !body.hidden;
    if (!body.hasChildNodes()) body.append(unfolding(rows, 3, card));
    toggle.setAttribute("aria-expanded", String(!body.hidden));
  };
  const words = `${plural(rows.length, "sentence")}, ${plural(articles, "article")}`;
  const toggle = button(words, flip, { class: "disclose", "aria-expanded": String(open) });
  return [
    el("div.fact", el("p", factWords(of, STATEMENTS[rows[0]]), stanceChips(rows), oddsChip(disputed)), toggle),
    body,
  ];
}

function factWords(of, s) {
  const predicate = el("span.predicate", { title: PREDICATES.get(s.p)?.definition }, bdi(predicateOf(s)));
  if (s.s === of.index) return [predicate, " ", s.o === undefined ? bdi(valueWords(s)) : itemButton(ITEMS[s.o])];
  return [s.s === undefined ? "" : itemButton(ITEMS[s.s]), " ", predicate, el("span.quiet", " this")];
}

function stanceChips(rows) {
  const stances = STANCES.map(([id]) => id).filter((id) => rows.some((i) => STATEMENTS[i].stance === id));
  return stances.join() === "actual" ? "" : stances.map(stanceChip);
}
