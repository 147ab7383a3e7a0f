// The pointer: what lies under it, a tip on it, a click on it.

// What lies under a point of the stage: an item (a finger's width will do), its label, or a link.
function under(point) {
  const spot = net.DOMtoCanvas(point);
  const scale = net.getScale();
  let best = null;
  let reach = Infinity;
  for (const item of drawn.items.values()) {
    const distance = Math.hypot(item.x - spot.x, item.y - spot.y) * scale;
    if (distance < Math.max(item.size * scale + 3, 13) && distance < reach) [best, reach] = [item, distance];
  }
  if (best) return best;
  const origin = net.canvasToDOM({ x: 0, y: 0 });
  const [x, y] = [point.x - origin.x, point.y - origin.y];
  const label = labels.placed.find((l) => x > l.x && x < l.x + l.w && y > l.y && y < l.y + l.h);
  return label?.item ?? drawn.links.get(net.getEdgeAt(point)) ?? null;
}

function openAt(point) {
  const found = under(point);
  if (!found) return choose(null);
  if (found.a)
    return choose(
      found.link ? { type: "link", id: found.link.id } : { type: "group", id: String(found.a.group ?? found.b.group) },
    );
  return found.group === undefined
    ? choose({ type: "item", id: found.id })
    : choose({ type: "group", id: String(found.group) });
}

function hoverAt(event) {
  const box = stage.getBoundingClientRect();
  const found = under({ x: event.clientX - box.left, y: event.clientY - box.top });
  stage.style.cursor = found ? "pointer" : "";
  const tip = $("tip");
  tip.hidden = !found;
  if (!found) return;
  tip.replaceChildren(
    ...(found.a
      ? [
          el("strong", bdi(found.label)),
          el("span", bdi(found.a.name), " → ", bdi(found.b.name)),
          el("span", plural(found.told.length, "statement")),
        ]
      : [
          el("strong", bdi(found.name)),
          found.item
            ? el("span", `${found.item.kindOf}, ${plural(found.item.told.length, "statement")}`)
            : "group: click to see its members",
        ]),
  );
  tip.style.left = `${clamp(event.clientX - box.left + 14, 0, Math.max(0, box.width - 260))}px`;
  tip.style.top = `${clamp(event.clientY - box.top + 16, 0, Math.max(0, box.height - 70))}px`;
}

net.on("doubleClick", (event) => {
  const found = under(event.pointer.DOM);
  if (found?.group !== undefined) change(groupChange(found.group));
});
net.on("click", (event) => openAt(event.pointer.DOM));
stage.addEventListener("pointermove", (event) => {
  if (event.pointerType === "mouse" && !event.buttons) hoverAt(event);
});
stage.addEventListener("pointerleave", () => {
  $("tip").hidden = true;
});
