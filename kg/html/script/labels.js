// Labels as on a map: of a readable size at every zoom, none on another, the weightiest first, more as one comes closer.

const FACE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const CELL = 72;
const measure = document.createElement("canvas").getContext("2d");
const widths = new Map();

function textWidth(text, font) {
  const key = font + "\n" + text;
  if (!widths.has(key)) {
    measure.font = font;
    widths.set(key, measure.measureText(text).width);
  }
  return widths.get(key);
}

// Boxes already taken, in a grid, in screen pixels around the origin of the picture.
class Taken {
  constructor() {
    this.cells = new Map();
  }

  *keys({ x, y, w, h }) {
    for (let i = Math.floor(x / CELL); i <= Math.floor((x + w) / CELL); i++) {
      for (let j = Math.floor(y / CELL); j <= Math.floor((y + h) / CELL); j++) yield i * 65536 + j;
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (this.cells.has(key)) this.cells.get(key).push(box);
      else this.cells.set(key, [box]);
    }
  }

  // Whether a box lies on nothing; a lax one may lie on small shapes, though never on a label.
  free(box, own, lax = false) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (
          other.owner !== own &&
          !(lax && other.minor) &&
          box.x < other.x + other.w &&
          other.x < box.x + box.w &&
          box.y < other.y + other.h &&
          other.y < box.y + box.h
        )
          return false;
      }
    }
    return true;
  }
}

// Places the labels of the drawn items at a scale: { item, lines, font, size, x, y, w, h } from the origin of the picture.
function placeLabels(items, links, scale, kept) {
  const taken = new Taken();
  for (const item of items) {
    const r = item.size * scale;
    const minor = kept ? !kept.items.has(item.id) : !item.bold;
    taken.add({ x: item.x * scale - r, y: item.y * scale - r, w: 2 * r, h: 2 * r, owner: item, minor });
  }
  const badge = badgeSize(scale) * scale;
  const minor = scale < BADGE_SHRINKS;
  for (const spot of badgeSpots(items, links))
    taken.add({ x: spot.x * scale - badge, y: spot.y * scale - badge, w: 2 * badge, h: 2 * badge, minor });
  const chosen = (item) => Boolean(kept?.items.has(item.id));
  const leads = (item) => 2 * item.bold + (item.disputed && !minor);
  const order = items.slice().sort((a, b) => leads(b) - leads(a) || b.weight - a.weight || (a.id < b.id ? -1 : 1));
  const first = order.filter(chosen).map((item) => placeLabel(item, scale, taken, true));
  const telling = () => links.map((link) => placeWords(link, scale, taken, kept)).filter(Boolean);
  const words = kept ? telling() : null;
  const rest = order.filter((item) => !chosen(item)).map((item) => placeLabel(item, scale, taken, leads(item) > 0));
  return { placed: [...first, ...rest].filter(Boolean), words: words ?? telling() };
}

// A label stands below its item, or where no link of the item leaves: `pull` is the mean direction of its links.
function placeLabel(item, scale, taken, lax) {
  const size = item.font.size * clamp(scale, 0.92, 1.5);
  const font = `${item.bold ? 600 : 400} ${size.toFixed(1)}px ${FACE}`;
  const lines = item.label.split("\n");
  const w = Math.max(...lines.map((line) => textWidth(line, font))) + 4;
  const h = lines.length * size * 1.18 + 2;
  const [cx, cy, r] = [item.x * scale, item.y * scale, item.size * scale];
  const [left, right, above, below] = [cx - r - 3 - w, cx + r + 3, cy - r - 2 - h, cy + r + 2];
  const { x: px, y: py } = item.pull;
  const spots = [
    [cx - w / 2, below, py],
    [cx - w / 2, above, 0.4 - py],
    [right, cy - h / 2, 0.4 + px],
    [left, cy - h / 2, 0.4 - px],
    [cx - r, below, 0.5 + (py + px) / 2],
    [cx + r - w, below, 0.5 + (py - px) / 2],
    [cx - r, above, 0.6 + (px - py) / 2],
    [cx + r - w, above, 0.6 - (px + py) / 2],
  ].sort((a, b) => a[2] - b[2]);
  const free = (over) => spots.find(([x, y]) => taken.free({ x, y, w, h }, item, over));
  const spot = free(false) ?? (lax ? free(true) : null);
  if (!spot) return null;
  const box = { x: spot[0], y: spot[1], w, h, owner: item };
  taken.add(box);
  return { ...box, item, lines, font, size };
}

// The words of a link: at its middle, or, if the link is of what is chosen, somewhere along it.
function placeWords(link, scale, taken, kept) {
  if (kept ? !kept.links.has(link.id) : !link.telling) return null;
  const size = 11 * clamp(scale, 0.95, 1.3);
  const font = `400 ${size.toFixed(1)}px ${FACE}`;
  const { length, along } = linkShape(link);
  const w = textWidth(link.label, font) + 6;
  if (!kept && w > length * scale * 0.8) return null;
  const h = size * 1.3;
  const boxes = (kept ? [0.5, 0.62, 0.38, 0.74, 0.26] : [0.5]).map((share) => {
    const { x, y } = along(share);
    const lower = hasBadge(link) && share === 0.5 ? badgeSize(scale) * scale + h / 2 + 1 : 0;
    return { x: x * scale - w / 2, y: y * scale - h / 2 + lower, w, h, owner: link };
  });
  const box = boxes.find((b) => taken.free(b, link, Boolean(kept)));
  if (!box) return null;
  taken.add(box);
  return { ...box, link, text: link.label, font, size };
}

function drawLabel(context, label, origin, colors, faint) {
  const left = label.x + origin.x;
  const top = label.y + origin.y;
  context.font = label.font;
  context.globalAlpha = faint ? 0.22 : 1;
  context.fillStyle = label.item.weight > 2.5 || label.item.bold ? colors.text : colors.quiet;
  label.lines.forEach((line, i) => {
    const [x, y] = [left + label.w / 2, top + label.size * (0.98 + 1.18 * i)];
    if (!faint) context.strokeText(line, x, y);
    context.fillText(line, x, y);
  });
  context.globalAlpha = 1;
}

function drawWords(context, words, origin, colors) {
  context.font = words.font;
  context.fillStyle = words.link.disputed ? colors.odds : colors.quiet;
  const [x, y] = [words.x + origin.x + words.w / 2, words.y + origin.y + words.size * 1.02];
  context.strokeText(words.text, x, y);
  context.fillText(words.text, x, y);
}
