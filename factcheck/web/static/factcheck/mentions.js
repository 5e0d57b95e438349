// Completes @ and a name in a comment with the members of the desk (data-members around the field).
const list = document.createElement("ul");
Object.assign(list, { id: "mention-names", className: "completions", role: "listbox", hidden: true });
document.body.append(list);

let field = null;
let start = 0; // the position of the @

function findNames(text) {
  const { members, membersAre } = field.closest("[data-members]").dataset;
  const typed = text.toLowerCase();
  list.ariaLabel = membersAre;
  const matches = (name) => [...name.split(/\s+/), name].some((part) => part.toLowerCase().startsWith(typed));
  return JSON.parse(members).filter(matches).slice(0, 8);
}

function close() {
  list.hidden = true;
  field?.removeAttribute("aria-activedescendant");
}

function complete(option) {
  field.setRangeText(`@${option.textContent} `, start, field.selectionEnd, "end");
  close();
  field.focus();
}

function select(option) {
  for (const other of list.children) other.ariaSelected = String(other === option);
  field.setAttribute("aria-activedescendant", option.id);
}

function show(names) {
  const makeOption = (name, index) => Object.assign(document.createElement("li"), { id: `mention-${index}`, role: "option", textContent: name });
  list.replaceChildren(...names.map(makeOption));
  const box = field.getBoundingClientRect();
  list.style.top = `${box.bottom + scrollY}px`;
  list.style.left = `${box.left + scrollX}px`;
  list.hidden = false;
  select(list.firstChild);
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-members] textarea[name=body]")) return;
  field = target;
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  const typed = /(?:^|[^\p{L}\p{N}_@])@([^@\n]{0,40})$/u.exec(field.value.slice(0, field.selectionStart));
  const names = typed ? findNames(typed[1]) : [];
  if (!names.length) return close();
  start = field.selectionStart - typed[1].length - 1;
  show(names);
});

document.addEventListener("keydown", (event) => {
  if (list.hidden || event.target !== field) return;
  const options = [...list.children];
  const index = options.findIndex((option) => option.ariaSelected === "true");
  const steps = { ArrowDown: 1, ArrowUp: options.length - 1 };
  if (event.key in steps) select(options[(index + steps[event.key]) % options.length]);
  else if (event.key === "Enter" || event.key === "Tab") complete(options[index]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});

list.addEventListener("pointerdown", (event) => {
  event.preventDefault(); // the field keeps the focus
  complete(event.target);
});
document.addEventListener("focusout", (event) => event.target === field && close());
