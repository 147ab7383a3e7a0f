// The time axis: how much is told of when, on a real scale, and the range that is looked at.

// The days of an axis: all of them, or the stretch where three quarters lie if the rest is far away.
function axisOf(days) {
  const sorted = days.slice().sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  const size = Math.ceil(sorted.length * 0.75);
  let [from, to] = [first, last];
  for (let i = 0; i + size <= sorted.length; i++) {
    if (sorted[i + size - 1] - sorted[i] < to - from) [from, to] = [sorted[i], sorted[i + size - 1]];
  }
  const dense = (to - from + 1) * 6 < last - first && last - first > 60;
  const edge = Math.max(2, Math.round((to - from) * 0.12));
  return dense && !axisOf.whole
    ? { from: from - edge, to: to + edge, first, last, cut: true }
    : { from: first - 1, to: last + 1, first, last, cut: false };
}
axisOf.whole = false;

const percent = (day, { from, to }) => (100 * (day - from)) / (to - from);

const TICKS = { d: [1, 2, 7], m: [1, 3], y: [1, 2, 5, 10, 50, 100, 500] };
const TICK_DAYS = { d: 1, m: 30.4, y: 365.25 };
const TICK_WORDS = {
  d: { day: "numeric", month: "short" },
  m: { month: "short", year: "numeric" },
  y: { year: "numeric" },
};

// Ticks at the turn of years, months or days, so many as there is room for.
function dateTicks({ from, to }, room) {
  const steps = Object.entries(TICKS).flatMap(([unit, counts]) => counts.map((count) => ({ unit, count })));
  const fits = ({ unit, count }) => (to - from) / (count * TICK_DAYS[unit]) <= room;
  const { unit, count } = steps.find(fits) ?? steps.at(-1);
  const start = new Date(from * DAY);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  const turn = {
    d: (k) => Date.UTC(year, month, start.getUTCDate() + k * count),
    m: (k) => Date.UTC(year, Math.floor(month / count) * count + k * count, 1),
    y: (k) => Date.UTC(Math.floor(year / count) * count + k * count, 0, 1),
  }[unit];
  const words = new Intl.DateTimeFormat("en-GB", { ...TICK_WORDS[unit], timeZone: "UTC" });
  return Array.from({ length: Math.ceil(room) + 2 }, (_, k) => turn(k))
    .filter((time) => time >= from * DAY && time <= to * DAY)
    .map((time) => ({ day: time / DAY, text: words.format(new Date(time)) }));
}

function dayCounts() {
  const days = STATEMENTS.map(statementDays).filter(Boolean);
  return countBy(days, ({ start, end }) => dayNumber(start ?? end));
}

function drawDates() {
  const counts = dayCounts();
  const dated = [...counts.values()].reduce((a, b) => a + b, 0);
  const head = [
    clockChoice(),
    el("small", dated < STATEMENTS.length ? `${number(STATEMENTS.length - dated)} undated stay` : ""),
  ];
  if (counts.size < 2) {
    const [day] = counts.keys();
    const note = day === undefined ? "No dates are known." : `One date only: ${shortDate(isoDay(day))}`;
    return replace($("dates"), el("div.clock", head), el("span.quiet", note));
  }
  const axis = axisOf([...counts].flatMap(([day, n]) => Array(Math.min(n, 9)).fill(day)));
  return replace(
    $("dates"),
    el("div.clock", head),
    el("div.axis", histogram(counts, axis), slider("from", axis), slider("to", axis)),
    axis.cut || axisOf.whole ? el("div.aside", spanButton(axis, drawDates)) : "",
  );
}

function clockChoice() {
  const option = (value, text) => el("option", { value, selected: state.clock === value }, text);
  const onchange = (event) => change({ clock: event.target.value, from: null, to: null });
  return el(
    "select",
    { "aria-label": "Dates of the axis", "data-keep": "clock", onchange },
    option("event", "when it happened"),
    option("published", "when published"),
  );
}

// Switches between the stretch where most lies and all time.
function spanButton(axis, redraw) {
  const ends = [isoDay(axis.first), isoDay(axis.last)];
  const years = ends.map((iso) => iso.slice(0, 4));
  const words = years[0] === years[1] ? ends.map(shortDate) : years;
  const flip = () => {
    axisOf.whole = !axisOf.whole;
    redraw();
  };
  return plainButton(axis.cut ? `All time, ${words.join(" to ")}` : "Busiest time", flip, { "data-keep": "whole" });
}

function slider(key, { from, to }) {
  const edge = key === "from" ? from : to;
  const chosen = (event) => Number(event.target.value);
  return el("input", {
    type: "range",
    min: from,
    max: to,
    value: state[key] ? clamp(dayNumber(state[key]), from, to) : edge,
    class: "slider " + key,
    "data-keep": "slide-" + key,
    "aria-label": key === "from" ? "Earliest day" : "Latest day",
    "aria-valuetext": state[key] ? shortDate(state[key]) : "no limit",
    oninput: (event) => event.target.setAttribute("aria-valuetext", shortDate(isoDay(chosen(event)))),
    onchange: (event) => change({ [key]: chosen(event) === edge ? null : isoDay(chosen(event)) }),
  });
}

function histogram(counts, axis) {
  const width = Math.max(1, Math.ceil((axis.to - axis.from) / 120));
  const within = [...counts].filter(([day]) => day >= axis.from && day <= axis.to);
  const sum = (rows) => rows.reduce((total, [, n]) => total + n, 0);
  const [before, after] = [
    [...counts].filter(([day]) => day < axis.from),
    [...counts].filter(([day]) => day > axis.to),
  ].map(sum);
  const buckets = groupBy(within, ([day]) => axis.from + Math.floor((day - axis.from) / width) * width);
  const top = Math.max(...[...buckets.values()].map(sum), 1);
  return svg(
    "svg.histogram",
    { "aria-hidden": "true" },
    [...buckets].map(([day, rows]) => dayBar(day, width, Math.sqrt(sum(rows) / top), axis)),
    svg("line.tick", { x1: 0, x2: "100%", y1: 34, y2: 34 }),
    dateTicks(axis, Math.max(2, stage.clientWidth / 110)).map((tick) => axisTick(tick, percent(tick.day, axis))),
    before ? svg("text", { x: 2, y: 12 }, `◂ ${before} earlier`) : "",
    after ? svg("text", { x: "100%", y: 12, "text-anchor": "end" }, `${after} later ▸`) : "",
  );
}

function dayBar(day, width, share, axis) {
  const inside = (!state.from || isoDay(day + width - 1) >= state.from) && (!state.to || isoDay(day) <= state.to);
  const wide = Math.max(0.5, percent(axis.from + width, axis) * 0.8);
  const high = 30 * share;
  return svg("rect", {
    x: `${percent(day, axis)}%`,
    width: `${wide}%`,
    y: 34 - high,
    height: high,
    class: inside ? "in" : "out",
  });
}

function axisTick({ text }, x) {
  if (x < 3 || x > 97) return "";
  return [
    svg("line.tick", { x1: `${x}%`, x2: `${x}%`, y1: 34, y2: 38 }),
    svg("text", { x: `${x}%`, y: 49, "text-anchor": "middle" }, text),
  ];
}
