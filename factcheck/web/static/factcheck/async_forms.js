// Sends forms in the browser's place, so that no page is lost when a form cannot be sent. A form asks for it by
// data-draft or data-at-once, or stands in what has data-in-place. The server answers (factcheck/web/form_submission.py):
//   204 and HX-Location it is done: "accepted" goes out from the form, then "arrive", then that page is shown
//   a page            the form as it was refused, what is wrong beside its fields; else "refused" goes out with the page
//   a few words       why not; they are shown beside the form, as are ours where no answer came
// What the form will lead to shows at once where it says so, and goes back to what was if it is refused:
//   data-at-once="Held by {assignee}"   shown meanwhile in place of the form, or of what data-hides names around it
//   data-toggles="resolved"             a class of the nearest element that has data-changes
const words = (what) => document.getElementById("words").content.querySelector(`.${what}`).cloneNode(true);

// The name under which a form is sent, the same one again until it has arrived or says something else.
const names = new WeakMap();
document.addEventListener("input", ({ target }) => target.form && names.delete(target.form));

function nameOf(form, button) {
  if (names.get(form)?.button !== button) names.delete(form);
  if (!names.has(form)) names.set(form, { button, name: crypto.getRandomValues(new Uint32Array(4)).join("-") });
  return names.get(form).name;
}

// --- what shows meanwhile
function chosen(form, name) {
  const field = form.elements[name];
  const one = field instanceof RadioNodeList ? [...field].find((choice) => choice.checked) : field;
  if (one?.options) return one.selectedOptions[0].text;
  return (one?.type === "radio" ? one.labels[0].textContent : one?.value ?? "").trim();
}

function presume(form, button) {
  const says = button?.dataset.atOnce ?? form.dataset.atOnce;
  if (says === undefined) return () => {};
  const line = words("saving");
  line.prepend(`${says.replace(/\{(\w+)\}/g, (_, name) => chosen(form, name))} `);
  const away = form.closest(form.dataset.hides ?? "form");
  const had = away.contains(document.activeElement) && document.activeElement;
  const changed = form.dataset.toggles && form.closest("[data-changes]");
  const toggle = () => changed && changed.classList.toggle(form.dataset.toggles);
  away.before(line);
  away.hidden = true;
  toggle();
  if (had) line.focus();
  return () => {
    const lost = document.activeElement === line;
    line.remove();
    away.hidden = false;
    toggle();
    if (had && lost) had.focus();
  };
}

function begin(form, button) {
  form.querySelector(":scope > .complaint")?.remove();
  form.setAttribute("aria-busy", "true");
  const undo = presume(form, button);
  return () => {
    form.removeAttribute("aria-busy");
    undo();
  };
}

function complain(form, what) {
  const place = words("complaint");
  place.append(what);
  form.append(place);
  place.scrollIntoView({ block: "nearest" });
}

function fragment(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  return made.content;
}

// --- answers
function refused(form, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!page.querySelector("main")) return complain(form, fragment(html));
  const same = (one) => one.getAttribute("action") === form.getAttribute("action") && one.dataset.draft === form.dataset.draft;
  const anew = [...page.forms].find((one) => same(one) && one.querySelector("[role=alert]"));
  const why = [...page.querySelectorAll("main [role=alert]")].map((one) => one.textContent.trim()).join(" ");
  const shown = !anew && !document.dispatchEvent(new CustomEvent("refused", { detail: html, cancelable: true }));
  if (shown) return;
  if (!anew) return complain(form, why || words("failed"));
  form.replaceChildren(...anew.childNodes);
  htmx.process(form);
  (form.querySelector("[aria-invalid=true]") ?? form.querySelector("input:not([type=hidden]), textarea"))?.focus();
}

function accepted(form, place) {
  names.delete(form);
  form.dispatchEvent(new CustomEvent("accepted", { bubbles: true }));
  const to = new URL(place, location.href);
  const isShown = !document.dispatchEvent(new CustomEvent("arrive", { detail: to, cancelable: true }));
  if (isShown) return;
  if (to.pathname !== location.pathname) return location.assign(to);
  history.scrollRestoration = "manual"; // what the address names is looked at, not where the page was before
  history.replaceState(null, "", to);
  location.reload();
}

async function send(form, button) {
  if (form.ariaBusy) return;
  const address = button?.getAttribute("formaction") || form.getAttribute("action") || location.href;
  const body = new FormData(form, button);
  const end = begin(form, button);
  let answer;
  let html;
  try {
    answer = await fetch(address, { method: "POST", body, headers: { "Idempotency-Key": nameOf(form, button) } });
    html = await answer.text();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // what `fetch` throws where nothing answers
  }
  if (answer?.status === 204) return accepted(form, answer.headers.get("HX-Location"));
  end();
  if (html === undefined) complain(form, words("lost"));
  else if (answer.status >= 500) complain(form, words("failed"));
  else refused(form, html);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (!form.matches("[data-draft], [data-at-once], [data-in-place] form")) return;
  event.preventDefault();
  send(form, event.submitter);
});

// --- forms that htmx sends show the same
const ends = new WeakMap();
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target;
  if (!form.matches("form[method=post]")) return;
  if (form.ariaBusy) return event.preventDefault();
  ends.set(form, begin(form, event.detail.requestConfig.triggeringEvent?.submitter));
});
document.addEventListener("htmx:afterRequest", (event) => { // the form itself may be gone from the page
  const { xhr, successful, target, requestConfig: { elt: form } } = event.detail;
  if (!ends.has(form)) return;
  ends.get(form)();
  if (successful && document.activeElement === document.body) document.getElementById(target.id)?.querySelector(".what")?.focus();
  if (successful || xhr.getResponseHeader("HX-Refresh")) return;
  if (xhr.status === 0) complain(form, words("lost"));
  else if (xhr.status >= 500) complain(form, words("failed"));
  else refused(form, xhr.responseText);
});
