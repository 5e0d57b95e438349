// What the user is working on or reading. Live updates must not change or move it.
const CONTROLS = "a, button, input, textarea, select, summary, [tabindex='0']";
const PROBED_HEIGHTS = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9]; // of the window
const WITHOUT_TEXT = ["hidden", "submit", "button", "fieldset", "output"];
let pointer = null;

// The closest element of a node, which may be a text node.
export const closest = (node, selector) => (node?.closest ? node : node?.parentElement)?.closest(selector);

export function isChanged(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (!field.options) return field.value !== field.defaultValue;
  const initial = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return field.value !== initial?.value;
}

export const hasTypedText = (form) => [...form.elements].some((field) => !WITHOUT_TEXT.includes(field.type) && isChanged(field));

function hasSelection(region) {
  const { isCollapsed, anchorNode, focusNode } = document.getSelection();
  return !isCollapsed && [anchorNode, focusNode].some((node) => closest(node, "[data-live]") === region);
}

// Whether the user is working on a form or a live region; on a region only if no form or region inside it is closer.
export function isInUse(part) {
  const active = document.activeElement;
  if (part.matches("[aria-busy=true], .htmx-request")) return true;
  if (part.matches("form")) {
    return part.contains(active) || hasTypedText(part) || Boolean(part.querySelector("[role=alert], [aria-invalid=true]"));
  }
  return (active !== part && active.matches(CONTROLS) && active.closest("form, [data-live]") === part) || hasSelection(part);
}

const isVisible = ({ top, bottom }) => bottom > 0 && top < innerHeight;

// The elements that may not move, the most important first, and where they are now.
function findAnchors() {
  const main = document.getElementById("main");
  const points = PROBED_HEIGHTS.map((share) => [innerWidth * 0.3, innerHeight * share]);
  if (pointer) points.unshift(pointer);
  const elements = points.flatMap((point) => document.elementsFromPoint(...point));
  if (isVisible(document.activeElement.getBoundingClientRect())) elements.unshift(document.activeElement);
  return elements.filter((element) => element !== main && main.contains(element))
    .map((element) => ({ element, top: element.getBoundingClientRect().top }));
}

// Carries out a change of the page. What has the focus, or else what the user looks at, is afterwards where it was.
export function keepScrollPosition(change) {
  const { style } = document.documentElement;
  const anchors = findAnchors();
  const active = document.activeElement;
  const region = active.closest("[data-live]");
  style.overflowAnchor = "none"; // otherwise the browser's own scroll anchoring would be added to ours
  change();
  if (document.activeElement !== active) (active.isConnected ? active : makeFocusable(region)).focus({ preventScroll: true });
  const anchor = anchors.find(({ element }) => element.isConnected);
  const moved = anchor ? anchor.element.getBoundingClientRect().top - anchor.top : 0;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
  setTimeout(() => style.removeProperty("overflow-anchor"), 100);
}

// Returns the region, or <main> if it was removed, so that it can get the focus.
export function makeFocusable(region) {
  const element = region?.isConnected ? region : document.getElementById("main");
  element.tabIndex = -1;
  return element;
}

document.addEventListener("pointermove", ({ clientX, clientY }) => {
  pointer = [clientX, clientY];
}, { passive: true });
document.addEventListener("scroll", () => {
  pointer = null; // the user does not look at what has moved under the pointer
}, { passive: true });
