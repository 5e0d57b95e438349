// Edits the boundaries of the claim whose card is open for it (details.reshape). Two handles in the article are dragged,
// or moved by keys while the card has the focus: [ and ] select the start or the end, the arrows move it by a word, Enter
// saves, Escape cancels. The form in the card always contains what is shown; the server decides.
import { fillForm, findStops, passageOf, positionAt, rangesOf, readSpan } from "./passage_picker.js";

const HIGHLIGHT = "claim-boundaries";
let edited = null; // { card, which: "start" or "end", start, end, stops }

const detailsOf = (card) => card.querySelector("details.reshape");
const formOf = (card) => card.querySelector("form[data-takes-selection=move]");
const isRightToLeft = (range) => getComputedStyle(passageOf(range.startContainer)).direction === "rtl";

function getHandle(which) {
  const existing = document.querySelector(`.boundary-handle[data-which=${which}]`);
  if (existing) return existing;
  const handle = document.createElement("span");
  handle.className = "boundary-handle";
  handle.dataset.which = which;
  handle.ariaHidden = "true";
  return document.body.appendChild(handle);
}

// Puts a handle before the first character or after the last, in either direction of writing.
function placeHandle(which, ranges) {
  const rect = which === "start" ? ranges[0].getClientRects()[0] : [...ranges.at(-1).getClientRects()].at(-1);
  if (!rect) return;
  const { style, classList } = getHandle(which);
  const isOnLeft = (which === "start") !== isRightToLeft(ranges[0]);
  style.insetBlockStart = `${rect.top + scrollY}px`;
  style.left = `${(isOnLeft ? rect.left : rect.right) + scrollX}px`;
  style.blockSize = `${rect.height}px`;
  classList.toggle("chosen", edited.which === which);
}

function clear() {
  CSS.highlights?.delete(HIGHLIGHT);
  document.querySelectorAll(".boundary-handle").forEach((handle) => handle.remove());
}

function show() {
  const ranges = rangesOf(edited.start, edited.end);
  if (!ranges.length) return clear();
  CSS.highlights?.set(HIGHLIGHT, new Highlight(...ranges));
  for (const which of ["start", "end"]) placeHandle(which, ranges);
  const span = readSpan(edited.start, edited.end);
  const form = formOf(edited.card);
  if (form && span) fillForm(form, span);
}

function announce() {
  const line = document.getElementById("boundary-message");
  const words = readSpan(edited.start, edited.end)?.quote.split(/\s+/u) ?? [];
  const nearest = edited.which === "start" ? words.slice(0, 6) : words.slice(-6);
  line.textContent = `${line.dataset[`${edited.which}s`]} ${nearest.join(" ")}`;
}

function begin(card, which) {
  if (edited?.card !== card) {
    const [start, end] = card.dataset.span.split(" ").map(Number);
    edited = { card, start, end, stops: findStops() };
  }
  edited.which = which;
  detailsOf(card).open = true;
  detailsOf(card).lastElementChild.scrollIntoView({ block: "nearest" }); // its forms are loaded when they become visible
  show();
}

function end() {
  edited = null;
  clear();
}

function cancel() {
  const { card } = edited;
  formOf(card)?.reset();
  end();
  detailsOf(card).open = false;
  card.querySelector(".what").focus();
}

function moveTo(position) {
  if (edited.which === "start" ? position >= edited.end : position <= edited.start) return;
  edited[edited.which] = position;
  show();
}

function moveByWord(key) {
  const [range] = rangesOf(edited.start, edited.end);
  const isForward = (key === "ArrowRight") !== Boolean(range && isRightToLeft(range));
  const current = edited[edited.which];
  const stops = edited.stops[edited.which];
  const next = isForward ? stops.find((stop) => stop > current) : stops.findLast((stop) => stop < current);
  if (next !== undefined) moveTo(next);
  announce();
}

// Returns whether the key was meant for the boundaries.
function handleKey(key, card) {
  if (key === "[" || key === "]") {
    begin(card, key === "[" ? "start" : "end");
    announce();
  } else if (edited?.card !== card) return false;
  else if (key === "ArrowLeft" || key === "ArrowRight") moveByWord(key);
  else if (key === "Enter" && formOf(card)) formOf(card).requestSubmit();
  else if (key === "Escape") cancel();
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.(".card");
  if (!card || !detailsOf(card) || event.target.closest("form")) return;
  const isChord = event.ctrlKey || event.metaKey || event.altKey;
  if (isChord && !event.getModifierState("AltGraph")) return; // many keyboards need AltGr for [ and ]
  if (event.key === "Enter" && event.target.closest("summary")) return;
  if (handleKey(event.key, card)) event.preventDefault();
});

// --- editing begins and ends when the details of the card open and close
document.addEventListener("toggle", ({ target }) => {
  const card = target.matches("details.reshape") && target.closest(".card");
  if (!card) return;
  if (target.open) begin(card, edited?.card === card ? edited.which : "end");
  else if (edited?.card === card) end();
}, true);
document.addEventListener("htmx:load", ({ target }) => {
  if (edited && !edited.card.isConnected) end();
  else if (edited?.card.contains(target)) show();
});
document.addEventListener("textselected", ({ detail: { start, end } }) => {
  if (!edited) return;
  Object.assign(edited, { start, end });
  show();
});
addEventListener("resize", () => edited && show());

// --- dragging
document.addEventListener("mousedown", (event) => event.target.matches(".boundary-handle") && event.preventDefault());
document.addEventListener("pointerdown", ({ target }) => {
  if (!edited || !target.matches(".boundary-handle")) return;
  edited.which = target.dataset.which;
  const drag = ({ clientX, clientY }) => {
    const caret = document.caretPositionFromPoint?.(clientX, clientY);
    if (!caret || !passageOf(caret.offsetNode)) return;
    const position = positionAt(caret.offsetNode, caret.offset);
    const distance = (stop) => Math.abs(stop - position);
    moveTo(edited.stops[edited.which].reduce((best, stop) => (distance(stop) < distance(best) ? stop : best)));
  };
  const dropped = new AbortController();
  document.addEventListener("pointermove", drag, dropped);
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => dropped.abort(), dropped);
});

// After a change the page is loaded again: the focus returns to the card.
if (/^#card-\d+$/.test(location.hash)) document.querySelector(`${location.hash} .what`)?.focus();
