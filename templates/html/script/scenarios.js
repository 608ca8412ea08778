// ---- scenarios: one that is chosen is lit in the text and in the picture, and can be walked step by step

const rowOf = (hash) => {
  const row = placeOf(hash);
  return row?.matches(".scenarios tr") ? row : null;
};

let walk = null;

const button = (words, act) => {
  const one = made("button", { type: "button" }, words);
  one.addEventListener("click", act);
  return one;
};
const title = made("strong");
const now = made("span", { ariaLive: "polite" });
const back = button("← Previous", () => go(-1));
const on = button("Next →", () => go(1));
const player = made("div", { className: "player", lang: "en", dir: "ltr", hidden: true, role: "region", ariaLabel: "Scenario" },
  made("p", {}, title, now), made("div", {}, back, on, button("Close", () => leave())));
document.body.append(player);

// ---- the path in the text

const ends = (places) => places.flatMap((place, at) => {
  if (!place) return [];
  const flow = place.closest(".extension, .flow");
  const next = places[at + 1];
  if (at + 1 < places.length && (flow.matches(".flow") || (next && flow.contains(next)))) return [];
  return flow.querySelector(":scope > p.end") ?? [];
});

// ---- the path in the picture: the shortest way along its lines from one place to the next

const way = (edges, from, arrived) => {
  const before = new Map([[from, null]]);
  for (const here of before.keys()) {
    for (const edge of edges.filter((each) => each.dataset.from === here)) {
      const { to } = edge.dataset;
      if (arrived(to)) {
        const found = [edge];
        for (let last = before.get(here); last; last = before.get(last.dataset.from)) found.unshift(last);
        return found;
      }
      if (!before.has(to)) before.set(to, edge);
    }
  }
  return null;
};

const traced = (figure, prefix, ids, kind) => {
  const nodes = new Map([...figure?.querySelectorAll(".node[data-id]") ?? []].map((each) => [each.dataset.id, each]));
  const edges = [...figure?.querySelectorAll(".edge[data-from]") ?? []];
  const isEnd = (id) => nodes.get(id)?.matches(`.end.${kind}`);
  const lit = [];
  // A step that is interrupted is reached, and not on the path.
  const reached = [];
  const walked = (found) => found?.forEach((edge) => {
    lit.push(edge);
    reached.push(...[edge.dataset.from, edge.dataset.to].map((id) => nodes.get(id)).filter(Boolean));
  });
  let at = nodes.has(`${prefix}start`) ? `${prefix}start` : "start";
  for (const id of ids.filter((each) => nodes.has(each))) {
    lit.push(nodes.get(id));
    // Where no line leads on, a mark names the step that comes next.
    walked(way(edges, at, (to) => to === id) ?? way(edges, at, (to) => to.endsWith("-end") && !isEnd(to)));
    at = id;
  }
  walked(way(edges, at, isEnd));
  return { lit, reached, nodes };
};

// ---- choosing

const enter = (row) => {
  quit();
  const links = [...row.querySelectorAll(".steps a")];
  const places = links.map((each) => (each.pathname === location.pathname ? placeOf(each.hash) : null));
  const found = places.filter(Boolean);
  const sheet = row.closest(".sheet, main");
  const figure = sheet.querySelector("figure.activity");
  const prefix = row.id.slice(0, row.id.lastIndexOf("scenario-"));
  const kind = [...row.querySelector(".outcome").classList].find((each) => each !== "outcome");
  const path = traced(figure, prefix, found.map((each) => each.id), kind);
  walk = { row, links, places, sheet, figure, path, kind, at: -1 };
  root.classList.add("walking");
  sheet.classList.add("walked");
  row.classList.add("chosen");
  for (const each of [...found, ...ends(places), ...path.lit]) each.classList.add("lit");
  for (const each of path.reached) each.classList.add("reached");
  const taken = [...row.querySelectorAll(".taken")];
  title.textContent = (taken.length ? taken : [row.querySelector(".walk")]).map((each) => each.textContent.trim()).join("; ");
  player.hidden = false;
  tell();
  // What is its own is seen first: where it leaves the main flow.
  const own = path.lit.find((each) => each.matches(".decision"));
  if (figure) figure.scrollTop = figure.scrollLeft = 0;
  if (own) inSight(figure, own);
  const seen = () => (found[0]?.closest(".flow") ?? found[0])?.scrollIntoView({ block: "start" });
  // While a page loads, the browser goes to the row that the address names.
  if (document.readyState === "complete") seen();
  else addEventListener("load", () => setTimeout(seen), { once: true });
};

const quit = () => {
  if (!walk) return;
  root.classList.remove("walking");
  walk.sheet.classList.remove("walked");
  walk.row.classList.remove("chosen");
  for (const each of document.querySelectorAll(".lit, .reached, .current")) each.classList.remove("lit", "reached", "current");
  player.hidden = true;
  walk = null;
};

const leave = () => {
  const link = walk?.row.querySelector(".walk");
  if (!link) return;
  quit();
  readdress(location.pathname + location.search);
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
  const { links, places, path, figure, kind } = walk;
  const at = walk.at = Math.max(-1, Math.min(links.length, walk.at + by));
  const last = at >= links.length;
  const place = last ? ends(places).at(-1) : places[at];
  const drawn = last ? path.reached.find((each) => each.matches(`.node.end.${kind}`)) : path.nodes.get(place?.id);
  for (const each of document.querySelectorAll(".current")) each.classList.remove("current");
  for (const each of [place, drawn, links[at]]) each?.classList.add("current");
  (place?.querySelector(":scope > .text, :scope > .condition") ?? place)?.scrollIntoView({ block: "center" });
  if (drawn && getComputedStyle(figure).position === "fixed") inSight(figure, drawn);
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
  else if (root.dataset.keys === "off" || event.target.closest("input, select, textarea, figure")) return;
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
