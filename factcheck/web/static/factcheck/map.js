// The page of the argument map: highlights a statement in outline and drawing together; searches, folds and zooms;
// moves by arrow keys; and picks the ends of a relation. The outline, the links and the forms also work without it.
const outline = document.getElementById("outline");
const drawing = document.getElementById("drawing");
const svg = drawing?.querySelector("svg");
document.querySelectorAll("[data-script]").forEach((tool) => { tool.hidden = false; });

// --- outline and drawing together
const inOutline = (id) => [...outline?.querySelectorAll(`[data-node="${CSS.escape(id)}"]`) ?? []];
const inDrawing = (id) => drawing?.querySelector(`[data-id="${CSS.escape(id)}"]`);

function highlight(id, { scroll }) {
  document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
  for (const element of [...inOutline(id), inDrawing(id)]) element?.classList.add("lit");
  if (scroll === "drawing") inDrawing(id)?.scrollIntoView({ block: "center", inline: "center" });
  else inOutline(id)[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

let picking = null; // the field of the relation form for which the next click picks a statement
function pick(id) {
  const select = document.querySelector(`#relate select[name="${picking}"]`);
  const option = [...select.options].find(({ value }) => value === id);
  if (option) option.selected = true;
  document.body.classList.remove("picking");
  picking = null;
  select.focus();
}

document.addEventListener("click", (event) => {
  const field = event.target.closest("[data-pick]")?.dataset.pick;
  if (field) {
    picking = field;
    document.body.classList.add("picking");
    outline.scrollIntoView();
    return;
  }
  const outlined = event.target.closest("[data-node]")?.dataset.node;
  const drawn = event.target.closest("#drawing [data-id]")?.dataset.id;
  if (!outlined && !drawn) return;
  // A double click, or a click with Ctrl, follows the link of a drawn statement.
  if (picking || outlined || (!event.ctrlKey && !event.metaKey && event.detail === 1)) event.preventDefault();
  if (picking) pick(outlined ?? drawn);
  else highlight(outlined ?? drawn, { scroll: outlined ? "drawing" : "outline" });
});

// --- what the outline shows
document.getElementById("find")?.addEventListener("input", (event) => {
  const text = event.target.value.trim().toLowerCase();
  outline.querySelectorAll(":scope > ul > li").forEach((item) => {
    for (const statement of item.querySelectorAll(".said")) {
      statement.classList.toggle("found", text !== "" && statement.textContent.toLowerCase().includes(text));
    }
    item.hidden = text !== "" && !item.querySelector(".found");
  });
});
document.getElementById("depth")?.addEventListener("change", (event) => {
  outline.querySelectorAll("details").forEach((branch) => {
    let depth = 1;
    for (let up = branch.parentElement.closest("details"); up; up = up.parentElement.closest("details")) depth += 1;
    branch.open = depth < Number(event.target.value);
  });
});

// --- the drawing: zoom, move, keys
if (svg) {
  const { width, height } = svg.viewBox.baseVal;
  let scale = 1;
  const zoom = (newScale) => {
    scale = Math.min(3, Math.max(0.08, newScale));
    svg.setAttribute("width", width * scale);
    svg.setAttribute("height", height * scale);
    drawing.classList.toggle("far", scale < 0.35);
  };
  zoom(Math.min(1, drawing.clientWidth / width));
  document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => {
    const by = button.dataset.zoom;
    zoom(by === "fit" ? Math.min(drawing.clientWidth / width, drawing.clientHeight / height) : scale * Number(by));
  }));
  drawing.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(scale * (event.deltaY < 0 ? 1.1 : 0.9));
  }, { passive: false });

  let grabbed = null;
  drawing.addEventListener("pointerdown", (event) => {
    grabbed = { x: event.clientX + drawing.scrollLeft, y: event.clientY + drawing.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (grabbed) drawing.scrollTo(grabbed.x - event.clientX, grabbed.y - event.clientY);
  });
  addEventListener("pointerup", () => { grabbed = null; });

  // One statement at a time is in the tab order; an arrow key goes to the nearest one in its direction. A statement that
  // is as far to the side as it is ahead counts as three times as far.
  const statements = [...svg.querySelectorAll("[data-id]:not(.relation)")];
  statements.forEach((statement, index) => statement.setAttribute("tabindex", index === 0 ? "0" : "-1"));
  const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const centreOf = (statement) => {
    const box = statement.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  drawing.addEventListener("keydown", (event) => {
    const current = event.target.closest("[data-id]");
    const direction = directions[event.key];
    if (!current || !direction) return;
    event.preventDefault();
    const [x, y] = centreOf(current);
    const ahead = statements.map((statement) => {
      const [dx, dy] = [centreOf(statement)[0] - x, centreOf(statement)[1] - y];
      const along = dx * direction[0] + dy * direction[1];
      const aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
      return { statement, along, distance: along + 2 * aside };
    }).filter(({ along }) => along > 4).sort((a, b) => a.distance - b.distance);
    if (!ahead.length) return;
    const [{ statement: nearest }] = ahead;
    current.setAttribute("tabindex", "-1");
    nearest.setAttribute("tabindex", "0");
    nearest.focus();
    highlight(nearest.dataset.id, { scroll: "outline" });
  });
}

// --- the scroll position is the same after an edit
const positionKey = `map-place:${location.pathname}`;
document.querySelectorAll("#writing form").forEach((form) => form.addEventListener("submit", () => {
  sessionStorage.setItem(positionKey, String(scrollY));
}));
const position = sessionStorage.getItem(positionKey);
if (position !== null) {
  sessionStorage.removeItem(positionKey);
  scrollTo(0, Number(position));
}
