// The article's page: a claim and its card light up together, and words that are selected go into the forms that take
// words: the one that marks a claim (pressing m sends it), and those of a card that are open.
import { fill, passageOf, selected } from "./passage_picker.js";

for (const name of ["pointerover", "pointerout", "focusin", "focusout"]) {
  document.addEventListener(name, (event) => {
    const claim = event.target.closest?.("[data-claim]")?.dataset.claim;
    if (!claim) return;
    const lit = name === "pointerover" || name === "focusin";
    document.querySelectorAll(`[data-claim="${claim}"]`).forEach((one) => one.classList.toggle("lit", lit));
  });
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (selection.isCollapsed || !(passageOf(selection.anchorNode) || passageOf(selection.focusNode))) return;
  const found = selected(selection.getRangeAt(0));
  if (!found) return;
  const open = [...document.querySelectorAll("form[data-takes-words]")].filter((form) => !form.closest("details:not([open])"));
  open.forEach((form) => fill(form, found));
  document.dispatchEvent(new CustomEvent("words", { detail: found }));
});
