// What a person has under her hands, and where she reads: what may not change or move because of others.
const DEEDS = "a, button, input, textarea, select, summary, [tabindex='0']";
const PLACES = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9];
let pointer = null;

export function isTyped(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (!field.options) return field.value !== field.defaultValue;
  const first = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return field.value !== first?.value;
}

const unsaid = ["hidden", "submit", "button", "fieldset", "output"];
export const hasTypedText = (form) => [...form.elements].some((one) => !unsaid.includes(one.type) && isTyped(one));

function holdsSelection(part) {
  const selection = document.getSelection();
  if (selection.isCollapsed) return false;
  return [selection.anchorNode, selection.focusNode].some((node) => (node?.closest ? node : node?.parentElement)?.closest("[data-live]") === part);
}

// A form or a region that somebody has her hands in; a region only where no form and no region inside it is closer.
export function isHeld(part) {
  const active = document.activeElement;
  if (part.matches("[aria-busy=true], .htmx-request")) return true;
  if (part.matches("form")) {
    return part.contains(active) || hasTypedText(part) || Boolean(part.querySelector("[role=alert], [aria-invalid=true]"));
  }
  if (active !== part && active.matches(DEEDS) && active.closest("form, [data-live]") === part) return true;
  return holdsSelection(part);
}

const isSeen = ({ top, bottom }) => bottom > 0 && top < innerHeight;

function marks() {
  const main = document.getElementById("main");
  const points = PLACES.map((share) => [innerWidth * 0.3, innerHeight * share]);
  if (pointer) points.unshift(pointer);
  const found = points.flatMap((point) => document.elementsFromPoint(...point)).filter((one) => main.contains(one) && one !== main);
  const active = document.activeElement;
  const all = main.contains(active) && isSeen(active.getBoundingClientRect()) ? [active, ...found] : found;
  return all.map((element) => ({ element, top: element.getBoundingClientRect().top }));
}

// Carries out a change; afterwards what had the focus, or else what one looked at, stands where it stood.
export function keepPlace(change) {
  const { style } = document.documentElement;
  const before = marks();
  const active = document.activeElement;
  const region = active.closest("[data-live]");
  style.overflowAnchor = "none"; // the browser's own way of keeping the place would add to ours
  change();
  if (document.activeElement !== active) (active.isConnected ? active : aim(region)).focus({ preventScroll: true });
  const mark = before.find(({ element }) => element.isConnected);
  const moved = mark ? mark.element.getBoundingClientRect().top - mark.top : 0;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
  setTimeout(() => style.removeProperty("overflow-anchor"), 100);
}

export function aim(region) {
  const place = region?.isConnected ? region : document.getElementById("main");
  place.tabIndex = -1;
  return place;
}

document.addEventListener("pointermove", ({ clientX, clientY }) => {
  pointer = [clientX, clientY];
}, { passive: true });
document.addEventListener("scroll", () => {
  pointer = null; // what is under it now was not looked for
}, { passive: true });
