// ---- library: the use cases that go with a customer, ranked as usecase_dsl/portfolio/fit.py ranks them
// What each says of each option is known beforehand: usecase_dsl/render/site/library_data.py. Here it is looked up and
// counted. A point is the number of its words × 3, and its verdict.
const form = document.querySelector("form.choose");
const FITS = 0;
const AGAINST = 1;

const choosing = () => {
  const list = form.nextElementSibling;
  const { words, cases } = JSON.parse(document.querySelector("script.library-data").textContent);
  const offers = [...list.children].map((item, at) => ({ item, of: cases[at] }));
  const fields = [...form.querySelectorAll("select, input")];
  const count = (points, verdict) => points.filter((point) => point % 3 === verdict).length;

  // The number of the option of each field that says something, and how many people.
  const wanted = () => new Map(fields.filter((field) => field.value && field.validity.valid)
    .map((field) => [field.name, field.options ? field.selectedIndex - 1 : Number(field.value)]));
  const inSize = ([low, high, fits, against], people) =>
    (low <= people && (high === null || people <= high) ? fits : against);
  const looked = (of, asked, ...names) => names.filter((name) => asked.has(name)).map((name) =>
    (name === "size" ? inSize(of.size, asked.get(name)) : of[name][asked.get(name)]));
  // A company is in one segment: the one that fits best, of equals the first.
  const better = (one, other) =>
    count(other, FITS) - count(one, FITS) || count(one, AGAINST) - count(other, AGAINST);
  const pointsOf = (of, asked) => {
    const held = of.segments.map((each) => looked(each, asked, "segment", "industry", "size"));
    const best = held.reduce((one, other) => (better(one, other) > 0 ? other : one));
    return [...best, ...looked(of, asked, "persona", "plan")];
  };

  // Each reason is by itself where there is room, and what stands between two is not to be seen.
  const reason = (text, at) =>
    [...(at ? [made("span", { className: "apart" }, "; ")] : []), made("span", {}, text)];
  const why = (points) => {
    const told = [["Fits", "fits"], ["Against", "against"], ["Not said", "unsaid"]].map(([name, className], verdict) =>
      [name, className, points.filter((point) => point % 3 === verdict).map((point) => words[(point - verdict) / 3])]);
    const rows = told.filter(([, , texts]) => texts.length).map(([name, className, texts]) =>
      made("div", { className }, made("dt", {}, name), made("dd", {}, ...texts.flatMap(reason))));
    return made("dl", { className: "why", lang: "en" }, ...rows);
  };
  const apply = () => {
    const asked = wanted();
    const top = Number(list.dataset.top);
    const rated = offers.map(({ item, of }) => ({ item, points: pointsOf(of, asked) }));
    const found = rated.filter(({ points }) => !asked.size || count(points, FITS));
    found.sort((one, other) => better(one.points, other.points));
    for (const { item } of offers) {
      item.querySelector(".why")?.remove();
      item.hidden = true;
    }
    found.forEach(({ item, points }, at) => {
      item.hidden = false;
      item.classList.toggle("bring", asked.size > 0 && at < top);
      if (asked.size) item.querySelector("h2").after(why(points));
    });
    list.append(...found.map(({ item }) => item), ...offers.map(({ item }) => item).filter((item) => item.hidden));
    const first = found.length > top ? `; the first ${top} are those to bring` : "";
    form.querySelector("output").textContent =
      asked.size ? `${found.length} of ${offers.length} use cases fit${first}` : `${offers.length} use cases`;
    form.querySelector("[type=reset]").hidden = !asked.size;
  };
  const changed = () => {
    apply();
    tell((query) => {
      for (const field of fields) {
        if (field.value) query.set(field.name, inAddress(field.value));
        else query.delete(field.name);
      }
    });
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => (changed(), fields[0].focus())));
  for (const field of fields) {
    const sent = inAddress(asked().get(field.name) ?? "");
    const option = field.options && [...field.options].find((each) => inAddress(each.value) === sent);
    field.value = field.options ? option?.value ?? "" : /^\d+$/.test(sent) ? sent : "";
  }
  if (fields.some((field) => field.value)) apply();
};
if (form) choosing();
