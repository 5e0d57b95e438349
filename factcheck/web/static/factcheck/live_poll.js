// Live updates. htmx polls #live every two seconds (templates/live/_poll_target.html); this file skips polls while the
// page is hidden or no response comes, applies the regions that changed, and reports what happened in the status lines.
import { rememberParts, updateRegion } from "./live_regions.js";
import { keepScrollPosition } from "./user_focus.js";

const MAX_SKIPPED = 14; // 30 seconds
const MESSAGE_MS = 12_000;
const timers = {};
let failures = 0;
let toSkip = 0;

const target = () => document.getElementById("live");
const statusLine = (name) => document.getElementById(`live-${name}`);

// The line is emptied first, so that screen readers announce the same text again.
function announce(name, text, { stays = false } = {}) {
  const line = statusLine(name);
  clearTimeout(timers[name]);
  line.textContent = "";
  setTimeout(() => { line.textContent = text; }, 50);
  if (!stays) timers[name] = setTimeout(() => { line.textContent = ""; }, MESSAGE_MS);
}

function connectionWorks() {
  if (failures > 1) announce("link", statusLine("link").dataset.back);
  failures = 0;
  toSkip = 0;
  statusLine("out").replaceChildren();
}

function connectionFails() {
  failures += 1;
  toSkip = Math.min(MAX_SKIPPED, 2 ** (failures - 1) - 1);
  if (failures === 2) announce("link", statusLine("link").dataset.lost, { stays: true });
}

function showPresence() {
  document.querySelectorAll(".visitor").forEach((mark) => mark.remove());
  for (const person of document.querySelectorAll("#here [data-on]")) {
    for (const claim of person.dataset.on.split(" ")) {
      const mark = document.createElement("span");
      mark.className = "visitor here";
      mark.append(person.firstElementChild.cloneNode(true));
      document.querySelector(`#card-${claim} > .what`)?.append(mark);
    }
  }
}

function applyUpdate(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const message = page.getElementById("live-said");
  message?.remove();
  keepScrollPosition(() => {
    for (const region of [...page.body.children]) updateRegion(region, message?.dataset.by);
    showPresence();
  });
  if (message?.textContent.trim()) announce("said", message.textContent.trim());
}

function handleResponse(xhr) {
  const out = statusLine("out");
  const isOk = xhr.status === 200 || xhr.status === 204;
  const isForThisUser = xhr.getResponseHeader("X-Live-For") === document.body.dataset.person;
  if (xhr.status === 401) out.innerHTML = xhr.response;
  else if (xhr.status === 404 || (isOk && !isForThisUser)) out.textContent = out.dataset.gone;
  else if (!isOk) connectionFails();
  else {
    // While a form or a page is on its way, the token stays as it is: the next poll gets the same changes.
    if (xhr.status === 200 && document.querySelector("[aria-busy=true]")) return;
    if (xhr.status === 200) {
      applyUpdate(xhr.response);
      target().value = xhr.getResponseHeader("X-Live-Seen");
    }
    connectionWorks();
  }
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target !== target()) return;
  const { triggeringEvent } = event.detail.requestConfig; // none if two seconds have passed
  const isFirstShow = triggeringEvent?.persisted === false; // a `pageshow` that is not a return to this page
  const isTooEarly = !triggeringEvent && (statusLine("out").hasChildNodes() || toSkip-- > 0);
  if (document.hidden || isFirstShow || isTooEarly) event.preventDefault();
});
document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.target !== target()) return;
  event.preventDefault(); // htmx has nothing to swap
  handleResponse(event.detail.xhr);
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => event.target === target() && connectionFails());
}
document.addEventListener("htmx:load", (event) => {
  if (!event.target.isConnected) return;
  rememberParts(event.target.parentElement ?? document);
  showPresence();
  if (event.target.contains(target())) htmx.trigger(target(), "poll");
});
