// Changes an element into a new version of itself from the server, node by node. Equal nodes are not touched, so that
// focus, open details, typed text and selections stay. `mayMorph(node, newNode)` is asked before each element.
// htmx 4 has such a swap ("innerMorph"), but the django-htmx wheel (1.29) contains 4.0.0-beta6, not yet the final release.
const OUR_ATTRIBUTES = ["open", "tabindex", "style", "aria-busy", "aria-activedescendant", "data-by-key", "data-chosen"];
export const ADDED_BY_SCRIPTS = ".restored, .saving, .complaint, .meanwhile, .visitor";

const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

// Two nodes with the same key are versions of each other: by their id, or by what they are for.
function getKey(node) {
  if (!isElement(node)) return node.nodeName;
  if (node.id) return `#${node.id}`;
  const element = node.matches("details") ? node.querySelector(":scope > form") : node;
  const purpose = ["action", "name", "href", "for"].map((name) => element?.getAttribute(name)).find(Boolean) ?? "";
  const choice = ["radio", "checkbox"].includes(node.type) ? node.value : "";
  return `${node.tagName} ${node.classList[0] ?? ""} ${purpose} ${choice}`;
}

function morphAttributes(element, newElement) {
  const isLit = element.classList.contains("lit"); // by selection_to_claim.js
  for (const { name, value } of newElement.attributes) {
    if (name !== "open" && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  for (const name of element.getAttributeNames()) {
    if (!newElement.hasAttribute(name) && !OUR_ATTRIBUTES.includes(name)) element.removeAttribute(name);
  }
  if (isLit) element.classList.add("lit");
}

// Elements that load their content replace themselves by it. A new one is paired with that content, which then stays.
const isLoader = (node) => isElement(node) && node.matches("[hx-get][hx-trigger]");

function pairChildren(element, newElement) {
  const byKey = Map.groupBy(element.childNodes, getKey);
  const pairs = [...newElement.childNodes].map((newNode) => ({ newNode, node: byKey.get(getKey(newNode))?.shift() }));
  const unpaired = [...byKey.values()].flat();
  for (const pair of pairs.filter(({ newNode, node }) => !node && isLoader(newNode))) {
    const index = unpaired.findIndex((node) => isElement(node) && !node.matches(ADDED_BY_SCRIPTS));
    if (index >= 0) Object.assign(pair, { node: unpaired.splice(index, 1)[0], isLoaded: true });
  }
  return { pairs, unpaired };
}

function morphChildren(element, newElement, mayMorph) {
  const { pairs, unpaired } = pairChildren(element, newElement);
  for (const node of unpaired) {
    if (!isElement(node) || (!node.matches(ADDED_BY_SCRIPTS) && mayMorph(node, null))) node.remove();
  }
  const remaining = new Set(unpaired);
  let next = element.firstChild;
  for (const { newNode, node, isLoaded } of pairs) {
    while (next && remaining.has(next)) next = next.nextSibling;
    const placed = node ?? document.importNode(newNode, true);
    if (placed === next) next = next.nextSibling;
    else element.insertBefore(placed, next);
    if (node && !isLoaded) morph(node, newNode, mayMorph);
    else if (!node && isElement(placed)) {
      htmx.process(placed);
      htmx.trigger(placed, "htmx:load");
    }
  }
}

export function morph(node, newNode, mayMorph) {
  if (node.isEqualNode(newNode)) return;
  if (!isElement(node)) node.data = newNode.data;
  else if (mayMorph(node, newNode)) {
    morphAttributes(node, newNode);
    morphChildren(node, newNode, mayMorph);
  }
}
