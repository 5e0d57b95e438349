// Keyboard shortcuts. Each is a short way to a link, a button or a field of the page (factcheck/web/shortcuts.py):
//   data-key="e"     the key e follows, opens or selects this element; in a card only while the card has the focus
//   data-careful     the key only moves the focus to this button, so that nothing is decided by a wrong key
//   a digit          selects a rating; Ctrl and Enter submit a form; Escape leaves it; ? shows the shortcuts
import { hasTypedText } from "./user_focus.js";

const TEXT_FIELDS = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button])";
const SEQUENCE_MS = 1500;
const dialog = document.getElementById("keys");
const toggle = document.getElementById("keys-on");
let previousFocus = null; // what had the focus before a key led into a form
let firstKey = null; // the first key of a sequence such as "g a", and when it was pressed

// --- the cards of an article, and the items of a list
const listItems = () => [...document.querySelectorAll(".card .what, .list .title")];

function moveInList(by) {
  const items = listItems();
  if (!items.length) return false;
  const index = items.findIndex((item) => item.closest(".card, .list > li").contains(document.activeElement));
  const next = items[index < 0 ? 0 : Math.min(items.length - 1, Math.max(0, index + by))];
  next.focus();
  next.scrollIntoView({ block: "center" });
  return true;
}

function clickInCard(card, button) {
  const next = listItems()[listItems().indexOf(card.querySelector(".what")) + 1];
  button.click();
  next?.focus();
}

// --- the element that a key leads to
const firstField = (inside) => inside.querySelector("textarea, select, input:not([type=hidden])");

function enter(element) {
  if (!element) return;
  previousFocus = document.activeElement;
  element.focus();
  if (element.matches("input[data-key]")) element.select();
}

function openDetails(details, target) {
  previousFocus = document.activeElement;
  if (!details.open) details.dataset.byKey = "";
  details.open = true;
  details.querySelectorAll("[data-chosen]").forEach((button) => delete button.dataset.chosen);
  if (target.matches("button")) target.dataset.chosen = "";
  firstField(details)?.focus();
}

function activate(keys) {
  const card = document.activeElement.closest?.(".card");
  const targets = [...document.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`)];
  const target = targets.find((element) => card?.contains(element)) ?? targets.find((element) => !element.closest(".card"));
  if (!target) return false;
  const details = target.closest("details");
  if (card?.contains(target)) clickInCard(card, target);
  else if (details) openDetails(details, target);
  else if (target.matches("form")) enter(firstField(target));
  else if (target.matches("input, textarea, [data-careful]")) enter(target);
  else target.click();
  return true;
}

function pressKey(key, time) {
  const keys = firstKey && time - firstKey.time < SEQUENCE_MS ? `${firstKey.key} ${key}` : key;
  firstKey = null;
  if (activate(keys)) return true;
  if (!document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) return false;
  firstKey = { key, time };
  return true;
}

// --- in forms
function selectRating(digit) {
  const forms = [...document.querySelectorAll("form.rate")].filter((form) => form.offsetParent);
  const form = forms.find((candidate) => candidate.contains(document.activeElement)) ?? forms[0];
  const choice = form?.querySelectorAll("[name=rating]")[digit - 1];
  choice?.click();
  choice?.focus();
  return Boolean(choice);
}

function submit(form) {
  const button = form?.querySelector("button[data-chosen]") ?? form?.querySelector("button:not([type=button])");
  button?.click();
  return Boolean(button);
}

function leave(element) {
  const form = element.closest("main form");
  if (!form || document.querySelector("[role=listbox]:not([hidden])")) return false; // Escape closes the list of names first
  const details = form.closest("details[data-by-key]");
  if (details && !hasTypedText(form)) details.open = false;
  if (previousFocus?.isConnected && previousFocus !== document.body) previousFocus.focus();
  else element.blur();
  return true;
}

// --- the dialog
function showHelp() {
  dialog.querySelectorAll("[data-where]").forEach((row) => {
    row.hidden = !document.querySelector(row.dataset.where);
  });
  dialog.showModal();
  return true;
}

const areOn = () => localStorage.getItem("keys") !== "off";
function showState() {
  document.documentElement.classList.toggle("keys-on", areOn());
  toggle.checked = areOn();
}
toggle?.addEventListener("change", () => {
  localStorage.setItem("keys", toggle.checked ? "on" : "off");
  showState();
});
document.addEventListener("click", (event) => event.target.closest("[data-opens=keys]") && showHelp());
if (dialog) {
  showState();
  document.querySelector("[data-opens=keys]").hidden = false;
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (!dialog || dialog.open || event.isComposing) return;
  let isDone = false;
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) isDone = submit(target.closest("form"));
  else if (event.ctrlKey || event.metaKey || event.altKey) return;
  else if (key === "Escape") isDone = leave(target);
  else if (!areOn() || target.closest(TEXT_FIELDS) || (event.repeat && !"jk".includes(key))) return;
  else if (key === "?") isDone = showHelp();
  else if (/^[1-9]$/.test(key)) isDone = selectRating(Number(key));
  else isDone = pressKey(key, event.timeStamp) || (key === "j" && moveInList(1)) || (key === "k" && moveInList(-1));
  if (isDone) event.preventDefault();
});
