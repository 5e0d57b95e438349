// Keys for what a page offers: an element with data-key="j" is followed or opened by pressing j.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input")) {
    target.select();
    return;
  }
  target.click();
  target.closest("details")?.querySelector("textarea, input:not([type=hidden])")?.focus();
});
