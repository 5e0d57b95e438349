// The article's page: a claim and its card light up together, and words that are selected go into the form
// that marks a claim.
for (const name of ["pointerover", "pointerout", "focusin", "focusout"]) {
  document.addEventListener(name, (event) => {
    const claim = event.target.closest?.("[data-claim]")?.dataset.claim;
    if (!claim) return;
    const lit = name === "pointerover" || name === "focusin";
    document.querySelectorAll(`[data-claim="${claim}"]`).forEach((one) => one.classList.toggle("lit", lit));
  });
}

const form = document.querySelector("#mark textarea");
const text = document.querySelector(".reading");
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!form || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
  const copy = selection.getRangeAt(0).cloneContents();
  copy.querySelectorAll(".no, .cards").forEach((extra) => extra.remove());
  form.value = copy.textContent.trim();
});
