// Keys for what a page offers; every one of them is only a shorter way to a link, a button or a field. Which key is
// whose stands in factcheck/web/shortcuts.py; here is what pressing one does:
//   data-key="e"     pressing e follows, opens or selects this element; in a card only while the card has the focus
//   data-careful     ... or only gives this button the focus, so that nothing is decided by a slip of a finger
//   a digit          chooses a rating; Ctrl and Enter send a form; Escape leaves it; ? shows the keys
import { hasTypedText } from "./user_focus.js";

const typed = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button])";
const dialog = document.getElementById("keys");
const switched = document.getElementById("keys-on");
let cameFrom = null; // what had the focus before a key led into a form
let begun = null; // the first of two keys, and when it was pressed

// --- the cards beside an article, and the lines of a list
const lines = () => [...document.querySelectorAll(".card .what, .list .title")];

function move(by) {
  const all = lines();
  if (!all.length) return false;
  const at = all.findIndex((one) => one.closest(".card, .list > li").contains(document.activeElement));
  const to = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  to.focus();
  to.scrollIntoView({ block: "center" });
  return true;
}

function act(card, button) {
  const next = lines()[lines().indexOf(card.querySelector(".what")) + 1];
  button.click();
  next?.focus();
}

// --- what a key leads to
const field = (inside) => inside.querySelector("textarea, select, input:not([type=hidden])");

function enter(place) {
  if (!place) return;
  cameFrom = document.activeElement;
  place.focus();
  if (place.matches("input[data-key]")) place.select();
}

function unfold(folded, target) {
  cameFrom = document.activeElement;
  if (!folded.open) folded.dataset.byKey = "";
  folded.open = true;
  folded.querySelectorAll("[data-chosen]").forEach((one) => delete one.dataset.chosen);
  if (target.matches("button")) target.dataset.chosen = "";
  field(folded)?.focus();
}

function offered(key) {
  const here = document.activeElement.closest?.(".card");
  const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  const target = all.find((one) => here?.contains(one)) ?? all.find((one) => !one.closest(".card"));
  if (!target) return false;
  const folded = target.closest("details");
  if (here?.contains(target)) act(here, target);
  else if (folded) unfold(folded, target);
  else if (target.matches("form")) enter(field(target));
  else if (target.matches("input, textarea, [data-careful]")) enter(target);
  else target.click();
  return true;
}

function inTurn(key, at) {
  const whole = begun && at - begun.at < 1500 ? `${begun.key} ${key}` : key;
  begun = null;
  if (offered(whole)) return true;
  if (!document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) return false;
  begun = { key, at };
  return true;
}

// --- in forms
function choose(digit) {
  const open = [...document.querySelectorAll("form.rate")].filter((form) => form.offsetParent);
  const form = open.find((one) => one.contains(document.activeElement)) ?? open[0];
  const choice = form?.querySelectorAll("[name=rating]")[digit - 1];
  choice?.click();
  choice?.focus();
  return Boolean(choice);
}

function send(form) {
  const button = form?.querySelector("button[data-chosen]") ?? form?.querySelector("button:not([type=button])");
  button?.click();
  return Boolean(button);
}

function leave(from) {
  const form = from.closest("main form");
  if (!form || document.querySelector("[role=listbox]:not([hidden])")) return false;
  const folded = form.closest("details[data-by-key]");
  if (folded && !hasTypedText(form)) folded.open = false;
  if (cameFrom?.isConnected && cameFrom !== document.body) cameFrom.focus();
  else from.blur();
  return true;
}

// --- the dialog
function help() {
  dialog.querySelectorAll("[data-where]").forEach((one) => {
    one.hidden = !document.querySelector(one.dataset.where);
  });
  dialog.showModal();
  return true;
}

const areOn = () => localStorage.getItem("keys") !== "off";
function show() {
  document.documentElement.classList.toggle("keys-on", areOn());
  switched.checked = areOn();
}
switched?.addEventListener("change", () => {
  localStorage.setItem("keys", switched.checked ? "on" : "off");
  show();
});
document.addEventListener("click", (event) => event.target.closest("[data-opens=keys]") && help());
if (dialog) {
  show();
  document.querySelector("[data-opens=keys]").hidden = false;
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (!dialog || dialog.open || event.isComposing) return;
  let done = false;
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) done = send(target.closest("form"));
  else if (event.ctrlKey || event.metaKey || event.altKey) return;
  else if (key === "Escape") done = leave(target);
  else if (!areOn() || target.closest(typed) || (event.repeat && !"jk".includes(key))) return;
  else if (key === "?") done = help();
  else if (/^[1-9]$/.test(key)) done = choose(Number(key));
  else done = inTurn(key, event.timeStamp) || (key === "j" && move(1)) || (key === "k" && move(-1));
  if (done) event.preventDefault();
});
