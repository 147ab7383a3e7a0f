// Small tools. Whatever comes from the graph enters the page through `el`, as text.

const $ = (id) => document.getElementById(id);
const DATA = JSON.parse($("graph-data").textContent);

// Control characters, lone surrogates and marks that turn the direction of the text around them are not shown.
// eslint-disable-next-line no-control-regex
const UNSAFE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]|\p{Cs}/gu;
const clean = (text) => String(text).replace(UNSAFE, "");

// Creates an element: `el("p.note", { id: "x" }, "text", child)`. The attributes may be left out; those that begin with
// "on" are listeners. Children are elements, strings, and lists of them; what is empty is skipped.
function el(name, ...parts) {
  return build((tag) => document.createElement(tag), name, parts);
}

function svg(name, ...parts) {
  return build((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag), name, parts);
}

function build(create, name, parts) {
  const [tag, ...classes] = name.split(".");
  const element = create(tag);
  element.classList.add(...classes);
  const given = parts[0] && Object.getPrototypeOf(parts[0]) === Object.prototype ? parts.shift() : {};
  for (const [key, value] of Object.entries(given)) setAttribute(element, key, value);
  element.append(...contents(parts));
  return element;
}

const isEmpty = (part) => part === null || part === undefined || part === "" || part === false;
const contents = (parts) =>
  parts
    .flat(Infinity)
    .filter((part) => !isEmpty(part))
    .map((part) => (part instanceof Node ? part : clean(part)));

function setAttribute(element, key, value) {
  if (value === false || value === null || value === undefined) return;
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else if (key === "class") element.classList.add(...value.split(" ").filter(Boolean));
  else element.setAttribute(key, value === true ? "" : clean(value));
}

const button = (text, onclick, attributes = {}) => el("button", { ...attributes, onclick }, text);
const plainButton = (text, onclick, attributes = {}) => el("button.plain", { ...attributes, onclick }, text);
const separated = (nodes, by = ", ") => nodes.map((node, i) => [i ? by : "", node]);

// Puts new content in place of the old. If the focus was inside, it goes to what has the same "data-keep", or to the place.
function replace(place, ...content) {
  const held = place.contains(document.activeElement) ? (document.activeElement.dataset.keep ?? "") : null;
  place.replaceChildren(...contents(content));
  if (held === null) return;
  const heir = (held && place.querySelector(`[data-keep="${CSS.escape(held)}"]`)) || place;
  heir.focus({ preventScroll: true });
}

// Gives a part of an element the colour of a kind, whatever the theme.
function tinted(element, property, kind) {
  element.style[property] = `var(--kind-${kind})`;
  return element;
}

// Words of the graph: their direction does not touch what stands around them.
const bdi = (text) => el("bdi", text);

function safeUrl(url) {
  try {
    const parsed = new URL(url);
    return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : null;
  } catch {
    return null;
  }
}

function outsideLink(url, text) {
  const target = safeUrl(url);
  return target ? el("a", { href: target, rel: "noopener noreferrer", target: "_blank" }, bdi(text)) : bdi(text);
}

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (c) => LETTERS[c]);

const cssColor = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 860px)");
const announce = (text) => {
  $("live").textContent = clean(text);
};
const plural = (n, one, many = one + "s") => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
const clamp = (x, low, high) => Math.max(low, Math.min(high, x));
const unique = (list) => [...new Set(list)];

function countBy(list, key) {
  const counts = new Map();
  for (const item of list) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function groupBy(list, key) {
  const groups = new Map();
  for (const item of list) {
    const k = key(item);
    if (!groups.has(k)) groups.set(k, []);
    groups.get(k).push(item);
  }
  return groups;
}

// What may be kept on this computer; in a sandbox nothing may.
const memory = {
  get(key) {
    try {
      return localStorage.getItem("kg-" + key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem("kg-" + key, value);
    } catch {
      /* a sandbox forgets */
    }
  },
};
