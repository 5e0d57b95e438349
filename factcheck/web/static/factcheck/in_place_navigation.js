// Shows another page of the same kind (the data-page of <main>) in this one's place: links with data-in-place, what a
// sent form leads to ("arrive", "refused"), back and forward. Whatever else is asked for is loaded as ever.
const SWAP = { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 };
const main = () => document.getElementById("main");
let shown = location.pathname + location.search;
let latest = null;
let ahead = null; // for whoever goes from claim to claim: the next one that way, asked for before she does
const FRESH = 30_000; // what changed since is shown by live_poll.js, which asks from the page's own token on

function isLike(page) {
  const { dataset } = page.getElementById("main") ?? {};
  return dataset?.page === main().dataset.page && page.body.dataset.person === document.body.dataset.person;
}

function replace(html, page) {
  document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
  for (const part of [".masthead", "#main"]) htmx.swap(part, html, SWAP, { select: part });
}

function focus(place, options) {
  if (!place) return;
  place.tabIndex = -1;
  place.focus(options);
}

function lost() {
  main().removeAttribute("aria-busy");
  const notice = document.getElementById("words").content.querySelector(".unreached").cloneNode(true);
  main().querySelector(".unreached")?.remove();
  main().prepend(notice);
  focus(notice);
}

async function get(address, signal) {
  const answer = await fetch(address, { signal });
  return { answer, html: await answer.text() };
}

function lookAhead(rel) {
  const link = rel && main().querySelector(`a[data-in-place][rel="${rel}"]`);
  const nothing = () => null; // it is asked for again when it is wanted
  ahead = link && { address: link.href, until: Date.now() + FRESH, got: get(link.href).catch(nothing) };
}

async function visit(address, then) {
  latest?.abort();
  const mine = new AbortController();
  latest = mine;
  main().setAttribute("aria-busy", "true");
  let found = ahead?.address === address && Date.now() < ahead.until ? await ahead.got : null;
  try {
    found ??= await get(address, mine.signal);
  } catch (error) {
    if (mine.signal.aborted) return;
    if (!(error instanceof TypeError)) throw error; // what `fetch` throws where nothing answers
    return lost();
  }
  if (mine.signal.aborted) return;
  const { answer, html } = found;
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!answer.ok || !isLike(page)) return location.assign(answer.url);
  const { pathname, search } = new URL(answer.url);
  then(pathname + search, () => replace(html, page));
}

function go(address) {
  if (address === shown) return;
  history.replaceState({ top: scrollY }, "");
  history.pushState({}, "", address);
  shown = address;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-in-place]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  visit(link.href, (address, replaced) => {
    go(address);
    replaced();
    scrollTo(0, 0);
    focus(main().querySelector("h1"), { preventScroll: true });
    lookAhead(link.rel);
  });
});

document.addEventListener("arrive", (event) => {
  const to = event.detail;
  if (!main().dataset.page) return;
  event.preventDefault();
  ahead = null;
  visit(to.pathname + to.search, (address, replaced) => {
    go(address);
    replaced();
    const place = to.hash ? document.querySelector(to.hash) : null;
    place?.scrollIntoView({ block: "center" });
    focus(place || main().querySelector(".notices") || document.getElementById("next"));
  });
});

document.addEventListener("refused", (event) => {
  const page = new DOMParser().parseFromString(event.detail, "text/html");
  if (!main().dataset.page || !isLike(page)) return;
  event.preventDefault();
  replace(event.detail, page);
  focus(main().querySelector("[role=alert]"));
});

addEventListener("popstate", (event) => {
  if (!main().dataset.page || location.pathname + location.search === shown) return;
  shown = location.pathname + location.search;
  visit(location.href, (address, replaced) => {
    replaced();
    scrollTo(0, event.state?.top ?? 0);
    focus(main().querySelector("h1"), { preventScroll: true });
  });
});
