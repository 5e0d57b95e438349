// The page of the argument map: replaces the shown part when a person folds, opens, focuses or searches; highlights a
// statement in outline and drawing together; and picks the ends of a relation. The drawing itself is in map_drawing.js.
// Everything is a link or a form that also works without this script.
import { showDrawing } from "./map_drawing.js";

const FIND_DELAY_MS = 400;
const status = document.getElementById("map-status");
const tools = document.getElementById("map-tools");
const view = () => document.getElementById("map-view");
const announce = (text) => { status.textContent = text; };

// --- outline and drawing together
const inOutline = (id) => [...view().querySelectorAll(`[data-node="${CSS.escape(id)}"]`)];
const inDrawing = (id) => document.getElementById("drawing")?.querySelector(`[data-id="${CSS.escape(id)}"]`);
const textOf = (id) => inOutline(id)[0]?.textContent ?? inDrawing(id)?.querySelector("title")?.textContent ?? "";

let drawing = null;
function highlight(id, { scroll }) {
  document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
  for (const element of [...inOutline(id), inDrawing(id)]) element?.classList.add("lit");
  if (scroll === "drawing") drawing?.centre(inDrawing(id));
  else inOutline(id)[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  announce(textOf(id));
}

// --- another part of the map
const pathOf = (address) => { const { pathname, search } = new URL(address, location.href); return pathname + search; };

let shownPath = pathOf(location.href);

function showNoConnection() {
  view().removeAttribute("aria-busy");
  document.querySelector("main > .unreached")?.remove();
  const notice = document.getElementById("words").content.querySelector(".unreached").cloneNode(true);
  view().before(notice);
}

// Returns whether the part is shown. It is not if there is no response.
async function show(address, { push = true } = {}) {
  const before = view();
  before.setAttribute("aria-busy", "true");
  const kept = drawing?.kept();
  await htmx.ajax("GET", pathOf(address), { target: "#map-view", swap: "outerHTML" }).catch(() => {});
  if (view() === before) {
    showNoConnection();
    return false;
  }
  document.querySelector("main > .unreached")?.remove();
  if (push) history.pushState({}, "", pathOf(address));
  shownPath = pathOf(location.href);
  start(kept);
  announce(view().dataset.summary);
  return true;
}

// What had the focus has it again: the control of the same statement.
const controlOf = (id) => inOutline(id)[0]?.closest("li").querySelector(".fold, [data-node]");

async function follow(link) {
  const drawn = link.closest("#drawing [data-id]");
  const id = drawn?.dataset.id ?? link.closest("li")?.querySelector("[data-node]")?.dataset.node;
  if (drawn) drawing?.keep(drawn);
  if (!await show(link.href.baseVal ?? link.href)) return;
  if (!id || link.dataset.view === "focus" || link.dataset.view === "whole") {
    view().tabIndex = -1;
    view().focus({ preventScroll: true });
    return;
  }
  highlight(id, { scroll: drawn ? "outline" : "drawing" });
  (drawn ? inDrawing(id) : controlOf(id))?.focus({ preventScroll: true });
  announce(`${textOf(id)} ${view().dataset.summary}`);
}

// A link to a place of the page, such as the drawing, is a step in the history too.
addEventListener("popstate", () => { if (pathOf(location.href) !== shownPath) show(location.href, { push: false }); });

// --- find, depth and drafts
let found = -1;
const foundIds = () => view().dataset.found.split(" ").filter(Boolean);
function goToFound(by) {
  const ids = foundIds();
  if (!ids.length) return;
  found = (found + by + ids.length) % ids.length;
  highlight(ids[found], { scroll: "outline" });
  drawing?.centre(inDrawing(ids[found]));
}

async function applyTools() {
  const values = [...new FormData(tools)].filter(([, value]) => value && value !== "0");
  if (!await show(`?${new URLSearchParams(values)}`)) return;
  found = -1;
  if (tools.elements.find.value) goToFound(1);
  announce(view().dataset.summary);
}

let waiting = 0;
tools?.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); applyTools(); });
tools?.addEventListener("change", ({ target }) => { if (target.type !== "search") applyTools(); });
tools?.addEventListener("input", ({ target }) => {
  if (target.type !== "search") return;
  clearTimeout(waiting);
  waiting = setTimeout(applyTools, FIND_DELAY_MS);
});
document.querySelectorAll("[data-find]").forEach((button) => {
  button.addEventListener("click", () => goToFound(Number(button.dataset.find)));
});

// --- the ends of a relation
let picking = null; // the field of the relation form for which the next click picks a statement
function pick(id) {
  const select = document.querySelector(`#relate select[name="${picking}"]`);
  let option = [...select.options].find(({ value }) => value === id);
  if (!option) select.append(option = new Option(textOf(id).slice(0, 90), id));
  option.selected = true;
  document.body.classList.remove("picking");
  picking = null;
  select.focus();
}

document.addEventListener("click", (event) => {
  const field = event.target.closest("[data-pick]")?.dataset.pick;
  if (field) {
    picking = field;
    document.body.classList.add("picking");
    document.getElementById("outline")?.scrollIntoView();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a[data-view]");
  if (link) {
    event.preventDefault();
    follow(link);
    return;
  }
  const outlined = event.target.closest("[data-node]")?.dataset.node;
  const drawn = event.target.closest("#drawing [data-id]")?.dataset.id;
  if (!outlined && !drawn) return;
  // A double click follows the link of a drawn statement.
  if (picking || outlined || event.detail === 1) event.preventDefault();
  if (picking) pick(outlined ?? drawn);
  else highlight(outlined ?? drawn, { scroll: outlined ? "drawing" : "outline" });
});

// --- each time a part is shown
function start(kept) {
  document.querySelectorAll("[data-script]").forEach((tool) => { tool.hidden = false; });
  document.querySelectorAll("[data-plain]").forEach((tool) => { tool.hidden = true; });
  const { find, drafts, depth } = tools.elements;
  const params = new URLSearchParams(location.search);
  if (document.activeElement !== find) find.value = params.get("find") ?? "";
  drafts.checked = params.get("drafts") === "1";
  depth.value = params.get("depth") ?? "0";
  drawing = showDrawing(document.getElementById("drawing"), {
    main: view().dataset.main,
    kept,
    onMove: (id) => highlight(id, { scroll: "outline" }),
    announce,
  });
  for (const id of foundIds()) inDrawing(id)?.classList.add("found");
  for (const form of document.querySelectorAll("#writing form, form[data-keeps-view]")) {
    form.action = form.action.split("?")[0] + location.search;
  }
}

if (view()) {
  start();
  if (tools.elements.find.value) goToFound(1);
}

// --- the scroll position is the same after an edit
const positionKey = `map-place:${location.pathname}`;
document.querySelectorAll("#writing form, form[data-keeps-view]").forEach((form) => form.addEventListener("submit", () => {
  sessionStorage.setItem(positionKey, String(scrollY));
}));
const position = sessionStorage.getItem(positionKey);
if (position !== null) {
  sessionStorage.removeItem(positionKey);
  scrollTo(0, Number(position));
}
