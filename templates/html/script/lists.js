// ---- lists
// Filters above tables, and tables that are sorted by a click on a column's head. What was chosen is in the address, so
// that it can be sent to somebody; in a file that holds several such lists only what was typed counts.
const LEVELS = ["very high summary", "summary", "user goal", "subfunction", "too low"];
const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true, sensitivity: "base" });
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
const inAddress = (text) => plain(text).replaceAll(" ", "-");

function rowsOf(listing, facets) {
  return [...listing.querySelectorAll("tbody > tr")].map((row) => {
    const part = row.closest(".part");
    const values = {};
    for (const facet of facets) {
      const cell = facet.dataset.cells ? row.querySelector(facet.dataset.cells) : part.querySelector("h2");
      values[facet.name] = cell ? [plain(cell.textContent), ...cell.textContent.split(", ").map(plain)] : [];
    }
    return { row, part, values, text: plain(row.textContent) };
  });
}

function filtering(listing, form, alone) {
  const facets = [...form.querySelectorAll("select")];
  const find = form.elements.namedItem("find");
  const output = form.querySelector("output");
  const reset = form.querySelector("[type=reset]");
  const fields = [find, ...facets];
  let rows = null;

  const apply = () => {
    rows ??= rowsOf(listing, facets);
    const words = plain(find.value).split(" ").filter(Boolean);
    const chosen = facets.filter((facet) => facet.value).map((facet) => [facet.name, plain(facet.value)]);
    const shown = new Map();
    let count = 0;
    for (const { row, part, values, text } of rows) {
      const stays = words.every((word) => text.includes(word)) && chosen.every(([name, value]) => values[name].includes(value));
      if (row.hidden === stays) row.hidden = !stays;
      count += stays;
      shown.set(part, (shown.get(part) ?? 0) + stays);
    }
    for (const [part, number] of shown) part.hidden = !number;
    const [some, all] = [count, rows.length].map((number) => number.toLocaleString("en"));
    output.textContent = count === rows.length ? `${all} ${listing.dataset.noun}` : `${some} of ${all} ${listing.dataset.noun}`;
    reset.hidden = !fields.some((field) => field.value);
  };
  const tell = () => {
    if (!alone) return;
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      if (field.value) query.set(field.name, field === find ? field.value : inAddress(field.value));
      else query.delete(field.name);
    }
    replaced(query);
  };
  const read = () => {
    const query = new URLSearchParams(alone ? location.search : "");
    find.value = query.get("find") ?? "";
    for (const facet of facets) {
      const wanted = inAddress(query.get(facet.name) ?? "");
      const found = [...facet.options].find((option) => option.value && inAddress(option.value) === wanted);
      facet.value = found?.value ?? "";
    }
    if (fields.some((field) => field.value)) apply();
  };
  form.addEventListener("input", () => (apply(), tell()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => (apply(), tell(), find.focus())));
  // What a link leads to is shown, whatever was filtered out.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("[hidden]") && listing.contains(target)) form.reset();
  });
  read();
}

function replaced(query) {
  const text = query.toString();
  try {
    history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : "") + location.hash);
  } catch {
    // Some browsers allow no other address for a file.
  }
}

function sorting(listing, alone) {
  const tables = [...listing.querySelectorAll("table.list")].filter((table) => table.tBodies[0].rows.length > 1);
  const order = new Map(tables.map((table) => [table, [...table.tBodies[0].rows]]));

  const sort = (title, way) => {
    for (const table of tables) {
      const heads = [...table.tHead.rows[0].cells];
      const at = heads.findIndex((head) => head.textContent === title);
      const rows = [...order.get(table)];
      if (way && at >= 0) {
        const level = heads[at].classList.contains("levels");
        const keyed = rows.map((row) => [row, row.cells[at].textContent.trim()]);
        const rank = (text) => (LEVELS.includes(text) ? LEVELS.indexOf(text) : LEVELS.length);
        // Empty cells come last either way.
        keyed.sort(([, one], [, other]) => {
          if (!one || !other) return !one - !other;
          return way * ((level && rank(one) - rank(other)) || collator.compare(one, other));
        });
        rows.splice(0, rows.length, ...keyed.map(([row]) => row));
      }
      table.tBodies[0].append(...rows);
      heads.forEach((head, number) => {
        if (number === at && way) head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
    }
  };
  for (const table of tables) {
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = { ascending: -1, descending: 0 }[head.getAttribute("aria-sort")] ?? 1;
        sort(head.textContent, now);
        if (!alone) return;
        const query = new URLSearchParams(location.search);
        if (now) query.set("sort", (now < 0 ? "-" : "") + inAddress(head.textContent));
        else query.delete("sort");
        replaced(query);
      });
    }
  }
  const asked = alone && new URLSearchParams(location.search).get("sort");
  const heads = tables.flatMap((table) => [...table.tHead.rows[0].cells]);
  const found = asked && heads.find((head) => inAddress(head.textContent) === asked.replace(/^-/, ""));
  if (found) sort(found.textContent, asked.startsWith("-") ? -1 : 1);
}

const listings = [...document.querySelectorAll(".listing")];
const filtered = listings.filter((listing) => listing.querySelector(".filters"));
listings.forEach((listing) => {
  const alone = filtered.length === 1 ? listing === filtered[0] : listings.length === 1;
  const form = listing.querySelector(".filters");
  if (form) filtering(listing, form, alone);
  sorting(listing, alone);
});

// The menu of further pages closes like any other.
const further = document.querySelector(".further");
document.addEventListener("click", (event) => {
  if (further?.open && !further.contains(event.target)) further.open = false;
});
further?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !further.open) return;
  further.open = false;
  further.querySelector("summary").focus();
});
