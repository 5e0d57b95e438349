// In-place navigation: shows another page of the same kind (the data-page of <main>) by replacing the masthead and
// <main>. Used by links with data-in-place, by async_forms.js, and by back and forward. Other pages load as usual.
const SWAP = { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 };
const PREFETCH_MS = 30_000; // live_poll.js brings an older page up to date: it asks for changes since the page's own token

const main = () => document.getElementById("main");
const pathOf = ({ pathname, search }) => pathname + search;
let shownPath = pathOf(location);
let visits = 0;
let prefetched = null; // the next claim in the direction in which the user goes

export const isInPlace = () => Boolean(main().dataset.page);

function isSameKind(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const kind = page.getElementById("main")?.dataset.page;
  return kind && kind === main().dataset.page && page.body.dataset.person === document.body.dataset.person;
}

// htmx sets the title, and runs what the new elements need (hx- attributes, htmx:load).
const replacePage = (html) => htmx.swap("#main", html, SWAP, { select: "#main", selectOOB: "#masthead" });

function focusOn(element, options) {
  if (!element) return;
  element.tabIndex = -1;
  element.focus(options);
}

function showNoConnection() {
  main().removeAttribute("aria-busy");
  const notice = document.getElementById("words").content.querySelector(".unreached").cloneNode(true);
  main().querySelector(".unreached")?.remove();
  main().prepend(notice);
  focusOn(notice);
}

// Returns null if there is no response.
async function load(address) {
  try {
    const response = await fetch(address);
    return { ok: response.ok, url: response.url, html: await response.text() };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

// The HTTP cache, which htmx's preload extension fills, cannot do this: blind ratings must not be stored there.
function prefetch(rel) {
  const link = rel && main().querySelector(`a[data-in-place][rel="${rel}"]`);
  prefetched = link && { address: link.href, until: Date.now() + PREFETCH_MS, page: load(link.href) };
}

// Returns whether the page is shown now. It is not if there is no response, if another visit began meanwhile, or if the
// browser loads it instead because it is of another kind: an error, the sign-in, the inbox.
async function visit(address) {
  const number = ++visits;
  main().setAttribute("aria-busy", "true");
  const isPrefetched = prefetched?.address === address && Date.now() < prefetched.until;
  const page = (isPrefetched && await prefetched.page) || await load(address);
  if (number !== visits) return false;
  if (!page) {
    showNoConnection();
    return false;
  }
  const { ok, url, html } = page;
  if (!ok || !isSameKind(html)) {
    location.assign(url);
    return false;
  }
  const path = pathOf(new URL(url)); // after redirects
  if (path !== shownPath) {
    history.replaceState({ top: scrollY }, "");
    history.pushState({}, "", path);
    shownPath = path;
  }
  replacePage(html);
  return true;
}

// Shows the page that a submitted form leads to, at the element that the URL names.
export async function visitNext(url) {
  prefetched = null;
  if (!await visit(url.origin + pathOf(url))) return;
  const named = url.hash && document.querySelector(url.hash);
  if (named) named.scrollIntoView({ block: "center" });
  focusOn(named || main().querySelector(".notices") || document.getElementById("next"));
}

// Shows the page with which the server refused a form. Returns false if it cannot be shown in place.
export function showRefusal(html) {
  if (!isSameKind(html)) return false;
  replacePage(html);
  focusOn(main().querySelector("[role=alert]"));
  return true;
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-in-place]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (!await visit(link.href)) return;
  scrollTo(0, 0);
  focusOn(main().querySelector("h1"), { preventScroll: true });
  prefetch(link.rel);
});

addEventListener("popstate", async ({ state }) => {
  if (!isInPlace() || pathOf(location) === shownPath) return;
  shownPath = pathOf(location);
  if (!await visit(location.href)) return;
  scrollTo(0, state?.top ?? 0);
  focusOn(main().querySelector("h1"), { preventScroll: true });
});
