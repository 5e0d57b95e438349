// The drawing of the argument map: zoom, move, and keys. Where the texts would be too small to read, each card shows the
// beginning of its statement in a legible size instead, and a note says so.
const READABLE = 0.6; // below this scale, a text of 13 pixels is smaller than 8
const SMALLEST = 0.16; // a card is 40 pixels wide, which fits a short word
const LARGEST = 3;
const NAME_SIZE = 11;
const SVG = "http://www.w3.org/2000/svg";
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
let lastScale = 1;

// Shows the drawing in its frame. Returns what the page needs of it, or null if there is none.
export function showDrawing(frame, { main, kept, onMove, announce }) {
  const svg = frame?.querySelector("svg");
  if (!svg) return null;
  const { width, height } = svg.viewBox.baseVal;
  const cards = [...svg.querySelectorAll(".node")];
  const note = document.getElementById("zoom-note");
  const sizeNote = document.getElementById("size-note");
  let scale = lastScale;

  // The point of the drawing that is at (x, y) of the frame stays there.
  function zoom(wanted, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
    const before = scale;
    scale = lastScale = Math.min(LARGEST, Math.max(SMALLEST, wanted));
    const [left, top] = [frame.scrollLeft + x, frame.scrollTop + y];
    svg.setAttribute("width", width * scale);
    svg.setAttribute("height", height * scale);
    frame.scrollTo({ left: left * scale / before - x, top: top * scale / before - y, behavior: "instant" });
    const isFar = scale < READABLE;
    frame.classList.toggle("far", isFar);
    if (isFar) cards.forEach((card) => showName(card, scale));
    note.hidden = !isFar;
    sizeNote.hidden = true;
  }

  function centre(card) {
    if (!card || !frame.clientWidth) return;
    const box = card.getBoundingClientRect();
    const own = frame.getBoundingClientRect();
    frame.scrollBy({
      left: box.x + box.width / 2 - own.x - frame.clientWidth / 2,
      top: box.y + box.height / 2 - own.y - frame.clientHeight / 2,
      behavior: "instant",
    });
  }

  function fit() {
    const whole = Math.min(1, frame.clientWidth / width, frame.clientHeight / height);
    zoom(whole);
    sizeNote.hidden = whole >= SMALLEST;
    announce([note, sizeNote].filter(({ hidden }) => !hidden).map(({ textContent }) => textContent).join(" "));
  }

  // --- where a card was before the part was replaced, so that it is at the same place afterwards
  let keptCard = null;
  function keep(card) {
    if (!card) return;
    const [box, own] = [card.getBoundingClientRect(), frame.getBoundingClientRect()];
    keptCard = { id: card.dataset.id, x: box.x - own.x, y: box.y - own.y };
  }
  function restore({ id, x, y }) {
    const card = frame.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!card) return false;
    const [box, own] = [card.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollBy({ left: box.x - own.x - x, top: box.y - own.y - y, behavior: "instant" });
    return true;
  }

  function open() {
    zoom(scale);
    if (!(kept && restore(kept))) centre(frame.querySelector(`[data-id="${CSS.escape(main)}"]`) ?? cards[0]);
  }
  // On a telephone, the frame has no size until a person asks for the drawing.
  if (frame.clientWidth) open();
  else new ResizeObserver((_entries, observer) => { if (frame.clientWidth) { observer.disconnect(); open(); } }).observe(frame);

  for (const button of frame.parentElement.querySelectorAll("[data-zoom]")) {
    const by = button.dataset.zoom;
    button.addEventListener("click", () => { if (by === "fit") fit(); else zoom(by === "1" ? 1 : scale * Number(by)); });
  }
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const own = frame.getBoundingClientRect();
    zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1), event.clientX - own.x - frame.clientLeft, event.clientY - own.y - frame.clientTop);
  }, { passive: false });

  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button) return; // fingers scroll by themselves
    const start = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
    const move = ({ clientX, clientY }) => frame.scrollTo({ left: start.x - clientX, top: start.y - clientY, behavior: "instant" });
    addEventListener("pointermove", move);
    addEventListener("pointerup", () => removeEventListener("pointermove", move), { once: true });
  });

  // --- keys: one card at a time is in the tab order
  cards.forEach((card, index) => card.setAttribute("tabindex", index === 0 ? "0" : "-1"));
  svg.querySelectorAll("a").forEach((link) => link.setAttribute("tabindex", "-1"));
  frame.addEventListener("keydown", (event) => {
    const card = event.target.closest(".node");
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = ARROWS[event.key] && nearest(cards, card, ARROWS[event.key]);
    const link = card.querySelector({ " ": "[data-view=open], [data-view=fold]", f: "[data-view=focus]", Enter: "a:not(.control)" }[event.key] ?? "none");
    if (!ARROWS[event.key] && !link) return;
    event.preventDefault();
    event.stopPropagation();
    if (next) {
      cards.forEach((other) => other.setAttribute("tabindex", other === next ? "0" : "-1"));
      next.focus({ preventScroll: true });
      centre(next);
      onMove(next.dataset.id);
    }
    if (event.key === "Enter" && link) location.assign(link.href.baseVal);
    else link?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  });

  return { centre, keep, kept: () => keptCard };
}

// The nearest card in a direction. One that is as far to the side as it is ahead counts as three times as far.
function nearest(cards, current, [right, down]) {
  const centreOf = (card) => {
    const box = card.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [x, y] = centreOf(current);
  let [best, least] = [null, Infinity];
  for (const card of cards) {
    const [cardX, cardY] = centreOf(card);
    const along = (cardX - x) * right + (cardY - y) * down;
    const aside = Math.abs((cardX - x) * down) + Math.abs((cardY - y) * right);
    if (along > 4 && along + 2 * aside < least) [best, least] = [card, along + 2 * aside];
  }
  return best;
}

// Shows the beginning of a card's statement, as large on the screen as NAME_SIZE, in as many lines as fit.
function showName(card, scale) {
  const frame = card.querySelector("rect");
  const size = NAME_SIZE / scale;
  const fits = Math.floor((frame.width.baseVal.value - 10) / (size * 0.56));
  const rows = Math.max(1, Math.floor((frame.height.baseVal.value - 4) / (size * 1.15)));
  card.querySelector(".name")?.remove();
  const name = document.createElementNS(SVG, "text");
  name.setAttribute("class", "name");
  name.setAttribute("font-size", size);
  wrap([...card.querySelectorAll(".body text")].map((line) => line.textContent).join(" "), fits, rows).forEach((line, number) => {
    const span = document.createElementNS(SVG, "tspan");
    span.setAttribute("x", 6);
    span.setAttribute("y", size * (1 + 1.15 * number));
    span.textContent = line;
    name.append(span);
  });
  card.append(name);
}

function wrap(text, fits, rows) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (line.length <= fits) lines[lines.length - 1] = line;
    else if (!lines.at(-1)) lines[lines.length - 1] = word.slice(0, fits);
    else if (lines.length < rows) lines.push(word.slice(0, fits));
    else return lines.with(-1, `${lines.at(-1).slice(0, fits - 1)}…`);
  }
  return lines;
}
