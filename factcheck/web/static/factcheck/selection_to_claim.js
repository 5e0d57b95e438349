// On the page of an article: highlights a claim and its card together, and copies the selected text into the forms that
// take it (data-takes-selection): the one that adds a claim (the key m submits it), and those of an open card.
import { fillForm, passageOf, readSelection } from "./passage_picker.js";

for (const name of ["pointerover", "pointerout", "focusin", "focusout"]) {
  document.addEventListener(name, (event) => {
    const claim = event.target.closest?.("[data-claim]")?.dataset.claim;
    if (!claim) return;
    const isLit = name === "pointerover" || name === "focusin";
    document.querySelectorAll(`[data-claim="${claim}"]`).forEach((element) => element.classList.toggle("lit", isLit));
  });
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (selection.isCollapsed || !(passageOf(selection.anchorNode) || passageOf(selection.focusNode))) return;
  const span = readSelection(selection.getRangeAt(0));
  if (!span) return;
  const forms = [...document.querySelectorAll("form[data-takes-selection]")];
  forms.filter((form) => !form.closest("details:not([open])")).forEach((form) => fillForm(form, span));
  document.dispatchEvent(new CustomEvent("textselected", { detail: span }));
});
