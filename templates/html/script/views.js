// ---- views: extensions beside their steps, apart as a list, or steps in columns by who acts

const flows = [...document.querySelectorAll(".flow.main")];
const views = new Map([["beside", "At their steps"], ["apart", "Apart"], ["columns", "In columns"]]);
const sides = ["", "system", "external"];

const asked = () => {
  const found = new URLSearchParams(location.search).get("view") ?? kept("view");
  return views.has(found) ? found : "beside";
};

// Each extension of the main flow, with a mark where it stands.
const moved = flows.map((flow) => [...flow.querySelectorAll("li.step > .extension, .flow > .extension")]
  .filter((each) => !each.parentElement.closest(".extension"))
  .map((extension) => {
    const mark = document.createComment("");
    extension.before(mark);
    return { extension, mark };
  }));

// Where extensions stand when they are apart.
const lists = flows.map((flow, at) => {
  const list = made("div", { className: "flow listed", hidden: true }, made("h3", { lang: "en" }, "Extensions"));
  if (moved[at].length) flow.after(list);
  return list;
});

// Who acts on each side, for the head of the columns; none where one side alone acts.
const sideOf = (subject) => sides.findLast((side) => !side || subject.classList.contains(side));
const heads = flows.map((flow) => {
  const subjects = [...flow.querySelectorAll(".subject")];
  const names = sides.map((side) =>
    [...new Set(subjects.filter((each) => sideOf(each) === side).map((each) => each.textContent))].join(", "));
  const shown = names[2] ? names : names.slice(0, 2);
  const head = made("div", { className: "sides" }, ...shown.map((name) => made("b", {}, name)));
  if (names.filter(Boolean).length > 1) {
    flow.closest(".sheet, main").classList.add(names[2] ? "three" : "two");
    flow.prepend(head);
  }
  return head;
});

const arrange = (view) => {
  root.dataset.view = view;
  flows.forEach((flow, at) => {
    for (const { extension, mark } of moved[at]) {
      if (view === "apart") lists[at].append(extension);
      else mark.after(extension);
    }
    lists[at].hidden = view !== "apart";
  });
  for (const group of document.querySelectorAll(".views")) {
    const inputs = [...group.querySelectorAll("input")];
    (inputs.find((each) => each.value === view) ?? inputs[0]).checked = true;
  }
};

const choose = (view) => {
  arrange(view);
  keep("view", view);
  const url = new URL(location.href);
  url.searchParams.set("view", view);
  readdress(url);
};

flows.forEach((flow, at) => {
  const extends_ = moved[at].length > 0;
  // What makes no difference isn't offered.
  const offered = [...views.keys()].filter((view) => view === "beside" || (view === "apart" ? extends_ : heads[at].isConnected));
  if (offered.length < 2) return;
  const group = made("fieldset", { className: "views", lang: "en" }, made("legend", {}, extends_ ? "Extensions" : "Layout"));
  for (const view of offered) {
    const input = made("input", { type: "radio", name: `view-${at}`, value: view });
    input.addEventListener("change", () => choose(view));
    group.append(made("label", {}, input, made("span", {}, view === "beside" && !extends_ ? "One column" : views.get(view))));
  }
  flow.before(group);
});
arrange(asked());
// What the address names may have been moved.
if (asked() !== "beside") placeOf(location.hash)?.scrollIntoView();
