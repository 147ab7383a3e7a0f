// How it is painted on the canvas: shapes, marks of doubt, what is chosen, labels.

const shapes = new Map(PAGE.kinds.map((kind) => [kind.id, new Path2D(kind.path)]));
let colors = palette();
let labels = { key: "", placed: [], words: [] };

function palette() {
  const dark = cssColor("--scheme") === "dark";
  return {
    back: cssColor("--back"),
    text: cssColor("--text"),
    quiet: cssColor("--quiet"),
    link: cssColor("--link"),
    faint: cssColor("--faint"),
    odds: cssColor("--odds"),
    ring: cssColor("--accent"),
    kinds: new Map(PAGE.kinds.map((k) => [k.id, dark ? k.dark : k.light])),
    dark,
  };
}

function renderItem({ ctx, id, x, y }) {
  const item = drawn.items.get(id);
  return {
    drawNode: () => item && paintItem(ctx, item, x, y),
    nodeDimensions: { width: 2 * (item?.size ?? 5), height: 2 * (item?.size ?? 5) },
  };
}

// A thing that is planned is hollow; one that is called off or disputed is struck.
function itemLook(item, { kinds, back, dark }) {
  const color = kinds.get(item.kind) ?? kinds.get("other");
  const planned = item.item?.status === "Scheduled";
  return {
    fill: planned ? back : color,
    stroke: planned ? color : dark ? "#00000080" : "#00000059",
    dash: planned,
    struck: ["Cancelled", "Disputed"].includes(item.item?.status),
  };
}

function paintItem(context, item, x, y) {
  const { fill, stroke, dash, struck } = itemLook(item, colors);
  context.save();
  context.translate(x, y);
  context.scale(item.size, item.size);
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.lineWidth = (dash ? 2.2 : 1) / item.size;
  if (dash) context.setLineDash([4 / item.size, 2.5 / item.size]);
  if (item.group !== undefined) {
    context.beginPath();
    context.arc(0, 0, 1, 0, 7);
  }
  const shape = item.group !== undefined ? undefined : (shapes.get(item.kind) ?? shapes.get("other"));
  shape ? context.fill(shape) : context.fill();
  shape ? context.stroke(shape) : context.stroke();
  context.restore();
  if (struck) strokeLine(context, x - item.size * 1.3, y + item.size * 0.6, x + item.size * 1.3, y - item.size * 0.6);
  if (item.disputed) paintBadge(context, cornerOf({ x, y, size: item.size }));
}

function strokeLine(context, x1, y1, x2, y2) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.strokeStyle = colors.text;
  context.lineWidth = 2;
  context.stroke();
}

function paintBadge(context, { x, y }) {
  const size = badgeSize(net.getScale());
  context.beginPath();
  context.arc(x, y, size, 0, 7);
  context.fillStyle = colors.odds;
  context.fill();
  context.fillStyle = colors.back;
  context.font = `bold ${1.5 * size}px ${FACE}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText("≠", x, y + 0.5);
}

function paintLink(context, link) {
  const shape = linkShape(link);
  context.strokeStyle = context.fillStyle = linkColor(link, { ...colors, faint: colors.link });
  context.lineWidth = link.width + 0.8;
  context.setLineDash(DASHES[link.stance] ?? []);
  context.stroke(new Path2D(shape.path));
  context.setLineDash([]);
  if (shape.head) context.fill(new Path2D(shape.head));
}

function paintMarks(context, link) {
  if (!link.disputed && link.stance !== "denied") return;
  const shape = linkShape(link);
  if (link.stance === "denied") {
    context.strokeStyle = linkColor(link, colors);
    context.lineWidth = 2;
    context.stroke(new Path2D(strikePath(shape)));
  }
  if (hasBadge(link)) paintBadge(context, shape.middle);
}

function paintOver(context) {
  const scale = net.getScale();
  const origin = net.canvasToDOM({ x: 0, y: 0 });
  const { kept } = drawn;
  const items = [...drawn.items.values()];
  const links = [...drawn.links.values()];
  for (const link of links) paintMarks(context, link);
  const key = `${drawn.version} ${scale.toFixed(3)}`;
  if (labels.key !== key) labels = { key, ...placeLabels(items, links, scale, kept) };
  if (kept) {
    onScreen(context, () => paintLabels(context, origin, (l) => !kept.items.has(l.item.id), true));
    veil(context);
    for (const id of kept.links)
      if (drawn.links.has(id)) (paintLink(context, drawn.links.get(id)), paintMarks(context, drawn.links.get(id)));
    for (const id of kept.items)
      if (drawn.items.has(id)) paintItem(context, drawn.items.get(id), drawn.items.get(id).x, drawn.items.get(id).y);
    if (state.pick?.type === "item" && drawn.items.has(state.pick.id))
      paintRing(context, drawn.items.get(state.pick.id));
  }
  onScreen(context, () => {
    for (const words of labels.words) drawWords(context, words, origin, colors);
    paintLabels(context, origin, (l) => !kept || kept.items.has(l.item.id), false);
  });
}

function onScreen(context, paint) {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = colors.back;
  paint();
  context.restore();
}

function paintLabels(context, origin, wanted, faint) {
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  for (const label of labels.placed) {
    const [x, y] = [label.x + origin.x, label.y + origin.y];
    if (wanted(label) && x < width && y < height && x + label.w > 0 && y + label.h > 0)
      drawLabel(context, label, origin, colors, faint);
  }
}

function veil(context) {
  onScreen(context, () => {
    context.globalAlpha = 0.8;
    context.fillStyle = colors.back;
    context.fillRect(0, 0, stage.clientWidth, stage.clientHeight);
  });
}

function paintRing(context, item) {
  context.beginPath();
  context.arc(item.x, item.y, item.size + 5, 0, 7);
  context.strokeStyle = colors.ring;
  context.lineWidth = 3;
  context.stroke();
}
