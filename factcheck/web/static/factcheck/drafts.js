// Keeps what is typed into a form with data-draft in this browser until the server has taken it: over a reload, a crash,
// a lost connection, an expired sign-in. It is kept under person, address and form, shown to nobody else, and removed
// when its person signs out, when the form's "accepted" says that it has arrived, and after two weeks.
import { isChanged } from "./user_focus.js";

const PREFIX = "draft ";
const TWO_WEEKS = 14 * 24 * 3600 * 1000;
const { person } = document.body.dataset;
const unkept = ["hidden", "password", "file", "submit", "button", "fieldset"];

const mine = `${PREFIX}${person} `;
const keyOf = (form) => `${mine}${form.getAttribute("action") || location.pathname} ${form.dataset.draft}`;
const fieldsOf = (form) => [...form.elements].filter((one) => one.name && !unkept.includes(one.type));

function keep(form) {
  const fields = fieldsOf(form);
  if (!fields.some(isChanged)) return localStorage.removeItem(keyOf(form));
  const names = new Set(fields.map((one) => one.name));
  const said = [...new FormData(form)].filter(([name]) => names.has(name));
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), said }));
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
    localStorage.removeItem(keyOf(form)); // too long for this browser: an older half of it would be worse than nothing
  }
}

function fill(form, said) {
  for (const field of fieldsOf(form)) {
    const values = said.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else if (values.length) [field.value] = values;
  }
}

function restore(form) {
  const kept = localStorage.getItem(keyOf(form));
  if (!kept || form.querySelector(":scope > .restored")) return;
  fill(form, JSON.parse(kept).said);
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

function removeAll(isOver) {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  keys.filter(isOver).forEach((key) => localStorage.removeItem(key));
}

if (person) {
  removeAll((key) => JSON.parse(localStorage.getItem(key)).at < Date.now() - TWO_WEEKS);
  const look = (inside) => {
    if (inside.matches?.("form[data-draft]")) restore(inside);
    inside.querySelectorAll("form[data-draft]").forEach(restore);
  };
  look(document);
  document.addEventListener("htmx:load", (event) => look(event.target));
  for (const name of ["input", "change"]) {
    document.addEventListener(name, ({ target }) => target.form?.matches("[data-draft]") && keep(target.form));
  }
  document.addEventListener("accepted", ({ target }) => target.matches("[data-draft]") && localStorage.removeItem(keyOf(target)));
  document.addEventListener("click", ({ target }) => target.matches(".restored button") && discard(target.form));
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("form[action$='/logout/']")) removeAll((key) => key.startsWith(mine));
  });
}
