// The live regions of a page (data-live, each with an id) and the forms in them: what the server last sent for each, and
// the updates that wait because the user is working there.
import { ADDED_BY_SCRIPTS, morph } from "./morph.js";
import { hasTypedText, isInUse, keepScrollPosition, makeFocusable } from "./user_focus.js";

const PARTS = "[data-live], [data-live] form";
const received = new WeakMap(); // part -> what the server last sent, normalized
const waiting = new WeakMap(); // part -> the server's element that is not shown yet; null if the server removed it

// The HTML of a part without what differs in each response, what scripts change, and the regions inside it.
function normalize(part) {
  const copy = part.cloneNode(true);
  copy.querySelectorAll(`[name=csrfmiddlewaretoken], ${ADDED_BY_SCRIPTS}`).forEach((element) => element.remove());
  copy.querySelectorAll("[data-live]").forEach((region) => region.replaceChildren());
  copy.querySelectorAll("details").forEach((details) => details.removeAttribute("open"));
  return copy.innerHTML.replace(/\s+/g, " ");
}

export function rememberParts(inside) {
  for (const part of inside.querySelectorAll(PARTS)) if (!received.has(part)) received.set(part, normalize(part));
}

function postpone(part, newPart, names) {
  waiting.set(part, newPart);
  if (part.querySelector(":scope > .meanwhile")) return;
  const notice = document.getElementById("live-words").content.querySelector(".meanwhile").cloneNode(true);
  const text = notice.querySelector("[data-by]");
  if (names) text.textContent = text.dataset.by.replace("{who}", names);
  part.append(notice);
}

function settle(part, newPart) {
  received.set(part, normalize(newPart));
  waiting.delete(part);
  part.querySelector(":scope > .meanwhile")?.remove();
}

// Returns the function that tells `morph` whether it may change an element into its new version, or remove it (null).
// A part in use stays as it is; if the server sent something else for it, a notice offers the update.
function postponingInUse(names) {
  return function mayMorph(part, newPart) {
    if (!newPart) {
      const inUse = [part, ...part.querySelectorAll(PARTS)].find((inner) => inner.matches(PARTS) && isInUse(inner));
      if (inUse) postpone(inUse, null, names);
      return !inUse;
    }
    if (!part.matches(PARTS)) return true;
    if (!isInUse(part)) {
      settle(part, newPart);
      return true;
    }
    if (normalize(newPart) !== received.get(part)) postpone(part, newPart, names);
    for (const newInner of newPart.querySelectorAll("[data-live]")) {
      const inner = part.querySelector(`#${CSS.escape(newInner.id)}`);
      if (inner) morph(inner, newInner, mayMorph);
    }
    return false;
  };
}

// Updates a region, except for the parts in use. `names`: who changed it.
export function updateRegion(newRegion, names) {
  const region = document.getElementById(newRegion.id);
  if (!region) return;
  morph(region, newRegion, postponingInUse(names));
  rememberParts(region);
}

// Shows an update that waited. Typed text stays, even if the server removed its form.
function applyWaiting(part) {
  const newPart = waiting.get(part);
  const hasText = (element) => [element, ...element.querySelectorAll("form")].some((form) => form.matches("form") && hasTypedText(form));
  keepScrollPosition(() => {
    part.querySelector(":scope > .meanwhile").remove();
    waiting.delete(part);
    if (newPart) {
      settle(part, newPart);
      morph(part, newPart, (element, newElement) => Boolean(newElement) || !hasText(element));
    } else if (!hasText(part)) part.remove();
  });
  makeFocusable(part).focus({ preventScroll: true });
}

document.addEventListener("click", ({ target }) => {
  if (target.matches(".meanwhile button")) applyWaiting(target.closest(".meanwhile").parentElement);
});
