// What was not understood: sentences from which no statement was taken, so that nobody takes silence for absence.

function drawGaps() {
  const articles = ARTICLES.filter((a) => !state.off.has(a.index));
  const total = articles.reduce((sum, a) => sum + sentencesOf(a).length, 0);
  const missed = articles.reduce((sum, a) => sum + gapsOf(a).length, 0);
  const words = `From ${missed} of ${plural(total, "sentence")} nothing was taken. They may hold facts that this graph lacks.`;
  replace(
    $("view-gaps"),
    el("div.view-head", el("h2", "Not understood"), el("p.quiet", words)),
    articles.map(gapSection),
  );
}

function gapSection(article) {
  const [gaps, total] = [gapsOf(article), sentencesOf(article).length];
  const known = total - gaps.length;
  const show = ([start]) => showSentence(`${article.index}.${start}`, true);
  const quote = (gap) =>
    el(
      "blockquote",
      { dir: "auto" },
      plainButton(slice(article, ...gap), () => show(gap), { class: "sentence" }),
    );
  return el(
    "section.gaps",
    el("h3", bdi(outletOf(article)), ": ", bdi(titleOf(article))),
    el(
      "p.quiet",
      `${gaps.length} of ${plural(total, "sentence")}`,
      total ? el("meter", { min: 0, max: total, value: known, "aria-label": "Share of sentences understood" }) : "",
    ),
    notesOf(article),
    gaps.length ? unfolding(gaps, 10, quote) : "",
  );
}

const notesOf = (article) => (article.notes ?? []).map((note) => el("p.note", bdi(note)));
