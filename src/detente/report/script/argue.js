// The section "Disagree here": lets a reader move ranges, and tells what follows.
// All words come from the page's data, so that every edition says them in its own language.

const read = (id) => document.getElementById(id);
const data = JSON.parse(read("argue-data").textContent);
const say = data.words;
const judge = new Judge(data, decodeRows(read("argue-rows").textContent, data.draws));
const numbers = new Map(data.numbers.map((number) => [number.pointer, number]));
const changes = new Map();
const reasons = new Map();
const stated = judge.run(new Map());
let latest = stated;

// -- words ---------------------------------------------------------------------------------

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) =>
  name in values ? String(values[name]) : whole);

/** A share as the report says it: halves go up, none and all only where they are exact. */
function told(share, words) {
  if (share > 0 && share < 0.01) return words.few;
  if (share > 0.99 && share < 1) return words.many;
  return words.whole[Math.floor(share * 100 + 0.5)];
}

const in100 = (share) => told(share, say.of_100);
const beliefSets = (share) => told(share, say.sets);

function listed(items) {
  if (items.length < 2) return items.join("");
  const first = items.slice(0, -1).join(", ");
  return fill(say.item_and, { first, last: items[items.length - 1] });
}

const range = ([low, high]) => (low === high ? `${low}` : fill(say.range, { low, high }));

/** What deal k says where it differs from deal 0. */
function differences(k) {
  return data.packages[k]
    .filter((option, i) => option !== data.packages[0][i])
    .map((option) => data.names.settled[option]);
}

function bottomLine(result) {
  const some = result.some / result.draws;
  const one = result.accepted[result.best] / result.draws;
  const lines = say.bottom_lines;
  let line = lines.part;
  if (some === 0) line = lines.no;
  else if (some < data.tiny) line = lines.hardly;
  else if (one > 0.99) line = lines.yes;
  else if (one >= 0.5) line = lines.mostly;
  else if (some >= 0.5) line = lines.open;
  return fill(line, { some: beliefSets(some), one: beliefSets(one), draws: result.draws });
}

function mendWords([party, issue, draws], result) {
  const who = data.names.parties[party];
  const what = issue < 0 ? fill(say.consent, { party: who })
    : fill(say.demand, { party: who, issue: data.names.issues[issue] });
  return `${what} (${in100(draws / result.refused)})`;
}

function inTheWay(result) {
  const { draws, refused } = result;
  if (!refused) return say.nothing_in_the_way;
  if (!result.mends.length) return fill(say.no_single_point, { draws, refused });
  const points = result.mends.slice(0, data.shown).map((m) => mendWords(m, result));
  return fill(say.in_the_way, { draws, refused, told: points.join("; ") });
}

// -- elements ------------------------------------------------------------------------------

/** A new element; text is never read as markup. */
function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(name, value);
  }
  element.append(...content);
  return element;
}

function options(select, names) {
  select.replaceChildren(...names.map(([value, name]) => make("option", { value }, name)));
}

// -- the first page ------------------------------------------------------------------------

const firstPage = [...document.querySelectorAll(".first .part")].map((part) => ({
  part,
  content: [...part.childNodes],
}));

function tellFirstPage(result) {
  for (const { part, content } of firstPage) {
    part.replaceChildren(...content);
    part.classList.toggle("changed", changes.size > 0);
    if (!changes.size) continue;
    const heading = part.querySelector("h2");
    const now = retold(part.id, result, part);
    const note = make("p", { class: "note" }, now ? say.with_changes : say.without_changes, " ");
    note.append(make("a", { href: "#argue-changed" }, say.see_changes));
    if (now) part.replaceChildren(heading, ...now);
    heading.after(note);
  }
}

/** The content of a part of the first page under the changes; null where it is not retold. */
function retold(id, result, part) {
  if (id === "answer") {
    const rest = [...part.children].slice(2);
    return [make("p", { class: "argue-line" }, bottomLine(result)), ...rest];
  }
  if (id === "in-the-way") return [make("p", {}, inTheWay(result))];
  if (id !== "the-deal") return null;
  if (!result.some) return [make("p", {}, say.no_deal_held)];
  const deal = data.packages[result.best];
  const kept = deal.filter((option, i) => option === data.status_quo[i]);
  const moved = deal.filter((option, i) => option !== data.status_quo[i]);
  const found = [];
  if (moved.length) {
    found.push(make("ul", {}, ...moved.map((o) => make("li", {}, data.names.settled[o]))));
  } else {
    found.push(make("p", {}, say.changes_nothing));
  }
  if (moved.length && kept.length) {
    const issues = kept.map((option) => data.names.issues[data.option_issue[option]]);
    found.push(make("p", {}, fill(say.as_now, { issues: listed(issues) })));
  }
  return found;
}

// -- what follows --------------------------------------------------------------------------

function tellResult(result) {
  const share = (n) => in100(n / result.draws);
  const deal = (r) => (r.best === 0 ? say.this_deal
    : fill(say.differs, { told: differences(r.best).join("; ") }));
  const refusing = (r) => r.refusals
    .map((n, p) => (n ? fill(say.refuses, { party: data.names.parties[p], share: share(n) }) : ""))
    .filter(Boolean).join("; ") || say.nobody;
  const mending = (r) => r.mends.slice(0, data.shown)
    .map((m) => mendWords(m, r)).join("; ") || say.nothing;
  const cells = {
    stated: (r) => share(r.accepted[0]),
    best: deal,
    "best-share": (r) => share(r.accepted[r.best]),
    some: (r) => share(r.some),
    refusing,
    mending,
  };
  for (const [name, text] of Object.entries(cells)) {
    read(`argue-${name}-before`).textContent = text(stated);
    read(`argue-${name}-now`).textContent = text(result);
  }
}

function tellChanges() {
  const list = read("argue-changed");
  const items = [...changes].map(([pointer, now]) => {
    const number = numbers.get(pointer);
    const text = fill(say.change, {
      number: number.full, was: range([number.low, number.high]), now: range(now),
    });
    const name = fill(say.undo_named, { number: number.full });
    const undo = make("button", { type: "button", "aria-label": name }, say.undo);
    undo.addEventListener("click", () => {
      set(pointer, null);
      showNumbers();
      read("argue-heading").focus();
    });
    return make("li", {}, text, " ", undo);
  });
  list.replaceChildren(...(items.length ? items : [make("li", {}, say.no_change)]));
  read("disagree").classList.toggle("unchanged", !changes.size);
  read("argue-reset").disabled = read("argue-save").disabled = !changes.size;
}

let announcing = 0;
function announce(result) {
  const values = {
    n: changes.size,
    now: in100(result.accepted[0] / result.draws),
    was: in100(stated.accepted[0] / stated.draws),
    best: in100(result.accepted[result.best] / result.draws),
  };
  const text = result.best === 0 ? say.said_same : say.said_other;
  clearTimeout(announcing);
  // A slider passes many values; only where it comes to rest is read out.
  announcing = setTimeout(() => { read("argue-said").textContent = fill(text, values); }, 400);
}

let asked = 0;
function refresh() {
  asked = 0;
  const began = performance.now();
  latest = judge.run(changes);
  tellResult(latest);
  tellFirstPage(latest);
  tellChanges();
  announce(latest);
  read("disagree").dataset.milliseconds = String(Math.round(performance.now() - began));
}

function set(pointer, now) {
  const { low, high } = numbers.get(pointer);
  if (now === null || (now[0] === low && now[1] === high)) changes.delete(pointer);
  else changes.set(pointer, now);
  if (!asked) asked = requestAnimationFrame(refresh);
}

// -- the numbers of one party on one issue -------------------------------------------------

const partySelect = read("argue-party");
const topicSelect = read("argue-topic");

function showTopics() {
  const mine = data.numbers.filter((number) => number.party === Number(partySelect.value));
  const topics = [...new Set(mine.map((number) => number.issue))];
  options(topicSelect, topics.map((i) => [i, i < 0 ? say.no_deal : data.names.issues[i]]));
  showNumbers();
}

function showNumbers() {
  const mine = data.numbers.filter((number) =>
    number.party === Number(partySelect.value) && number.issue === Number(topicSelect.value));
  read("argue-numbers").replaceChildren(...mine.map(numberRow));
}

function numberRow(number) {
  const { pointer } = number;
  const was = [number.low, number.high];
  const least = Math.min(number.scale[0], was[0]);
  const most = Math.max(number.scale[1], was[1]);
  const box = make("fieldset", { class: "argue-number" }, make("legend", {}, number.label));
  box.append(make("p", { class: "note" }, number.free
    ? fill(say.stated, { range: range(was) }) : fill(say.fixed, { range: range(was) })));
  if (!number.free) return box;
  const typed = [];
  const slid = [];
  const wrong = make("p", { class: "argue-wrong", role: "alert" });
  const show = (now, but) => now.forEach((x, k) => {
    if (typed[k] !== but) typed[k].value = x;
    slid[k].value = x;
  });
  const take = (now, from) => {
    const fits = now.every((x) => Number.isFinite(x) && x >= least && x <= most);
    const fault = !fits ? fill(say.outside, { low: least, high: most })
      : now[0] > now[1] ? say.upside_down : "";
    wrong.textContent = fault;
    typed.forEach((input) => input.setAttribute("aria-invalid", String(Boolean(fault))));
    if (fault) return;
    show(now, from);
    set(pointer, now);
  };
  [say.low, say.high].forEach((name, k) => {
    const label = `${number.label}: ${name}`;
    const span = { min: least, max: most };
    typed[k] = make("input", { type: "number", step: "any", "aria-label": label, ...span });
    slid[k] = make("input", {
      type: "range", step: 0.5, "aria-label": fill(say.by_slider, { label }), ...span });
    typed[k].addEventListener("input", () =>
      take(typed.map((input) => (input.value === "" ? NaN : Number(input.value))), typed[k]));
    slid[k].addEventListener("input", () => {
      const now = typed.map((input) => Number(input.value));
      now[k] = Number(slid[k].value);
      // One end pushes the other along.
      if (now[0] > now[1]) now[1 - k] = now[k];
      take(now, null);
    });
    box.append(make("div", { class: "argue-end" },
      make("span", { "aria-hidden": "true" }, name), typed[k], slid[k]));
  });
  const why = make("input", { type: "text", maxlength: 500 });
  why.value = reasons.get(pointer) || "";
  why.addEventListener("input", () => reasons.set(pointer, why.value));
  const back = make("button", { type: "button" }, fill(say.back, { range: range(was) }));
  back.addEventListener("click", () => take(was, null));
  box.append(make("label", {}, say.why, " ", why), back, wrong);
  show(changes.get(pointer) || was, null);
  return box;
}

// -- the patch -----------------------------------------------------------------------------

/** The changes as YAML; a JSON string is a YAML string too. */
function patch() {
  const lines = [
    `# ${say.patch_comment.replace(/[\u0000-\u001f\u0085\u2028\u2029]/g, " ")}`,
    "dissent: 1",
    `case: ${JSON.stringify(data.case)}`,
    `author: ${JSON.stringify(read("argue-author").value.trim())}`,
    `date: ${new Date().toISOString().slice(0, 10)}`,
    "changes:",
  ];
  for (const [pointer, [low, high]] of changes) {
    const number = numbers.get(pointer);
    lines.push(
      `  - number: ${JSON.stringify(pointer)}`,
      `    range: [${low}, ${high}]`,
      `    was: [${number.low}, ${number.high}]`,
      `    why: ${JSON.stringify((reasons.get(pointer) || "").trim())}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function save() {
  const address = URL.createObjectURL(new Blob([patch()], { type: "application/yaml" }));
  const anchor = make("a", { href: address, download: "dissent.yaml" });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// -- beginning -----------------------------------------------------------------------------

options(partySelect, data.names.parties.map((name, p) => [p, name]));
partySelect.addEventListener("change", showTopics);
topicSelect.addEventListener("change", showNumbers);
read("argue-reset").addEventListener("click", () => {
  [...changes.keys()].forEach((pointer) => set(pointer, null));
  showNumbers();
  read("argue-heading").focus();
});
read("argue-save").addEventListener("click", save);
showTopics();
tellResult(stated);
tellChanges();
read("disagree").hidden = false;
// For whoever wants to check the page against the program: changes as {pointer: [low, high]}.
window.detenteDissent = (given) => judge.run(new Map(Object.entries(given)));
