// Where words stand in an article. Positions count code points of its text: each passage says at which it begins
// (data-start), and the numbers before a claim's words (.no) are no part of the text.
const passages = () => [...document.querySelectorAll("[data-start]")];
const startOf = (passage) => Number(passage.dataset.start);
const points = (words) => [...words].length;

export const passageOf = (node) => (node?.closest ? node : node?.parentElement)?.closest("[data-start]");

function nodesOf(passage) {
  const keep = (node) => (node.parentElement.closest(".no") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT, keep);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

const textOf = (passage) => nodesOf(passage).map((node) => node.data).join("");
const endOf = (passage) => startOf(passage) + points(textOf(passage).trimEnd());

export function positionAt(node, offset) {
  const passage = passageOf(node);
  const before = document.createRange();
  before.setStart(passage, 0);
  before.setEnd(node, offset);
  let at = startOf(passage);
  for (const one of nodesOf(passage)) {
    if (one === node) return at + points(one.data.slice(0, offset));
    if (before.comparePoint(one, 0) > 0) break;
    at += points(one.data);
  }
  return at;
}

function placeAt(passage, position) {
  let left = position - startOf(passage);
  for (const node of nodesOf(passage)) {
    const signs = [...node.data];
    if (left <= signs.length) return [node, signs.slice(0, left).join("").length];
    left -= signs.length;
  }
  return [passage, passage.childNodes.length];
}

// A range for each passage that a stretch of the text runs through.
export function rangesOf(start, end) {
  return passages().filter((one) => startOf(one) < end && start < endOf(one)).map((passage) => {
    const range = document.createRange();
    range.setStart(...placeAt(passage, Math.max(start, startOf(passage))));
    range.setEnd(...placeAt(passage, Math.min(end, endOf(passage))));
    return range;
  });
}

// The words from one position to another, with the white space at both ends taken off.
export function stretch(start, end) {
  const piece = (passage) => {
    const first = startOf(passage);
    const signs = [...textOf(passage)].slice(Math.max(0, start - first), Math.max(0, end - first));
    return { from: Math.max(start, first), words: signs.join("") };
  };
  const pieces = passages().map(piece).filter(({ words }) => words.trim());
  if (!pieces.length) return null;
  const [first, last] = [pieces[0], pieces.at(-1)];
  return {
    quote: pieces.map(({ words }) => words).join("\n\n").trim(),
    start: first.from + points(first.words) - points(first.words.trimStart()),
    end: last.from + points(last.words.trimEnd()),
  };
}

// What a person selected, however the selection reaches beyond the passages that it touches.
export function selected(range) {
  const touched = passages().filter((one) => range.intersectsNode(one));
  if (!touched.length) return null;
  const [first, last] = [touched[0], touched.at(-1)];
  const start = first.contains(range.startContainer) ? positionAt(range.startContainer, range.startOffset) : startOf(first);
  const end = last.contains(range.endContainer) ? positionAt(range.endContainer, range.endOffset) : endOf(last);
  return stretch(start, end);
}

// The positions at which a border may stand: before and after each word and each sign between words.
export function stops() {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  const found = { start: [], end: [] };
  for (const passage of passages()) {
    let at = startOf(passage);
    for (const { segment } of segmenter.segment(textOf(passage))) {
      const from = at;
      at += points(segment);
      if (!segment.trim()) continue;
      found.start.push(from);
      found.end.push(at);
    }
  }
  return found;
}

export function fill(form, { quote, start, end }) {
  Object.entries({ quote, start, end }).forEach(([name, value]) => { form.elements[name].value = value; });
  form.dispatchEvent(new Event("chosen"));
}
