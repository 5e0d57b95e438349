// Forms that are submitted without loading a page, so that nothing is lost if that fails: those with data-draft or
// data-at-once, and those inside data-in-place. htmx sends them; the server (factcheck/web/form_submission.py) answers:
//   204 and HX-Location   done: the form dispatches "accepted", then the page of that URL is shown
//   a page                refused: its form with the errors replaces the content of ours, or else the page is shown
//   a fragment            refused: the reason, shown beside the form, like our own messages if there is no response
// The expected result is shown immediately, and undone if the form is refused:
//   data-at-once="Assignee: {assignee}."   shown in place of the form, or of the element around it that data-hides selects
//   data-toggles="resolved"                a class of the closest element with data-changes
import { isInPlace, showRefusal, visitNext } from "./in_place_navigation.js";

const ASYNC = "[data-draft], [data-at-once], [data-in-place] form";
const message = (name) => document.getElementById("words").content.querySelector(`.${name}`).cloneNode(true);

// A form that is submitted again has the same key, and is carried out once, unless its input or its button is another.
const keys = new WeakMap();
document.addEventListener("input", ({ target }) => target.form && keys.delete(target.form));

function getKey(form, button) {
  // not `randomUUID`, which plain HTTP in a local network does not have
  const key = crypto.getRandomValues(new Uint32Array(4)).join("-");
  if (keys.get(form)?.button !== button) keys.set(form, { button, key });
  return keys.get(form).key;
}

// --- the expected result
function getText(form, name) {
  const field = form.elements[name];
  const input = field instanceof RadioNodeList ? [...field].find((choice) => choice.checked) : field;
  if (input?.options) return input.selectedOptions[0].text;
  return (input?.type === "radio" ? input.labels[0].textContent : input?.value ?? "").trim();
}

// Returns the function that undoes it.
function showExpected(form, button) {
  const text = button?.dataset.atOnce ?? form.dataset.atOnce;
  if (text === undefined) return () => {};
  const line = message("saving");
  line.prepend(`${text.replace(/\{(\w+)\}/g, (_, name) => getText(form, name))} `);
  const hidden = form.closest(form.dataset.hides ?? "form");
  const focused = hidden.contains(document.activeElement) && document.activeElement;
  const changed = form.dataset.toggles && form.closest("[data-changes]");
  const toggle = () => changed && changed.classList.toggle(form.dataset.toggles);
  hidden.before(line);
  hidden.hidden = true;
  toggle();
  if (focused) line.focus();
  return () => {
    const isFocused = document.activeElement === line;
    line.remove();
    hidden.hidden = false;
    toggle();
    if (focused && isFocused) focused.focus();
  };
}

// --- responses
function complain(form, ...content) {
  const complaint = message("complaint");
  complaint.append(...content);
  form.append(complaint);
  complaint.scrollIntoView({ block: "nearest" });
}

function refuse(form, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!page.querySelector("main")) return complain(form, ...page.body.childNodes);
  const isSame = (other) => other.getAttribute("action") === form.getAttribute("action") && other.dataset.draft === form.dataset.draft;
  const withErrors = [...page.forms].find((other) => isSame(other) && other.querySelector("[role=alert]"));
  if (withErrors) {
    form.replaceChildren(...withErrors.childNodes);
    htmx.process(form);
    (form.querySelector("[aria-invalid=true]") ?? form.querySelector("input:not([type=hidden]), textarea"))?.focus();
  } else if (!showRefusal(html)) {
    const errors = [...page.querySelectorAll("main [role=alert]")].map((alert) => alert.textContent.trim());
    complain(form, errors.join(" ") || message("failed"));
  }
}

function accept(form, address) {
  keys.delete(form);
  form.dispatchEvent(new CustomEvent("accepted", { bubbles: true }));
  const url = new URL(address, location.href);
  if (isInPlace()) visitNext(url);
  else if (url.pathname !== location.pathname) location.assign(url);
  else {
    history.scrollRestoration = "manual"; // the browser scrolls to the element that the URL names, not to where it was
    history.replaceState(null, "", url);
    location.reload();
  }
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter: button } = event;
  if (event.defaultPrevented || form.method !== "post" || !form.matches(ASYNC)) return;
  event.preventDefault();
  if (form.ariaBusy) return;
  htmx.ajax("POST", button?.getAttribute("formaction") || form.getAttribute("action") || location.href, {
    source: form,
    target: form, // not the hx-target of an element around it
    event,
    values: button?.name ? { [button.name]: button.value } : {},
    // The views answer as they answer the browser: not with the part of a page, which other htmx requests get.
    headers: { "HX-Request": "false", "Idempotency-Key": getKey(form, button) },
  }).catch(() => {}); // htmx:afterRequest is dispatched as well
});

// --- these forms, and those that htmx submits by itself
const undos = new WeakMap();
document.addEventListener("htmx:beforeRequest", ({ target: form, detail }) => {
  if (!form.matches("form[method=post]")) return;
  form.querySelector(":scope > .complaint")?.remove();
  form.setAttribute("aria-busy", "true");
  undos.set(form, showExpected(form, detail.requestConfig.triggeringEvent?.submitter));
});
document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.requestConfig.headers["Idempotency-Key"]) event.preventDefault(); // there is nothing to swap
});
document.addEventListener("htmx:afterRequest", ({ detail }) => { // the form itself may have been removed from the page
  const { xhr, successful, target, requestConfig: { elt: form } } = detail;
  if (!undos.has(form)) return;
  const next = xhr.getResponseHeader("HX-Location");
  if (next) return accept(form, next);
  form.removeAttribute("aria-busy");
  undos.get(form)();
  if (successful && document.activeElement === document.body) document.getElementById(target.id)?.querySelector(".what")?.focus();
  if (successful || xhr.getResponseHeader("HX-Refresh")) return;
  if (xhr.status === 0) complain(form, message("lost"));
  else if (xhr.status >= 500 && xhr.status !== 503) complain(form, message("failed"));
  else refuse(form, xhr.responseText);
});
