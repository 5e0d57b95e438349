// Brings a part of the page to what the server now says of it, node by node. What stays the same is not touched, so that
// focus, folds, typed text and selected words stay; `passes(ours, theirs)` is asked before each element and may keep it.
const OURS = ["open", "tabindex", "style", "aria-busy", "aria-activedescendant", "data-by-key", "data-chosen"];
export const ADDED = ".restored, .saving, .complaint, .meanwhile, .visitor"; // what scripts of ours put among the server's elements

// A node is the server's next version of another of its kind: by its id, or by what it is for.
function kindOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeName;
  if (node.id) return `#${node.id}`;
  const form = node.matches("details") ? node.querySelector(":scope > form") : node;
  const aim = ["action", "name", "href", "for"].map((name) => form?.getAttribute(name)).find(Boolean) ?? "";
  const choice = ["radio", "checkbox"].includes(node.type) ? node.value : "";
  return `${node.tagName} ${node.classList[0] ?? ""} ${aim} ${choice}`;
}

function sort(nodes) {
  const sorted = new Map();
  for (const node of nodes) {
    const kind = kindOf(node);
    if (!sorted.has(kind)) sorted.set(kind, []);
    sorted.get(kind).push(node);
  }
  return sorted;
}

function mergeAttributes(ours, theirs) {
  const lit = ours.classList.contains("lit");
  for (const { name, value } of theirs.attributes) {
    if (name !== "open" && ours.getAttribute(name) !== value) ours.setAttribute(name, value);
  }
  for (const name of ours.getAttributeNames()) {
    if (!theirs.hasAttribute(name) && !OURS.includes(name)) ours.removeAttribute(name);
  }
  if (lit) ours.classList.add("lit");
}

function begin(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  htmx.process(node);
  htmx.trigger(node, "htmx:load");
}

// An element that fetches its own content: where ours is no longer there, what it fetched stands in its place.
const fetches = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches("[hx-get][hx-trigger]");

function pairUp(ours, theirs) {
  const free = sort(ours.childNodes);
  const pairs = [...theirs.childNodes].map((node) => ({ node, known: free.get(kindOf(node))?.shift() }));
  const left = [...free.values()].flat();
  for (const pair of pairs.filter(({ node, known }) => !known && fetches(node))) {
    const at = left.findIndex((one) => one.nodeType === Node.ELEMENT_NODE && !one.matches(ADDED));
    if (at >= 0) Object.assign(pair, { known: left.splice(at, 1)[0], isFetched: true });
  }
  return { pairs, left };
}

function mergeChildren(ours, theirs, passes) {
  const { pairs, left } = pairUp(ours, theirs);
  for (const node of left) {
    if (node.nodeType !== Node.ELEMENT_NODE || (!node.matches(ADDED) && passes(node, null))) node.remove();
  }
  const kept = new Set(left);
  let at = ours.firstChild;
  for (const { node, known, isFetched } of pairs) {
    while (at && kept.has(at)) at = at.nextSibling;
    const placed = known ?? document.importNode(node, true);
    if (placed === at) at = at.nextSibling;
    else ours.insertBefore(placed, at);
    if (!known) begin(placed);
    else if (!isFetched) merge(known, node, passes);
  }
}

export function merge(ours, theirs, passes) {
  if (ours.isEqualNode(theirs)) return;
  if (ours.nodeType !== Node.ELEMENT_NODE) ours.data = theirs.data;
  else if (passes(ours, theirs)) {
    mergeAttributes(ours, theirs);
    mergeChildren(ours, theirs, passes);
  }
}
