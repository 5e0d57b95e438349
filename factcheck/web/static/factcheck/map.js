// The map's page: outline and drawing light up together; find, depth, hiding, zooming, moving by keys, and picking
// the ends of a relation. Without this script the outline, the focus links and all the forms work as they are.
const outline = document.getElementById("outline");
const drawing = document.getElementById("drawing");
const picture = drawing?.querySelector("svg");
document.querySelectorAll("[data-script]").forEach((one) => { one.hidden = false; });

// --- outline and drawing, linked both ways
const inOutline = (id) => outline?.querySelectorAll(`[data-node="${CSS.escape(id)}"]`) ?? [];
const inDrawing = (id) => drawing?.querySelector(`[data-id="${CSS.escape(id)}"]`);

function light(id, { scroll } = {}) {
  document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
  inOutline(id).forEach((one) => one.classList.add("lit"));
  inDrawing(id)?.classList.add("lit");
  const calm = { block: "nearest", inline: "nearest" };
  if (scroll === "drawing") inDrawing(id)?.scrollIntoView({ block: "center", inline: "center" });
  if (scroll === "outline") inOutline(id)[0]?.scrollIntoView(calm);
}

let picking = null;
function chosen(id) {
  const select = document.querySelector(`#relate select[name="${picking}"]`);
  const option = [...select.options].find((one) => one.value === id);
  if (option) option.selected = true;
  document.body.classList.remove("picking");
  picking = null;
  select.focus();
}

document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-pick]")?.dataset.pick;
  if (pick) {
    picking = pick;
    document.body.classList.add("picking");
    outline.scrollIntoView();
    return;
  }
  const said = event.target.closest("[data-node]")?.dataset.node;
  const drawn = event.target.closest("#drawing [data-id]")?.dataset.id;
  const id = said ?? drawn;
  if (!id) return;
  if (picking) { event.preventDefault(); chosen(id); return; }
  if (said) event.preventDefault();
  if (drawn && !event.ctrlKey && !event.metaKey && event.detail === 1) event.preventDefault();
  light(id, { scroll: said ? "drawing" : "outline" });
});

// --- what the outline shows
document.getElementById("find")?.addEventListener("input", (event) => {
  const words = event.target.value.trim().toLowerCase();
  outline.querySelectorAll(":scope > ul > li").forEach((item) => {
    let any = false;
    item.querySelectorAll(".said").forEach((said) => {
      const hit = words !== "" && said.textContent.toLowerCase().includes(words);
      said.classList.toggle("found", hit);
      any ||= hit;
    });
    item.hidden = words !== "" && !any;
  });
});
document.getElementById("depth")?.addEventListener("change", (event) => {
  outline.querySelectorAll("details").forEach((branch) => {
    let depth = 1;
    for (let up = branch.parentElement.closest("details"); up; up = up.parentElement.closest("details")) depth += 1;
    branch.open = depth < Number(event.target.value);
  });
});
document.querySelectorAll("[data-hides]").forEach((box) => box.addEventListener("change", () => {
  outline.dataset.hide = [...document.querySelectorAll("[data-hides]:checked")].map((one) => one.dataset.hides).join(" ");
}));

// --- the drawing: zoom, move, keys
if (picture) {
  const width = picture.viewBox.baseVal.width;
  const height = picture.viewBox.baseVal.height;
  let scale = 1;
  const zoom = (to) => {
    scale = Math.min(3, Math.max(0.08, to));
    picture.setAttribute("width", width * scale);
    picture.setAttribute("height", height * scale);
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

  let held = null;
  drawing.addEventListener("pointerdown", (event) => {
    held = { x: event.clientX + drawing.scrollLeft, y: event.clientY + drawing.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (held) drawing.scrollTo(held.x - event.clientX, held.y - event.clientY);
  });
  addEventListener("pointerup", () => { held = null; });

  // One statement at a time is in the tab order; arrow keys go to the nearest one in their direction.
  const nodes = [...picture.querySelectorAll("[data-id]:not(.relation)")];
  nodes.forEach((node, at) => node.setAttribute("tabindex", at === 0 ? "0" : "-1"));
  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const centre = (node) => {
    const box = node.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  drawing.addEventListener("keydown", (event) => {
    const here = event.target.closest("[data-id]");
    const way = ways[event.key];
    if (!here || !way) return;
    event.preventDefault();
    const [x, y] = centre(here);
    let best = null;
    let least = Infinity;
    for (const node of nodes) {
      const [dx, dy] = [centre(node)[0] - x, centre(node)[1] - y];
      const along = dx * way[0] + dy * way[1];
      const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (along > 4 && along + 2 * aside < least) [best, least] = [node, along + 2 * aside];
    }
    if (!best) return;
    here.setAttribute("tabindex", "-1");
    best.setAttribute("tabindex", "0");
    best.focus();
    light(best.dataset.id, { scroll: "outline" });
  });
}

// --- keep the place after an edit
const place = `map-place:${location.pathname}`;
document.querySelectorAll("#writing form").forEach((form) => form.addEventListener("submit", () => {
  sessionStorage.setItem(place, String(scrollY));
}));
const kept = sessionStorage.getItem(place);
if (kept !== null) {
  sessionStorage.removeItem(place);
  scrollTo(0, Number(kept));
}
