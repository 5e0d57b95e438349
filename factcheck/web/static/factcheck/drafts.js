// Stores the input of forms with data-draft in this browser until the server has accepted it, so that it survives a
// reload, a crash, a lost connection and an expired sign-in. The key is made of the user, the URL and the form. Drafts
// are removed when their user signs out, when the form is accepted (async_forms.js), and after two weeks.
import { isChanged } from "./user_focus.js";

const PREFIX = "draft ";
const TWO_WEEKS_MS = 14 * 24 * 3600 * 1000;
const NOT_STORED = ["hidden", "password", "file", "submit", "button", "fieldset"];
const { person } = document.body.dataset;

const keyPrefix = `${PREFIX}${person} `;
const keyOf = (form) => `${keyPrefix}${form.getAttribute("action") || location.pathname} ${form.dataset.draft}`;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !NOT_STORED.includes(field.type));

function store(form) {
  const fields = fieldsOf(form);
  if (!fields.some(isChanged)) return localStorage.removeItem(keyOf(form));
  const names = new Set(fields.map((field) => field.name));
  const said = [...new FormData(form)].filter(([name]) => names.has(name)); // `said`: its name in stored drafts
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), said }));
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
    localStorage.removeItem(keyOf(form)); // too long for this browser: an earlier, shorter draft would be misleading
  }
}

function fill(form, entries) {
  for (const field of fieldsOf(form)) {
    const values = entries.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else if (values.length) [field.value] = values;
  }
}

function restore(form) {
  const draft = localStorage.getItem(keyOf(form));
  if (!draft || form.querySelector(":scope > .restored")) return;
  fill(form, JSON.parse(draft).said);
  if (!fieldsOf(form).some(isChanged)) return;
  for (let up = form.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
  form.prepend(document.getElementById("words").content.querySelector(".restored").cloneNode(true));
}

function discard(form) {
  localStorage.removeItem(keyOf(form));
  form.querySelector(":scope > .restored").remove();
  form.reset();
  form.querySelector("textarea, select, input:not([type=hidden])").focus();
}

function removeDrafts(isObsolete) {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  keys.filter(isObsolete).forEach((key) => localStorage.removeItem(key));
}

if (person) {
  removeDrafts((key) => JSON.parse(localStorage.getItem(key)).at < Date.now() - TWO_WEEKS_MS);
  document.addEventListener("htmx:load", ({ target }) => {
    if (target.matches("form[data-draft]")) restore(target);
    target.querySelectorAll("form[data-draft]").forEach(restore);
  });
  for (const name of ["input", "change"]) {
    document.addEventListener(name, ({ target }) => target.form?.matches("[data-draft]") && store(target.form));
  }
  document.addEventListener("accepted", ({ target }) => target.matches("[data-draft]") && localStorage.removeItem(keyOf(target)));
  document.addEventListener("click", ({ target }) => target.matches(".restored button") && discard(target.form));
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("form[action$='/logout/']")) removeDrafts((key) => key.startsWith(keyPrefix));
  });
}
