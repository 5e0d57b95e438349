// The borders of a claim whose card is open for it (details.reshape): shown as two handles in the article, moved by
// dragging, or with the card's focus by keys: [ and ] choose the start or the end, the arrows move it by a word, Enter
// keeps it, Escape gives it up. What is shown is what the card's form says; the server decides.
import { fill, passageOf, positionAt, rangesOf, stops, stretch } from "./passage_picker.js";

const SHOWN = "claim-borders";
let moved = null; // { card, which, start, end, stops }

const foldOf = (card) => card.querySelector("details.reshape");
const formOf = (card) => card.querySelector("form[data-takes-words=move]");

function handle(which) {
  const known = document.querySelector(`.border-handle[data-which=${which}]`);
  if (known) return known;
  const made = document.createElement("span");
  made.className = "border-handle";
  made.dataset.which = which;
  made.ariaHidden = "true";
  return document.body.appendChild(made);
}

// The handle stands before the first sign, or after the last, whichever way the words run.
function place(which, ranges) {
  const rects = (which === "start" ? ranges[0] : ranges.at(-1)).getClientRects();
  const rect = which === "start" ? rects[0] : rects[rects.length - 1];
  if (!rect) return;
  const { style, classList } = handle(which);
  const [passage] = ranges.map((range) => passageOf(range.startContainer));
  const toLeft = (which === "start") === (getComputedStyle(passage).direction === "ltr");
  style.insetBlockStart = `${rect.top + scrollY}px`;
  style.left = `${(toLeft ? rect.left : rect.right) + scrollX}px`;
  style.blockSize = `${rect.height}px`;
  classList.toggle("chosen", moved.which === which);
}

function clear() {
  CSS.highlights?.delete(SHOWN);
  document.querySelectorAll(".border-handle").forEach((one) => one.remove());
}

function show() {
  const ranges = rangesOf(moved.start, moved.end);
  if (!ranges.length) return clear();
  CSS.highlights?.set(SHOWN, new Highlight(...ranges));
  for (const which of ["start", "end"]) place(which, ranges);
  const found = stretch(moved.start, moved.end);
  const form = formOf(moved.card);
  if (form && found) fill(form, found);
}

function say() {
  const place = document.getElementById("border-said");
  const words = stretch(moved.start, moved.end)?.quote.split(/\s+/u) ?? [];
  const few = moved.which === "start" ? words.slice(0, 6) : words.slice(-6);
  place.textContent = `${place.dataset[`${moved.which}s`]} ${few.join(" ")}`;
}

function begin(card, which) {
  if (moved?.card !== card) {
    const [start, end] = card.dataset.span.split(" ").map(Number);
    moved = { card, which, start, end, stops: stops() };
  }
  moved.which = which;
  foldOf(card).open = true;
  foldOf(card).lastElementChild.scrollIntoView({ block: "nearest" }); // its forms are fetched once they are seen
  show();
}

function end() {
  moved = null;
  clear();
}

function giveUp() {
  const { card } = moved;
  formOf(card)?.reset();
  end();
  foldOf(card).open = false;
  card.querySelector(".what").focus();
}

function put(position) {
  const { which } = moved;
  if (which === "start" ? position >= moved.end : position <= moved.start) return;
  moved[which] = position;
  show();
}

function step(by) {
  const at = moved[moved.which];
  const all = moved.stops[moved.which];
  const next = by > 0 ? all.find((one) => one > at) : all.findLast((one) => one < at);
  if (next !== undefined) put(next);
  say();
}

function arrow(key) {
  const [range] = rangesOf(moved.start, moved.end);
  const rightToLeft = range && getComputedStyle(passageOf(range.startContainer)).direction === "rtl";
  step((key === "ArrowRight") === !rightToLeft ? 1 : -1);
}

function pressed(key, card) {
  if (key === "[" || key === "]") {
    begin(card, key === "[" ? "start" : "end");
    say();
  } else if (moved?.card !== card) return false;
  else if (key === "ArrowLeft" || key === "ArrowRight") arrow(key);
  else if (key === "Enter" && formOf(card)) formOf(card).requestSubmit();
  else if (key === "Escape") giveUp();
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.(".card");
  if (!card || !foldOf(card) || event.target.closest("form")) return;
  const isChord = event.ctrlKey || event.metaKey || event.altKey;
  if (isChord && !event.getModifierState("AltGraph")) return;
  if (event.key === "Enter" && event.target.closest("summary")) return;
  if (pressed(event.key, card)) event.preventDefault();
});

// --- the fold of a card shows them, and with it they go
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches("details.reshape") || !target.closest(".card")) return;
  const card = target.closest(".card");
  if (target.open) begin(card, moved?.card === card ? moved.which : "end");
  else if (moved?.card === card) end();
}, true);
document.addEventListener("htmx:load", ({ target }) => {
  if (!moved) return;
  if (!moved.card.isConnected) end();
  else if (moved.card.contains(target)) show();
});
document.addEventListener("words", ({ detail }) => {
  if (!moved) return;
  Object.assign(moved, { start: detail.start, end: detail.end });
  show();
});
addEventListener("resize", () => moved && show());

// --- by hand
document.addEventListener("mousedown", (event) => event.target.matches(".border-handle") && event.preventDefault());
document.addEventListener("pointerdown", ({ target }) => {
  if (!moved || !target.matches(".border-handle")) return;
  moved.which = target.dataset.which;
  const drag = ({ clientX, clientY }) => {
    const caret = document.caretPositionFromPoint?.(clientX, clientY);
    if (!caret || !passageOf(caret.offsetNode)) return;
    const at = positionAt(caret.offsetNode, caret.offset);
    put(moved.stops[moved.which].reduce((best, one) => (Math.abs(one - at) < Math.abs(best - at) ? one : best)));
  };
  const dropped = new AbortController();
  document.addEventListener("pointermove", drag, dropped);
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => dropped.abort(), dropped);
});

// What was changed is where one goes on.
if (/^#card-\d+$/.test(location.hash)) document.querySelector(`${location.hash} .what`)?.focus();
