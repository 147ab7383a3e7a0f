// The network: vis-network, told what has changed; moving, zooming and fitting.

const MANY = 600; // beyond so many links, they are not drawn while the picture moves
const boxes = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
const stage = $("network");
const net = new vis.Network(stage, boxes, JSON.parse($("graph-options").textContent));

function drawNetwork() {
  const next = compose();
  const same = (a, b) => a && b && a.x === b.x && a.y === b.y && a.size === b.size && a.kind === b.kind;
  const stale = (map, now) => [...map.keys()].filter((id) => !now.has(id));
  boxes.edges.remove(stale(drawn.links, next.links));
  boxes.nodes.remove(stale(drawn.items, next.items));
  boxes.nodes.update([...next.items.values()].filter((i) => !same(drawn.items.get(i.id), i)).map(nodeOptions));
  const look = (l) => `${l.width} ${l.stance} ${l.disputed} ${l.firm} ${l.bend} ${drawn.theme}`;
  boxes.edges.update([...next.links.values()].filter((l) => drawn.links.get(l.id)?.look !== look(l)).map(edgeOptions));
  for (const link of next.links.values()) link.look = look(link);
  const many = next.links.size > MANY;
  if (many !== drawn.many) net.setOptions({ interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many } });
  Object.assign(drawn, next, { many, version: drawn.version + 1, kept: emphasis(next) });
  countShown();
  net.redraw();
}

const nodeOptions = (item) => ({
  id: item.id,
  x: item.x,
  y: item.y,
  size: item.size,
  label: undefined,
  shape: "custom",
  ctxRenderer: renderItem,
});

function edgeOptions(link) {
  return {
    id: link.id,
    from: link.a.id,
    to: link.b.id,
    width: link.width,
    dashes: DASHES[link.stance] ?? false,
    color: { color: linkColor(link, colors), inherit: false },
    smooth: link.bend ? { enabled: true, type: "curvedCW", roundness: link.bend } : { enabled: false },
  };
}

// Shows items, all unless named, labels included; stays so until the reader moves the picture.
let fitted = null;

function fitNetwork(ids, largest = 1.4) {
  fitted = { ids, largest };
  const items = (ids ?? [...drawn.items.keys()]).map((id) => drawn.items.get(id)).filter(Boolean);
  if (!items.length || !stage.clientWidth) return;
  let scale = largest;
  let box = null;
  for (let round = 0; round < 4; round++) {
    box = extent(items, scale);
    scale = clamp(
      scale * Math.min(1, (stage.clientWidth - 24) / box.w, (stage.clientHeight - 24) / box.h),
      0.03,
      largest,
    );
  }
  box = extent(items, scale);
  moveTo({ x: (box.x + box.w / 2) / scale, y: (box.y + box.h / 2) / scale }, scale);
}

// The room that items and their labels take at a scale, in pixels.
function extent(items, scale) {
  const boxes = [
    ...items.map((i) => ({
      x: (i.x - i.size) * scale,
      y: (i.y - i.size) * scale,
      w: 2 * i.size * scale,
      h: 2 * i.size * scale,
    })),
    ...placeLabels([...drawn.items.values()], [], scale, drawn.kept).placed.filter((l) => items.includes(l.item)),
  ];
  const [x, y] = [Math.min(...boxes.map((b) => b.x)), Math.min(...boxes.map((b) => b.y))];
  return { x, y, w: Math.max(...boxes.map((b) => b.x + b.w)) - x, h: Math.max(...boxes.map((b) => b.y + b.h)) - y };
}

function moveTo(position, scale) {
  net.moveTo({
    position,
    scale,
    animation: reduced.matches || !painted ? false : { duration: 320, easingFunction: "easeInOutQuad" },
  });
}

// Brings an item into view, close enough to read, without leaping if it is there already.
function centreOn(id) {
  const item = drawn.items.get(id);
  fitted = null;
  if (item) moveTo({ x: item.x, y: item.y }, clamp(net.getScale(), 0.75, 1.6));
}

function zoomBy(factor) {
  fitted = null;
  moveTo(net.getViewPosition(), clamp(net.getScale() * factor, 0.03, 5));
}

// How much is drawn of how much, and the way to the rest.
function countShown() {
  const beyond = shown.likely - drawn.items.size;
  const groups = [...drawn.items.values()].filter((i) => i.group !== undefined).length;
  const draw = (text, changes) => plainButton(text, () => change(changes, { fit: true }), { "data-keep": text });
  replace(
    $("count"),
    `${plural(shown.items.size, "item")} of ${number(ITEMS.length)}, ${plural(drawn.links.size, "link")}`,
    groups ? `, ${plural(groups, "group")} closed` : "",
    beyond > 0 && !groups && !state.around && shown.likely <= PAGE.most
      ? draw(`draw ${number(beyond)} more`, { all: true })
      : "",
    state.around ? draw("draw all again", { around: null }) : "",
    shown.all && ITEMS.some((i) => i.rest) ? draw("draw the core", { all: false }) : "",
  );
}

let painted = 0;
net.on("afterDrawing", (context) => {
  paintOver(context);
  painted ||= performance.now();
});
net.on("dragging", (event) => moveItems(event.nodes));
net.on("dragEnd", (event) => {
  moveItems(event.nodes);
  fitted = null;
});
net.on("zoom", () => {
  fitted = null;
});
new ResizeObserver(() => {
  if (stage.clientWidth) fitted ? fitNetwork(fitted.ids, fitted.largest) : net.redraw();
}).observe(stage);

function moveItems(ids) {
  for (const [id, place] of Object.entries(ids.length ? net.getPositions(ids) : {})) {
    const item = drawn.items.get(id);
    Object.assign(item, place);
    if (item.item) item.item.moved = [place.x, place.y];
    drawn.version++;
  }
}
