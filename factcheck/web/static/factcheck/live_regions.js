// The regions of a page (data-live, each with an id) and their forms: what the server last said of each, and what waits
// to be shown because somebody has her hands in it.
import { ADDED, merge } from "./morph.js";
import { aim, hasTypedText, isHeld, keepPlace } from "./user_focus.js";

const PARTS = "[data-live], [data-live] form";
const said = new WeakMap();
const waiting = new WeakMap();

// A part's HTML but for what differs from answer to answer, what scripts did to it, and the regions inside it.
function essence(part) {
  const copy = part.cloneNode(true);
  copy.querySelectorAll(`[name=csrfmiddlewaretoken], ${ADDED}`).forEach((one) => one.remove());
  copy.querySelectorAll("[data-live]").forEach((one) => one.replaceChildren());
  copy.querySelectorAll("details").forEach((one) => one.removeAttribute("open"));
  return copy.innerHTML.replace(/\s+/g, " ");
}

export function learn(inside) {
  for (const part of inside.querySelectorAll(PARTS)) if (!said.has(part)) said.set(part, essence(part));
}

function announce(part, fresh, by) {
  waiting.set(part, fresh);
  if (part.querySelector(":scope > .meanwhile")) return;
  const line = document.getElementById("live-words").content.querySelector(".meanwhile").cloneNode(true);
  const words = line.querySelector("[data-by]");
  if (by) words.textContent = words.dataset.by.replace("{who}", by);
  part.append(line);
}

function settle(part, fresh) {
  said.set(part, essence(fresh));
  waiting.delete(part);
  part.querySelector(":scope > .meanwhile")?.remove();
}

function inner(part, fresh, passes) {
  for (const region of fresh.querySelectorAll("[data-live]")) {
    const ours = part.querySelector(`#${CSS.escape(region.id)}`);
    if (ours) merge(ours, region, passes);
  }
}

// Whether a merge may go on into an element (`fresh`: what becomes of it, null where it goes).
function passing(by) {
  const passes = (part, fresh) => {
    if (!fresh) {
      const held = [part, ...part.querySelectorAll(PARTS)].find((one) => one.matches(PARTS) && isHeld(one));
      if (held) announce(held, null, by);
      return !held;
    }
    if (!part.matches(PARTS)) return true;
    if (!isHeld(part)) {
      settle(part, fresh);
      return true;
    }
    if (essence(fresh) !== said.get(part)) announce(part, fresh, by);
    inner(part, fresh, passes);
    return false;
  };
  return passes;
}

// Brings a region up to date as far as nobody has her hands in it.
export function update(fresh, by) {
  const ours = document.getElementById(fresh.id);
  if (!ours) return;
  merge(ours, fresh, passing(by));
  learn(ours);
}

// Shows what waited, when asked: typed text stays, even in a form that is gone.
function show(part) {
  const fresh = waiting.get(part);
  const typed = (one) => [one, ...one.querySelectorAll("form")].some((form) => form.matches("form") && hasTypedText(form));
  keepPlace(() => {
    part.querySelector(":scope > .meanwhile").remove();
    waiting.delete(part);
    if (fresh) {
      settle(part, fresh);
      merge(part, fresh, (ours, theirs) => Boolean(theirs) || !typed(ours));
    } else if (!typed(part)) part.remove();
  });
  aim(part).focus({ preventScroll: true });
}

document.addEventListener("click", ({ target }) => {
  if (target.matches(".meanwhile button")) show(target.closest(".meanwhile").parentElement);
});
