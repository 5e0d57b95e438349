// Asks every two seconds what others changed on this page (#live says where) and shows it without moving what one reads.
// Rests while the page is hidden; asks less and less often while nothing answers, and says so.
import { keepPlace } from "./user_focus.js";
import { learn, update } from "./live_regions.js";

const EVERY = 2000;
const LONGEST = 30000;
const PATIENCE = 10000;
const READ = 12000;
const clearing = {};
let timer = 0;
let failures = 0;
let asking = false;

const place = () => document.getElementById("live");
const line = (name) => document.getElementById(`live-${name}`);

// A line that is there already is filled, so that it is read out; the same words again are new words.
function say(name, words, stays = false) {
  clearTimeout(clearing[name]);
  line(name).textContent = "";
  setTimeout(() => { line(name).textContent = words; }, 50);
  if (!stays) clearing[name] = setTimeout(() => { line(name).textContent = ""; }, READ);
}

function isBack() {
  if (failures > 1) say("link", line("link").dataset.back);
  failures = 0;
  line("out").replaceChildren();
}

function isLost() {
  failures += 1;
  if (failures === 2) say("link", line("link").dataset.lost, true);
}

function showWhoIsWhere() {
  document.querySelectorAll(".visitor").forEach((one) => one.remove());
  for (const person of document.querySelectorAll("#here [data-on]")) {
    for (const claim of person.dataset.on.split(" ")) {
      const mark = document.createElement("span");
      mark.className = "visitor here";
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

const theirs = (answer) => answer.ok && answer.headers.get("X-Live-For") !== document.body.dataset.person;

async function hear(answer, from) {
  if (answer.status === 401) line("out").innerHTML = await answer.text();
  else if (answer.status === 404 || theirs(answer)) line("out").textContent = line("out").dataset.gone;
  else if (!answer.ok) isLost();
  else if (answer.status === 204) isBack();
  else {
    const html = await answer.text();
    if (from !== place() || document.querySelector("[aria-busy=true]")) return; // the page is changing: ask again
    take(html);
    from.dataset.seen = answer.headers.get("X-Live-Seen");
    isBack();
  }
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
    const wait = Math.min(LONGEST, EVERY * 2 ** Math.max(0, failures - 1));
    if (!line("out").textContent) timer = setTimeout(ask, wait); // else once the page is shown again
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
