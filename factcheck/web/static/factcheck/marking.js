// The article's page: a claim and its card light up together, and words that are selected go into the form that marks
// a claim (or are marked by pressing m).
for (const name of ["pointerover", "pointerout", "focusin", "focusout"]) {
  document.addEventListener(name, (event) => {
    const claim = event.target.closest?.("[data-claim]")?.dataset.claim;
    if (!claim) return;
    const lit = name === "pointerover" || name === "focusin";
    document.querySelectorAll(`[data-claim="${claim}"]`).forEach((one) => one.classList.toggle("lit", lit));
  });
}

// Positions count code points of the article's text. Each passage says where it starts; numbers before a claim's
// words are no part of the text.
const form = document.getElementById("mark");
const text = document.querySelector(".reading");

function wordsBefore(passage, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(passage);
  range.setEnd(node, offset);
  return wordsOf(range);
}

function wordsOf(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll(".no, .cards").forEach((extra) => extra.remove());
  return copy.textContent;
}

const points = (words) => [...words].length;

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!form || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const words = wordsOf(range);
  const quote = words.trim();
  const passage = range.startContainer.parentElement.closest("[data-start]");
  form.elements.quote.value = quote;
  form.elements.start.value = "";
  form.elements.end.value = "";
  if (!quote || !passage?.contains(range.endContainer)) return;
  const before = wordsBefore(passage, range.startContainer, range.startOffset);
  const start = Number(passage.dataset.start) + points(before) + points(words.slice(0, words.indexOf(quote)));
  form.elements.start.value = start;
  form.elements.end.value = start + points(quote);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey || !form?.elements.quote.value) return;
  if (event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  form.requestSubmit();
});
