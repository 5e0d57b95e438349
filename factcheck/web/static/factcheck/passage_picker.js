// Positions in the text of an article, in code points. Each passage has the position of its start (data-start); the
// numbers before the text of a claim (.no) do not count.
import { closest } from "./user_focus.js";

const passages = () => [...document.querySelectorAll("[data-start]")];
const startOf = (passage) => Number(passage.dataset.start);
const endOf = (passage) => startOf(passage) + countCharacters(textOf(passage).trimEnd());
const textOf = (passage) => textNodesOf(passage).map((node) => node.data).join("");
const countCharacters = (text) => [...text].length;

export const passageOf = (node) => closest(node, "[data-start]");

function textNodesOf(passage) {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".no")) nodes.push(walker.currentNode);
  return nodes;
}

export function positionAt(node, offset) {
  const passage = passageOf(node);
  const before = document.createRange();
  before.setStart(passage, 0);
  before.setEnd(node, offset);
  const copy = before.cloneContents();
  copy.querySelectorAll(".no").forEach((number) => number.remove());
  return startOf(passage) + countCharacters(copy.textContent);
}

// The node and offset of a position, as `Range.setStart` takes them.
function pointAt(passage, position) {
  let left = position - startOf(passage);
  for (const node of textNodesOf(passage)) {
    const characters = [...node.data];
    if (left <= characters.length) return [node, characters.slice(0, left).join("").length];
    left -= characters.length;
  }
  return [passage, passage.childNodes.length];
}

// Returns a range for each passage that the span is in.
export function rangesOf(start, end) {
  return passages().filter((passage) => startOf(passage) < end && start < endOf(passage)).map((passage) => {
    const range = document.createRange();
    range.setStart(...pointAt(passage, Math.max(start, startOf(passage))));
    range.setEnd(...pointAt(passage, Math.min(end, endOf(passage))));
    return range;
  });
}

// Returns the text of a span and its positions without the white space at both ends; null if there is no text.
export function readSpan(start, end) {
  const pieces = passages().map((passage) => {
    const first = startOf(passage);
    const characters = [...textOf(passage)].slice(Math.max(0, start - first), Math.max(0, end - first));
    return { from: Math.max(start, first), text: characters.join("") };
  }).filter(({ text }) => text.trim());
  if (!pieces.length) return null;
  const [first, last] = [pieces[0], pieces.at(-1)];
  return {
    quote: pieces.map(({ text }) => text).join("\n\n").trim(),
    start: first.from + countCharacters(first.text) - countCharacters(first.text.trimStart()),
    end: last.from + countCharacters(last.text.trimEnd()),
  };
}

// Returns the span that is selected, cut to the passages if the selection goes beyond them.
export function readSelection(range) {
  const touched = passages().filter((passage) => range.intersectsNode(passage));
  if (!touched.length) return null;
  const [first, last] = [touched[0], touched.at(-1)];
  const start = first.contains(range.startContainer) ? positionAt(range.startContainer, range.startOffset) : startOf(first);
  const end = last.contains(range.endContainer) ? positionAt(range.endContainer, range.endOffset) : endOf(last);
  return readSpan(start, end);
}

// Returns the positions where a claim can start and end: before and after each word and each punctuation mark.
export function findStops() {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  const stops = { start: [], end: [] };
  for (const passage of passages()) {
    let position = startOf(passage);
    for (const { segment } of segmenter.segment(textOf(passage))) {
      const start = position;
      position += countCharacters(segment);
      if (!segment.trim()) continue;
      stops.start.push(start);
      stops.end.push(position);
    }
  }
  return stops;
}

export function fillForm(form, { quote, start, end }) {
  Object.entries({ quote, start, end }).forEach(([name, value]) => { form.elements[name].value = value; });
  form.dispatchEvent(new Event("chosen")); // what else the form shows is loaded again (claims/_similar_while_typing.html)
}
