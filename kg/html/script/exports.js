// The view to take along: a picture, a drawing, the statements as a table, a report on paper, the address.

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = el("a", { download: name });
  link.href = url;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  announce(`Saved ${name}`);
}

const saveSvg = () => save(new Blob([drawingAsSvg().text], { type: "image/svg+xml" }), "graph.svg");

// The drawing at twice its size, or as much of that as a canvas can hold.
function savePng() {
  const { text, width, height } = drawingAsSvg();
  const scale = Math.min(2, 8000 / width, 8000 / height);
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const image = new Image();
  image.onload = () => {
    const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => save(blob, "graph.png"), "image/png");
  };
  image.src = url;
}

const CSV_COLUMNS = {
  id: (s) => s.id,
  subject: (s) => (s.s === undefined ? "" : ITEMS[s.s].name),
  relation: predicateOf,
  property: (s) => s.p,
  object: valueWords,
  minimum: (s) => s.value?.min ?? "",
  maximum: (s) => s.value?.max ?? "",
  amount: (s) => s.value?.amount ?? "",
  unit: (s) => s.value?.unit ?? "",
  scope: (s) => (s.scope === undefined ? "" : ITEMS[s.scope].name),
  told: (s) => STANCE.get(s.stance),
  disputed: (s) => (s.against.length ? "yes" : "no"),
  speaker: (s) => speakerOf(s)?.name ?? "",
  attribution: (s) => s.how ?? "Narration",
  confidence: (s) => s.sure,
  rank: (s) => s.rank ?? "Normal",
  outlet: (s) => outletOf(ARTICLES[s.a]),
  published: (s) => ARTICLES[s.a].date ?? "",
  title: (s) => ARTICLES[s.a].title ?? "",
  file: (s) => ARTICLES[s.a].file ?? "",
  url: (s) => safeUrl(ARTICLES[s.a].url) ?? "",
  sentence: (s) => slice(ARTICLES[s.a], ...s.at),
};

function statementsAsCsv() {
  const rows = [...shown.statements]
    .sort((a, b) => a - b)
    .map((i) => Object.values(CSV_COLUMNS).map((column) => column(STATEMENTS[i])));
  return "\ufeff" + [Object.keys(CSV_COLUMNS), ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

// A text that a spreadsheet would run as a formula gets a quotation mark before it; a number stays a number.
function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = clean(value).replace(/\s+/g, " ").trim();
  const tame = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return `"${tame.replace(/"/g, '""')}"`;
}

const saveCsv = () => save(new Blob([statementsAsCsv()], { type: "text/csv;charset=utf-8" }), "statements.csv");

async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce("The address of this view is copied");
    $("toast").textContent = "Address copied";
  } catch {
    $("toast").textContent = "Copy the address from the address bar";
  }
  $("toast").hidden = false;
  setTimeout(() => {
    $("toast").hidden = true;
  }, 2500);
}
