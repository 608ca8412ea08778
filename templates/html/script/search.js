// ---- search
// A combobox in the bar. The index is loaded when somebody first searches: a script, since a page that was opened from
// a file may not read other files. usecase_dsl/render/site/search_index.py says what is in it.
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-./:;=?@[]^_{|}~";
const LAST = 62;
const SHOWN = 12;
const tools = document.querySelector(".bar .tools");
const base = document.currentScript?.src ? new URL(".", document.currentScript.src).href : "";

// What search_words.py does to texts, done to what is typed.
const folded = (text) =>
  text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC");
const stem = (word) => (/^[a-z0-9]{2,}[^sui]s$/.test(word) ? word.slice(0, -1) : word);
const SIGNS = /[\u3005-\ud7ff\uf900-\ufaff\u{20000}-\u{3134f}]+/u;
const tokens = (text) =>
  (folded(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((run) =>
    run.split(/([\u3005-\ud7ff\uf900-\ufaff\u{20000}-\u{3134f}]+)/u).filter(Boolean).flatMap((token) => {
      const signs = [...token];
      if (!SIGNS.test(token) || signs.length < 2) return [token];
      return signs.slice(1).map((sign, at) => signs[at] + sign);
    }),
  );

function numbers(text) {
  const found = [];
  const pending = [];
  let before = -1;
  for (const digit of text) {
    let value = DIGITS.indexOf(digit);
    if (value >= LAST) {
      pending.push(value - LAST);
      continue;
    }
    while (pending.length) value = value * (DIGITS.length - LAST) + pending.pop() + LAST;
    found.push((before += value + 1));
  }
  return found;
}

function unpacked(data) {
  const things = [];
  for (const [kind, before, behind, ids, names, middles] of data.kinds) {
    ids.forEach((id, at) => {
      const href = before + (middles[at] === 0 ? id : middles[at]) + behind;
      things.push({ kind, id, name: names[at], href, key: folded(id), title: folded(names[at]), words: tokens(names[at]), cast: [] });
    });
  }
  const actors = things.filter((thing) => thing.kind === "Actor");
  data.casts.forEach((cast, at) => numbers(cast).forEach((number) => things[number].cast.push(actors[at])));
  const words = [];
  const places = [];
  const parts = data.words ? data.words.split(" ") : [];
  for (let at = 0; at < parts.length; at += 2) {
    const shared = DIGITS.indexOf(parts[at][0]);
    words.push((words.at(-1) ?? "").slice(0, shared) + parts[at].slice(1));
    places.push(parts[at + 1]);
  }
  return { things, words, places };
}

// The things in whose texts a word begins like this, with whether it is the whole word.
function inTexts(index, word) {
  const found = new Map();
  const begin = stem(word);
  let low = 0;
  let high = index.words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (index.words[middle] < begin) low = middle + 1;
    else high = middle;
  }
  for (; low < index.words.length && index.words[low].startsWith(begin); low++) {
    const whole = index.words[low] === begin;
    for (const number of numbers(index.places[low])) found.set(number, whole || found.get(number) === true);
  }
  return found;
}

// How well one word that was typed goes with a thing, and where it was found.
function rated(thing, word, whole) {
  const own = thing.words.some((each) => each === word || stem(each) === stem(word));
  if (own) return [30, "name"];
  if (thing.words.some((each) => each.startsWith(word))) return [20, "name"];
  const actor = thing.cast.find((each) => each.words.some((part) => part.startsWith(word)));
  if (actor) return [10, `actor: ${actor.name}`];
  return whole === undefined ? [0, ""] : [whole ? 6 : 4, "text"];
}

function ranked(index, query) {
  const typed = folded(query).trim();
  const words = tokens(query);
  if (!words.length) return [];
  const stems = words.map(stem).join(" ");
  const texts = words.map((word) => (word.length > 1 ? inTexts(index, word) : new Map()));
  const found = [];
  index.things.forEach((thing, number) => {
    let points = 0;
    let where = "name";
    if (thing.key && thing.key === typed) [points, where] = [1000, "id"];
    else if (thing.key && thing.key.startsWith(typed)) [points, where] = [200, "id"];
    else {
      for (const [at, word] of words.entries()) {
        const [more, place] = thing.key && thing.key.includes(word) ? [25, "id"] : rated(thing, word, texts[at].get(number));
        if (!more) return;
        points += more;
        if (place !== "name" && place !== "id") where = place;
      }
      const title = thing.words.map(stem).join(" ");
      if (title === stems) points += 150;
      else if (title.startsWith(stems) || thing.title.startsWith(typed)) points += 100;
    }
    if (points) found.push({ thing, points, where, number });
  });
  return found.sort((one, other) => other.points - one.points || one.number - other.number);
}

if (tools) {
  const place = made("div", { className: "search", role: "search" });
  place.innerHTML =
    '<label class="unseen" for="search:field">Search</label>' +
    '<input id="search:field" type="search" role="combobox" aria-expanded="false" aria-controls="search:found"' +
    ' aria-autocomplete="list" autocomplete="off" spellcheck="false" placeholder="Search">' +
    '<kbd aria-hidden="true">/</kbd><ul id="search:found" role="listbox" aria-label="Found" hidden></ul>' +
    '<p class="unseen" role="status"></p>';
  const [field, list, status] = ["input", "ul", "p"].map((name) => place.querySelector(name));
  tools.prepend(place);
  let index = null;
  let loading = null;
  let active = -1;

  const load = () => {
    loading ??= new Promise((done, failed) => {
      const here = document.querySelector("script.search-index");
      if (here) return done(JSON.parse(here.textContent));
      const onload = () => done(globalThis.searchIndex);
      document.head.append(made("script", { src: `${base}search-index.js`, onload, onerror: failed }));
    }).then((data) => (index = unpacked(data)));
    return loading;
  };
  const options = () => [...list.querySelectorAll("[data-href]")];
  const close = () => {
    list.hidden = true;
    active = -1;
    field.ariaExpanded = "false";
    field.removeAttribute("aria-activedescendant");
  };
  const point = (to) => {
    const all = options();
    if (!all.length) return;
    active = (to + all.length) % all.length;
    all.forEach((each, at) => (each.ariaSelected = String(at === active)));
    all[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[active].id);
  };
  const option = ({ thing, where }, at) => {
    const told = where === "text" ? "in its text" : where.startsWith("actor") ? where : "";
    const note = [thing.kind, thing.name && thing.id, told].filter(Boolean).join(" · ");
    const item = made("li", { id: `search:${at}`, role: "option", ariaSelected: "false" },
      made("span", { dir: "auto" }, thing.name || thing.id), made("span", { className: "quiet" }, note));
    item.dataset.href = base + thing.href;
    return item;
  };
  const show = () => {
    if (!field.value.trim() || !index) return close();
    const found = ranked(index, field.value);
    const some = found.length > SHOWN ? `${SHOWN} of ${found.length}` : found.length;
    status.textContent = found.length ? `${some} found` : "Nothing found";
    const none = () => made("li", { className: "quiet", role: "option", ariaDisabled: "true" }, "Nothing found");
    list.replaceChildren(...(found.length ? found.slice(0, SHOWN).map(option) : [none()]));
    close();
    list.hidden = false;
    field.ariaExpanded = "true";
  };
  const go = (item, aside) => {
    if (!item) return;
    close();
    if (aside) return void window.open(item.dataset.href);
    field.value = "";
    location.href = item.dataset.href;
  };

  field.addEventListener("focus", () => load().then(show, () => (status.textContent = "The search index is missing")));
  field.addEventListener("input", () => load().then(show, () => {}));
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      point(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden) go(options()[Math.max(0, active)], event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape") {
      if (!list.hidden) return close();
      field.value = "";
      field.blur();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => go(event.target.closest("[data-href]"), event.ctrlKey || event.metaKey));

  // ---- keys without Ctrl or Alt, for those whom they hinder (WCAG 2.1.4): a switch in the menu turns them off
  const keys = made("button", { type: "button", className: "keys" });
  const switched = (state) => {
    root.dataset.keys = state;
    keys.textContent = `Single-key shortcuts: ${state}`;
    if (state === "on") field.setAttribute("aria-keyshortcuts", "/");
    else field.removeAttribute("aria-keyshortcuts");
  };
  keys.addEventListener("click", () => {
    switched(root.dataset.keys === "on" ? "off" : "on");
    keep("keys", root.dataset.keys);
  });
  switched(kept("keys") === "off" ? "off" : "on");
  const menu = document.querySelector(".further ul");
  if (menu) menu.append(made("li", {}, keys));
  else tools.append(keys);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || root.dataset.keys === "off" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
