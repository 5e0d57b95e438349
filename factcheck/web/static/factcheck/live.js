// Asks every two seconds what others changed on this page (#live says where) and shows it without moving what one reads.
// Rests while the page is hidden; asks less and less often while nothing answers, and says so.
import { keepPlace } from "./hands.js";
import { learn, update } from "./regions.js";

const EVERY = 2000;
const LONGEST = 30000;
const PATIENCE = 10000;
const READ = 12000;
let timer = 0;
let silence = 0;
let failures = 0;
let asking = false;

const place = () => document.getElementById("live");
const line = (name) => document.getElementById(`live-${name}`);

// A line that is there already is filled, so that it is read out; the same words again are new words.
function say(name, words) {
  line(name).textContent = "";
  clearTimeout(silence);
  setTimeout(() => { line(name).textContent = words; }, 50);
  silence = setTimeout(() => { line("said").textContent = ""; }, READ);
}

function isBack() {
  if (failures) say("link", line("link").dataset.back);
  failures = 0;
  setTimeout(() => { if (!failures) line("link").textContent = ""; }, READ);
}

function isLost() {
  failures += 1;
  if (failures === 2) line("link").textContent = line("link").dataset.lost;
}

function showWhoIsWhere() {
  document.querySelectorAll(".on").forEach((one) => one.remove());
  for (const person of document.querySelectorAll("#here [data-on]")) {
    for (const claim of person.dataset.on.split(" ")) {
      const mark = document.createElement("span");
      mark.className = "on here";
      mark.append(person.firstElementChild.cloneNode(true));
      document.querySelector(`#card-${claim} > .what`)?.append(mark);
    }
  }
}

function take(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const said = page.getElementById("live-said");
  said?.remove();
  keepPlace(() => {
    for (const fresh of [...page.body.children]) update(fresh, said?.dataset.by);
    showWhoIsWhere();
  });
  if (said?.textContent.trim()) say("said", said.textContent.trim());
}

async function hear(answer, from) {
  if (answer.status === 204) return isBack();
  if (answer.status === 401) {
    line("out").replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.children);
    return from.remove();
  }
  if (answer.status === 404) {
    line("out").textContent = line("out").dataset.gone;
    return from.remove();
  }
  if (!answer.ok) return isLost();
  const html = await answer.text();
  if (from !== place() || document.querySelector("[aria-busy=true]")) return; // the page is changing: ask again
  take(html);
  from.dataset.seen = answer.headers.get("X-Live-Seen");
  isBack();
}

async function ask() {
  clearTimeout(timer);
  const from = place();
  if (!from || asking || document.hidden) return;
  asking = true;
  const address = new URL(from.dataset.at, location.href);
  address.searchParams.set("seen", from.dataset.seen);
  try {
    await hear(await fetch(address, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE) }), from);
  } catch (error) {
    if (!(error instanceof TypeError) && error.name !== "TimeoutError") throw error; // what `fetch` throws where nothing answers
    isLost();
  } finally {
    asking = false;
    timer = setTimeout(ask, Math.min(LONGEST, EVERY * 2 ** Math.max(0, failures - 1)));
  }
}

learn(document);
ask();
document.addEventListener("htmx:load", ({ target }) => {
  if (!target.isConnected) return;
  learn(target.parentElement ?? document);
  showWhoIsWhere();
  if (target.contains(place())) ask();
});
document.addEventListener("visibilitychange", ask);
addEventListener("online", ask);
addEventListener("pageshow", ({ persisted }) => persisted && ask());
