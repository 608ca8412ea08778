// ---- scenarios: one that is chosen is lit in the text and in the picture, and can be walked step by step

const byId = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));
const rowOf = (hash) => {
  const row = hash.length > 1 ? byId(hash) : null;
  return row?.matches(".scenarios tr") ? row : null;
};
const button = (words, act) => {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.addEventListener("click", act);
  return made;
};

let walk = null;

const player = document.createElement("div");
player.className = "player";
player.lang = "en";
player.dir = "ltr";
player.hidden = true;
player.setAttribute("role", "region");
player.setAttribute("aria-label", "Scenario");
const title = document.createElement("strong");
const now = document.createElement("span");
now.setAttribute("aria-live", "polite");
const words = document.createElement("p");
words.append(title, now);
const back = button("← Previous", () => go(-1));
const on = button("Next →", () => go(1));
const leaving = button("Close", () => leave());
const buttons = document.createElement("div");
buttons.append(back, on, leaving);
player.append(words, buttons);
document.body.append(player);

// ---- the path in the text

const flowOf = (place) => (place.matches(".extension") ? place : place.closest(".extension, .flow"));
const endOf = (flow) => [...(flow?.children ?? [])].find((each) => each.matches("p.end"));

const ends = (places) => places.flatMap((place, at) => {
  if (!place) return [];
  const flow = flowOf(place);
  const next = places[at + 1];
  if (at + 1 < places.length && (flow.matches(".flow") || (next && flow.contains(next)))) return [];
  return endOf(flow) ?? [];
});

// ---- the path in the picture: the shortest way along its lines from one place to the next

const picture = (figure) => {
  const nodes = new Map([...figure.querySelectorAll(".node[data-id]")].map((each) => [each.dataset.id, each]));
  const out = new Map();
  for (const edge of figure.querySelectorAll(".edge[data-from]")) {
    if (!out.has(edge.dataset.from)) out.set(edge.dataset.from, []);
    out.get(edge.dataset.from).push(edge);
  }
  return { nodes, out };
};

const way = ({ out }, from, arrived) => {
  const before = new Map([[from, null]]);
  const waiting = [from];
  while (waiting.length) {
    for (const edge of out.get(waiting.shift()) ?? []) {
      const to = edge.dataset.to;
      if (arrived(to)) {
        const edges = [edge];
        for (let at = edge.dataset.from; before.get(at); at = edges[0].dataset.from) edges.unshift(before.get(at));
        return edges;
      }
      if (!before.has(to)) {
        before.set(to, edge);
        waiting.push(to);
      }
    }
  }
  return null;
};

const traced = (figure, prefix, ids, kind) => {
  const drawn = picture(figure);
  const isEnd = (id) => drawn.nodes.get(id)?.matches(`.end.${kind}`);
  const lit = [];
  // A step that is interrupted is reached, and not on the path.
  const reached = [];
  const walked = (edges) => edges?.forEach((edge) => {
    lit.push(edge);
    reached.push(drawn.nodes.get(edge.dataset.from), drawn.nodes.get(edge.dataset.to));
  });
  let at = drawn.nodes.has(`${prefix}start`) ? `${prefix}start` : "start";
  for (const id of ids.filter((each) => drawn.nodes.has(each))) {
    lit.push(drawn.nodes.get(id));
    // Where no line leads on, a mark names the step that comes next.
    walked(way(drawn, at, (to) => to === id) ?? way(drawn, at, (to) => to.endsWith("-end") && !isEnd(to)));
    at = id;
  }
  walked(way(drawn, at, isEnd));
  return { lit, reached: reached.filter(Boolean), nodes: drawn.nodes };
};

// ---- choosing

const enter = (row) => {
  const links = [...row.querySelectorAll(".steps a")];
  const places = links.map((each) => (each.hash && each.pathname === location.pathname ? byId(each.hash) : null));
  const sheet = row.closest(".sheet, main");
  const figure = sheet.querySelector("figure.activity");
  const prefix = row.id.slice(0, row.id.lastIndexOf("scenario-"));
  const kind = row.querySelector(".outcome").className.replace("outcome", "").trim();
  quit();
  walk = { row, links, places, sheet, figure, at: -1, kind };
  walk.path = figure ? traced(figure, prefix, places.filter(Boolean).map((each) => each.id), kind) : { lit: [], reached: [], nodes: new Map() };
  document.documentElement.classList.add("walking");
  sheet.classList.add("walked");
  row.classList.add("chosen");
  for (const each of [...places.filter(Boolean), ...ends(places), ...walk.path.lit]) each.classList.add("lit");
  for (const each of walk.path.reached) each.classList.add("reached");
  const taken = [...row.querySelectorAll(".taken")];
  title.textContent = (taken.length ? taken : [row.querySelector(".walk")]).map((each) => each.textContent.trim()).join("; ");
  player.hidden = false;
  tell();
  if (figure) figure.scrollTop = 0;
  const first = places.find(Boolean);
  const seen = () => (first?.closest(".flow") ?? first)?.scrollIntoView({ block: "start" });
  // While a page loads, the browser goes to the row that the address names.
  if (document.readyState === "complete") seen();
  else addEventListener("load", () => setTimeout(seen), { once: true });
};

const quit = () => {
  if (!walk) return;
  document.documentElement.classList.remove("walking");
  walk.sheet.classList.remove("walked");
  walk.row.classList.remove("chosen");
  for (const each of document.querySelectorAll(".lit, .reached, .current")) each.classList.remove("lit", "reached", "current");
  player.hidden = true;
  walk = null;
};

const leave = () => {
  if (!walk) return;
  const link = walk.row.querySelector(".walk");
  quit();
  history.replaceState(null, "", location.pathname + location.search);
  link.focus();
};

// ---- walking

const tell = () => {
  const { at, links, places, row } = walk;
  const count = links.length;
  back.disabled = at < 0;
  on.disabled = at >= count;
  if (at < 0) now.textContent = `${count} ${count === 1 ? "place" : "places"} on this path. Next goes to the first.`;
  else if (at >= count) now.textContent = `End: ${row.querySelector(".outcome").textContent}`;
  else {
    const text = places[at]?.querySelector(".text")?.textContent.trim().replace(/\s+/g, " ") ?? "on another page";
    now.textContent = `${at + 1} of ${count}: ${links[at].textContent} ${text}`;
  }
};

const go = (by) => {
  if (!walk) return;
  const count = walk.links.length;
  walk.at = Math.max(-1, Math.min(count, walk.at + by));
  for (const each of document.querySelectorAll(".current")) each.classList.remove("current");
  const last = walk.at >= count;
  const place = last ? ends(walk.places).at(-1) : walk.places[walk.at];
  const drawn = last ? walk.path.reached.find((each) => each.matches(`.node.end.${walk.kind}`)) : walk.path.nodes.get(place?.id);
  place?.classList.add("current");
  drawn?.classList.add("current");
  if (walk.at >= 0 && !last) walk.links[walk.at].classList.add("current");
  const part = place?.querySelector(":scope > .text, :scope > .condition") ?? place;
  part?.scrollIntoView({ block: "center" });
  if (drawn && getComputedStyle(walk.figure).position === "fixed") inSight(walk.figure, drawn);
  tell();
};

const inSight = (frame, part) => {
  const [outer, inner] = [frame.getBoundingClientRect(), part.getBoundingClientRect()];
  frame.scrollBy(
    inner.left + inner.width / 2 - outer.left - outer.width / 2,
    inner.top + inner.height / 2 - outer.top - outer.height / 2,
  );
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.walk");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.hash !== location.hash) history.pushState(null, "", link.hash);
  enter(rowOf(link.hash));
  on.focus({ preventScroll: true });
});
document.addEventListener("keydown", (event) => {
  if (!walk || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") leave();
  else if (event.target.closest("input, select, textarea, figure")) return;
  else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    event.preventDefault();
    go(event.key === "ArrowRight" ? 1 : -1);
  }
});
const follow = () => {
  const row = rowOf(location.hash);
  if (row && row !== walk?.row) enter(row);
  else if (!location.hash) quit();
};
addEventListener("hashchange", follow);
follow();
