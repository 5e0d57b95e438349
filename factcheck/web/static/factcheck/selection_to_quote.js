// Copies the text that is selected in an element with data-quotable into the comment form of that element.
import { closest } from "./user_focus.js";

document.addEventListener("selectionchange", () => {
  const { isCollapsed, anchorNode, focusNode } = document.getSelection();
  const source = isCollapsed ? null : closest(anchorNode, "[data-quotable]");
  const text = document.getSelection().toString().trim().replace(/^“|”$/gu, "");
  if (!text || !source?.contains(focusNode)) return;
  const field = document.getElementById(`${source.dataset.quotable}-quote`);
  if (field) field.value = text;
});
