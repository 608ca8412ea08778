// ---- lists
// Filters above tables, and tables that are sorted by a click on a column's head. What was chosen is in the address, so
// that it can be sent to somebody; in a file that holds several such lists only what was typed counts.
const LEVELS = ["very high summary", "summary", "user goal", "subfunction", "too low"];
const collator = new Intl.Collator(root.lang || undefined, { numeric: true, sensitivity: "base" });
const rowsOf = (table) => [...table.tBodies[0].rows];
const headsOf = (table) => [...table.tHead.rows[0].cells];

const filter = (listing, form, alone) => {
  const fields = [...form.querySelectorAll("input, select")];
  const [find, ...facets] = fields;
  const valuesOf = (row, facet) => {
    const { cells } = facet.dataset;
    const text = (cells ? row.querySelector(cells) : row.closest(".part").querySelector("h2"))?.textContent ?? "";
    return [text, ...text.split(", ")].map(plain);
  };
  let rows = null;

  const apply = () => {
    rows ??= [...listing.querySelectorAll("table.list")].flatMap(rowsOf).map((row) => ({
      row, text: plain(row.textContent), values: new Map(facets.map((facet) => [facet, valuesOf(row, facet)])),
    }));
    const words = plain(find.value).split(" ");
    const chosen = facets.filter((facet) => facet.value);
    let count = 0;
    for (const { row, text, values } of rows) {
      const stays = words.every((word) => text.includes(word))
        && chosen.every((facet) => values.get(facet).includes(plain(facet.value)));
      row.hidden = !stays;
      count += stays;
    }
    for (const part of listing.querySelectorAll(".part:has(tbody)")) {
      part.hidden = !part.querySelector("tbody > tr:not([hidden])");
    }
    const [some, all] = [count, rows.length].map((number) => number.toLocaleString("en"));
    form.querySelector("output").textContent = `${some === all ? all : `${some} of ${all}`} ${listing.dataset.noun}`;
    form.querySelector("[type=reset]").hidden = !fields.some((field) => field.value);
  };
  const changed = () => {
    apply();
    if (alone) tell((query) => {
      for (const field of fields) {
        if (field.value) query.set(field.name, field === find ? field.value : inAddress(field.value));
        else query.delete(field.name);
      }
    });
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => (changed(), find.focus())));
  // What a link leads to is shown, whatever was filtered out.
  addEventListener("hashchange", () => {
    const target = placeOf(location.hash);
    if (target?.closest("[hidden]") && listing.contains(target)) form.reset();
  });
  if (!alone) return;
  find.value = asked().get("find") ?? "";
  for (const facet of facets) {
    const wanted = inAddress(asked().get(facet.name) ?? "");
    facet.value = [...facet.options].find((option) => inAddress(option.value) === wanted)?.value ?? "";
  }
  if (fields.some((field) => field.value)) apply();
};

// The tables of a listing are sorted together: by the column with this title, upwards (1), downwards (-1) or as they
// were (0).
const sort = (tables, title, way) => {
  for (const [table, before] of tables) {
    const heads = headsOf(table);
    const at = heads.findIndex((head) => head.textContent === title);
    const levels = heads[at]?.matches(".levels") ? LEVELS : [];
    const rank = (text) => (levels.includes(text) ? levels.indexOf(text) : levels.length);
    const keyed = before.map((row) => [row, at < 0 ? "" : row.cells[at].textContent.trim()]);
    // Empty cells come last either way.
    if (way) keyed.sort(([, one], [, other]) =>
      !one || !other ? !one - !other : way * (rank(one) - rank(other) || collator.compare(one, other)));
    table.tBodies[0].append(...keyed.map(([row]) => row));
    heads.forEach((head, number) => {
      if (number === at && way) head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
  }
};

const sorting = (listing, alone) => {
  const tables = new Map([...listing.querySelectorAll("table.list")].map((table) => [table, rowsOf(table)]));
  const heads = [...tables].filter(([, rows]) => rows.length > 1).flatMap(([table]) => headsOf(table));
  for (const head of heads) {
    const button = made("button", { type: "button", className: "sort" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const way = { ascending: -1, descending: 0 }[head.ariaSort] ?? 1;
      sort(tables, head.textContent, way);
      if (alone) tell((query) => {
        if (way) query.set("sort", (way < 0 ? "-" : "") + inAddress(head.textContent));
        else query.delete("sort");
      });
    });
  }
  const wanted = (alone && asked().get("sort")) || "";
  const found = heads.find((head) => inAddress(head.textContent) === wanted.replace(/^-/, ""));
  if (found) sort(tables, found.textContent, wanted.startsWith("-") ? -1 : 1);
};

const listings = [...document.querySelectorAll(".listing")];
const filtered = listings.filter((listing) => listing.querySelector(".filters"));
for (const listing of listings) {
  const alone = (filtered.length ? filtered : listings).length === 1 && listing === (filtered[0] ?? listing);
  const form = listing.querySelector(".filters");
  if (form) filter(listing, form, alone);
  sorting(listing, alone);
}

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
