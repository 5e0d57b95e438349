// Keys for what a page offers; every one of them is only a shorter way to a link, a button or a field.
//   data-key="e"   pressing e follows, opens or selects this element
//   data-act="a"   pressing a in a claim's card presses this button of the card; the next card gets the focus
//   ?              shows the keys; j and k go from card to card where a page has cards
const cards = () => [...document.querySelectorAll(".card .what")];

function move(by) {
  const all = cards();
  if (!all.length) return false;
  const at = all.indexOf(document.activeElement.closest?.(".card")?.querySelector(".what"));
  const to = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  to.focus();
  to.scrollIntoView({ block: "center" });
  return true;
}

function act(key) {
  const card = document.activeElement.closest?.(".card");
  const button = card?.querySelector(`[data-act="${CSS.escape(key)}"]`);
  if (!button) return false;
  const next = cards()[cards().indexOf(card.querySelector(".what")) + 1];
  button.click();
  next?.focus();
  return true;
}

function offered(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target.matches("input, textarea")) {
    target.focus();
    target.select();
    return true;
  }
  const folded = target.closest("details");
  if (!folded) target.click();
  else folded.open = true;
  folded?.querySelector("textarea, input:not([type=hidden])")?.focus();
  return true;
}

function help() {
  const dialog = document.getElementById("keys");
  if (!dialog) return false;
  dialog.open ? dialog.close() : dialog.showModal();
  return true;
}

document.addEventListener("keydown", (event) => {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const done = key === "?" ? help() : act(key) || offered(key) || (key === "j" && move(1)) || (key === "k" && move(-1));
  if (done) event.preventDefault();
});
