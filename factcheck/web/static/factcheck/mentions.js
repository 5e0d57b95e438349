// Completes @ and a name in a comment. The names come from data-members around it; without this file a name is typed out.
const list = document.createElement("ul");
list.id = "mention-names";
list.className = "completions";
list.setAttribute("role", "listbox");
list.hidden = true;
document.body.append(list);

let area = null;
let from = 0;

function named(words) {
  const { members, membersAre } = area.closest("[data-members]").dataset;
  list.setAttribute("aria-label", membersAre);
  return JSON.parse(members).filter((name) => name.toLowerCase().split(/\s+/).concat(name.toLowerCase())
    .some((part) => part.startsWith(words.toLowerCase()))).slice(0, 8);
}

function close() {
  list.hidden = true;
  area?.removeAttribute("aria-activedescendant");
}

function choose(option) {
  area.setRangeText(`@${option.textContent} `, from, area.selectionEnd, "end");
  close();
  area.focus();
}

function point(option) {
  list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
  option.setAttribute("aria-selected", "true");
  area.setAttribute("aria-activedescendant", option.id);
}

function show(names) {
  list.replaceChildren(...names.map((name, place) => {
    const option = document.createElement("li");
    option.id = `mention-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.textContent = name;
    return option;
  }));
  const box = area.getBoundingClientRect();
  list.style.top = `${box.bottom + scrollY}px`;
  list.style.left = `${box.left + scrollX}px`;
  list.hidden = false;
  point(list.firstChild);
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-members] textarea[name=body]")) return;
  area = event.target;
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  const typed = /(?:^|[^\p{L}\p{N}_@])@([^@\n]{0,40})$/u.exec(area.value.slice(0, area.selectionStart));
  const names = typed ? named(typed[1]) : [];
  if (!names.length) return close();
  from = area.selectionStart - typed[1].length - 1;
  show(names);
});

document.addEventListener("keydown", (event) => {
  if (list.hidden || event.target !== area) return;
  const options = [...list.children];
  const here = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const steps = { ArrowDown: 1, ArrowUp: options.length - 1 };
  if (event.key in steps) point(options[(here + steps[event.key]) % options.length]);
  else if (event.key === "Enter" || event.key === "Tab") choose(options[here]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});

list.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  choose(event.target);
});
document.addEventListener("focusout", (event) => event.target === area && close());
