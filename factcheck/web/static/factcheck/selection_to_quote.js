// Words selected in what can be quoted go into the form that comments on it; without this file they are copied by hand.
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (selection.isCollapsed) return;
  const { anchorNode } = selection;
  const place = (anchorNode.closest ? anchorNode : anchorNode.parentElement)?.closest("[data-quotable]");
  const words = selection.toString().trim().replace(/^“|”$/gu, "");
  if (!words || !place?.contains(selection.focusNode)) return;
  const field = document.getElementById(`${place.dataset.quotable}-quote`);
  if (field) field.value = words;
});
