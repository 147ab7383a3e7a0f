// Events in the order of their days, each as a bar as long as its date is vague.

function drawTimeline() {
  const rows = timelineRows();
  const undated = RANK.filter((i) => i.kind === "event" && shown.items.has(i) && !daysOf(i));
  if (!rows.length) {
    const note = el("p.note", "No event that is shown has a date.");
    return replace($("view-timeline"), el("h2", "Timeline"), note, undatedList(undated));
  }
  const events = rows.filter((row) => row.item.kind === "event");
  const axis = axisOf((events.length > 1 ? events : rows).flatMap((row) => [row.from, row.to]));
  const redraw = () => {
    drawTimeline();
    drawDates();
  };
  return replace(
    $("view-timeline"),
    el(
      "div.view-head",
      el("h2", "Timeline"),
      el("p.quiet", "A bar is as long as its date is vague, a diamond is one day. Triangles are the days on which articles were published."),
      axis.cut || axisOf.whole ? spanButton(axis, redraw) : "",
    ),
    el(
      "div.time-grid",
      publishedRow(axis),
      el(
        "ol.time-rows",
        rows.map((row) => timeRow(row, axis)),
      ),
    ),
    undatedList(undated),
  );
}

function timelineRows() {
  return [...shown.items]
    .filter((item) => item.kind === "event" || item.kind === "goal")
    .map((item) => ({ item, days: daysOf(item) }))
    .filter(({ days }) => days && (state.clock === "published" || inTime(days)))
    .map(({ item, days }) => ({
      item,
      days,
      from: dayNumber(days.start ?? days.end),
      to: dayNumber(days.end ?? days.start),
    }))
    .sort((a, b) => a.from - b.from || a.to - b.to || b.item.weight - a.item.weight);
}

function timeRow({ item, days, from, to }, axis) {
  const [left, right] = [percent(from, axis), days.end ? percent(to + 1, axis) : 100];
  const mark = right < 0 ? farMark("◂ earlier", 0.5, "start") : left > 100 ? farMark("later ▸", 99.5, "end") : null;
  const open = `${days.start ? "" : "open-low"} ${days.end ? "" : "open-high"}`;
  const look = item.status === "Scheduled" ? "planned" : "";
  const [start, end] = [clamp(left, 0, 100), clamp(right, 0, 100)];
  return el(
    "li.time-row",
    el("div.time-name", itemButton(item), el("span.quiet", daysWords(days))),
    svg(
      "svg.time-bar",
      { width: "100%", height: 26, "aria-hidden": "true" },
      dateTicks(axis, tickRoom()).map((tick) => gridLine(tick, axis, 0, 26)),
      mark ?? tinted(timeBar(start, end, `${open} ${look}`), "color", item.kind),
    ),
  );
}

const tickRoom = () => (narrow.matches ? 2 : 8);

// A bar; what is shorter than can be seen, such as a day, is a diamond.
function timeBar(start, end, look) {
  const middle = svg("svg", { x: `${(start + end) / 2}%`, overflow: "visible" });
  if (end - start >= 1.5)
    return svg("rect.bar", { x: `${start}%`, width: `${end - start}%`, y: 7, height: 12, rx: 3, class: look });
  middle.append(svg("path.bar", { d: "M0 5L8 13 0 21-8 13Z", class: look }));
  return middle;
}

const farMark = (text, x, anchor) => svg("text", { x: `${x}%`, y: 17, "text-anchor": anchor }, text);

function gridLine({ day }, axis, y1, y2) {
  const x = `${percent(day, axis)}%`;
  return svg("line.grid", { x1: x, x2: x, y1, y2 });
}

function publishedRow(axis) {
  const dated = ARTICLES.filter((a) => a.date && !state.off.has(a.index));
  const dates = [...groupBy(dated, (a) => a.date)];
  const words = ([date, articles]) => `${shortDate(date)}: ${articles.map(outletOf).join(", ")}`;
  const triangle = (row) =>
    svg(
      "svg",
      { x: `${percent(dayNumber(row[0]), axis)}%`, overflow: "visible" },
      svg("path.published-mark", { d: "M0 24L5 33H-5Z" }, svg("title", words(row))),
    );
  return el(
    "div.time-row.published",
    el("div.time-name.quiet", dates.length ? "published" : "no publication date is known"),
    svg(
      "svg.time-bar",
      { width: "100%", height: 40, role: "img", "aria-label": "Published: " + dates.map(words).join("; ") },
      dateTicks(axis, tickRoom()).map((tick) => [
        gridLine(tick, axis, 16, 40),
        svg("text", { x: `${percent(tick.day, axis)}%`, y: 12, "text-anchor": "middle" }, tick.text),
      ]),
      dates.map(triangle),
    ),
  );
}

function undatedList(events) {
  if (!events.length) return "";
  const rows = events.map((item) => el("li", itemButton(item)));
  return el(
    "section",
    el("h3", `No date is told of ${plural(events.length, "event")}`),
    el("ul.plain-list.columns", rows),
  );
}
