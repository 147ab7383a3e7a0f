// The geometry of the picture, shared by the canvas and by the exported drawing.

// Where a curved link is pulled to; the same rule as that of the network that draws it.
function bendPoint(a, b, bend) {
  const [dx, dy] = [b.x - a.x, a.y - b.y];
  const reach = (0.5 * bend + 0.5) * Math.hypot(dx, dy);
  const angle = (Math.atan2(dy, dx) + (0.5 * bend + 0.5) * Math.PI) % (2 * Math.PI);
  return { x: a.x + reach * Math.sin(angle), y: a.y + reach * Math.cos(angle) };
}

// The path of a link between the rims of its two ends, its arrow head, its middle and its length.
function linkShape({ a, b, bend }) {
  if (a === b) return loopShape(a);
  const via = bend ? bendPoint(a, b, bend) : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const start = toward(a, via, a.size + 1);
  const tip = toward(b, via, b.size + 2);
  const angle = Math.atan2(tip.y - via.y, tip.x - via.x);
  const end = { x: tip.x - 6 * Math.cos(angle), y: tip.y - 6 * Math.sin(angle) };
  const wing = (turn) => `${round(tip.x - 9 * Math.cos(angle + turn))} ${round(tip.y - 9 * Math.sin(angle + turn))}`;
  return {
    path: `M${round(start.x)} ${round(start.y)}Q${round(via.x)} ${round(via.y)} ${round(end.x)} ${round(end.y)}`,
    head: `M${round(tip.x)} ${round(tip.y)}L${wing(0.38)}L${wing(-0.38)}Z`,
    middle: curvePoint(start, via, tip, 0.5),
    along: (share) => curvePoint(start, via, tip, share),
    angle: Math.atan2(tip.y - start.y, tip.x - start.x),
    length: Math.hypot(tip.x - start.x, tip.y - start.y),
  };
}

// The point of a quadratic Bézier curve that parts it in a share and the rest.
function curvePoint(start, via, end, share) {
  const mix = (key) => (1 - share) ** 2 * start[key] + 2 * share * (1 - share) * via[key] + share ** 2 * end[key];
  return { x: mix("x"), y: mix("y") };
}

function loopShape(a) {
  const [x, y, r] = [a.x + a.size * 0.7, a.y - a.size * 0.7, a.size * 0.8 + 6];
  return {
    path: `M${round(x - r)} ${round(y)}A${round(r)} ${round(r)} 0 1 1 ${round(x)} ${round(y + r)}`,
    head: "",
    middle: { x: x + r, y: y - r },
    along: () => ({ x: x + r, y: y - r }),
    angle: 0,
    length: 4 * r,
  };
}

function toward(from, to, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * distance) / length, y: from.y + ((to.y - from.y) * distance) / length };
}

const round = (x) => Math.round(x * 10) / 10;

// A short stroke across a link: it is denied.
function strikePath({ middle, angle }) {
  const [dx, dy] = [7 * Math.cos(angle + 1.1), 7 * Math.sin(angle + 1.1)];
  return `M${round(middle.x - dx)} ${round(middle.y - dy)}L${round(middle.x + dx)} ${round(middle.y + dy)}`;
}

// Where sources disagree, a badge: on the item, or at the middle of the link if its target bears none.
const BADGE = 7.5;
const BADGE_SHRINKS = 0.3; // the scale below which it is no longer kept at its size
const badgeSize = (scale) => BADGE / clamp(scale, BADGE_SHRINKS, 1);
const hasBadge = (link) => link.disputed && !link.b.disputed;
const cornerOf = (item) => ({ x: item.x + item.size * 0.9, y: item.y - item.size * 0.9 });
const badgeSpots = (items, links) => [
  ...items.filter((item) => item.disputed).map(cornerOf),
  ...links.filter(hasBadge).map((link) => linkShape(link).middle),
];

const DASHES = { planned: [6, 4], demanded: [6, 4], possible: [2, 4] };
const linkColor = (link, colors) => (link.disputed ? colors.odds : link.firm ? colors.link : colors.faint);

// The drawing as SVG: links with their arrows and words, shapes, labels.
function drawingAsSvg() {
  const items = [...drawn.items.values()];
  const links = [...drawn.links.values()];
  const colors = palette();
  const { placed, words } = placeLabels(items, links, 1, null);
  const boxes = [...placed, ...items.map((i) => ({ x: i.x - i.size, y: i.y - i.size, w: 2 * i.size, h: 2 * i.size }))];
  const [left, top] = [Math.min(...boxes.map((b) => b.x), 0) - 20, Math.min(...boxes.map((b) => b.y), 0) - 20];
  const [right, bottom] = [
    Math.max(...boxes.map((b) => b.x + b.w), 0) + 20,
    Math.max(...boxes.map((b) => b.y + b.h), 0) + 20,
  ];
  const root = svg(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: [left, top, right - left, bottom - top].map(round).join(" "),
      width: Math.round(right - left),
      height: Math.round(bottom - top),
      "font-family": FACE,
      "font-size": 12,
    },
    svg("title", PAGE.title),
    svg("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: colors.back }),
    links.map((link) => linkAsSvg(link, colors)),
    items.map((item) => itemAsSvg(item, colors)),
    badgeSpots(items, links).map((spot) => badgeAsSvg(spot, colors)),
    words.map((w) => textAsSvg([w.text], w.x + w.w / 2, w.y + w.size, w.size, 400, wordsColor(w.link, colors), colors)),
    placed.map((p) =>
      textAsSvg(p.lines, p.x + p.w / 2, p.y + p.size, p.size, p.item.bold ? 600 : 400, colors.text, colors),
    ),
  );
  return { text: new XMLSerializer().serializeToString(root), width: right - left, height: bottom - top };
}

const wordsColor = (link, colors) => (link.disputed ? colors.odds : colors.quiet);

function linkAsSvg(link, colors) {
  const shape = linkShape(link);
  const stroke = linkColor(link, colors);
  return svg(
    "g",
    { stroke, fill: "none" },
    svg("title", `${link.a.name} ${link.label} ${link.b.name}`),
    svg("path", { d: shape.path, "stroke-width": link.width, "stroke-dasharray": DASHES[link.stance]?.join(" ") }),
    shape.head ? svg("path", { d: shape.head, fill: stroke, stroke: "none" }) : "",
    link.stance === "denied" ? svg("path", { d: strikePath(shape), "stroke-width": 2 }) : "",
  );
}

function itemAsSvg(item, colors) {
  const { fill, stroke, dash, struck } = itemLook(item, colors);
  const [name, shape] = item.group === undefined ? ["path", { d: outlineOf(item.kind) }] : ["circle", { r: 1 }];
  return svg(
    "g",
    { transform: `translate(${round(item.x)} ${round(item.y)}) scale(${item.size})` },
    svg("title", item.name),
    svg(name, {
      ...shape,
      fill,
      stroke,
      "stroke-width": round((1.4 / item.size) * 10) / 10 || 0.1,
      "stroke-dasharray": dash ? "0.3 0.2" : null,
    }),
    struck ? svg("path", { d: "M-1.3 .6L1.3-.6", stroke: colors.text, "stroke-width": round(20 / item.size) / 10 }) : "",
  );
}

const outlineOf = (kind) => (KIND.get(kind) ?? KIND.get("other")).path;

function badgeAsSvg({ x, y }, colors) {
  return svg(
    "g",
    svg("circle", { cx: round(x), cy: round(y), r: BADGE, fill: colors.odds }),
    svg("text", { x: round(x), y: round(y + 4), "font-weight": 700, "text-anchor": "middle", fill: colors.back }, "≠"),
  );
}

function textAsSvg(lines, x, y, size, weight, fill, colors) {
  return svg(
    "text",
    {
      x: round(x),
      y: round(y),
      "font-size": round(size),
      "font-weight": weight,
      "text-anchor": "middle",
      fill,
      stroke: colors.back,
      "stroke-width": 3,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
    },
    lines.map((line, i) => svg("tspan", { x: round(x), dy: i ? round(size * 1.18) : 0 }, line)),
  );
}
