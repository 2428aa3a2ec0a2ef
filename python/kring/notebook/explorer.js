// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Draws the explorer and asks. Which board has which band is worked out by the kernel; nothing of the rules is here.

const patience = 3000;
let widgets = 0;

function made(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

// Whether what lies behind a node is dark: hosts have many ways to say so, and only one ground.
function isDark(node) {
  for (let at = node; at; at = at.parentElement) {
    const parts = (getComputedStyle(at).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    if (parts.length === 3 || parts[3] > 0.5) {
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] < 110;
    }
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return scheme.includes("dark") && (!scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches);
}

function followGround(host, root) {
  const look = () => { root.dataset.theme = isDark(host) ? "dark" : "light"; };
  const watch = new MutationObserver(look);
  for (const node of [document.documentElement, document.body]) watch.observe(node, { attributes: true });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", look);
  look();
  requestAnimationFrame(look);
  return () => { watch.disconnect(); scheme.removeEventListener("change", look); };
}

// One limit: a slider and a field that say the same, and a button back to where the profile has it.
function limitRow(limit, language, name, changed) {
  const decimals = limit.whole ? 0 : 2;
  const local = new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: 4 });
  const written = (value) => {
    const text = value.toFixed(4).replace(/0+$/, "").replace(/\.$/, "");
    return text.length < value.toFixed(decimals).length ? value.toFixed(decimals) : text;
  };
  const label = made("label", { id: `${name}-label`, for: `${name}-slider` }, limit.label);
  const slider = made("input", {
    type: "range", id: `${name}-slider`, min: 0, max: limit.top, step: limit.whole ? 1 : 0.01,
  });
  const field = made("input", {
    type: "number", "aria-labelledby": `${name}-label`, min: 0, max: limit.most, step: limit.whole ? 1 : 0.0001,
  });
  const mark = made("span", { class: "mark", "aria-hidden": "true" });
  mark.style.setProperty("--at", limit.value / limit.top);
  const back = made("button", { type: "button", class: "back", "aria-label": `${limit.label}: ${limit.back}`, title: limit.back },
    made("span", { "aria-hidden": "true" }, "↺ "), limit.text);
  const node = made("div", { class: "limit", "data-key": limit.key },
    label, made("span", { class: "slide" }, slider, mark), field, back);

  let value = limit.value;
  const show = (next, except) => {
    value = next;
    if (except !== slider) slider.value = next;
    if (except !== field) field.value = written(next);
    slider.setAttribute("aria-valuetext", local.format(next));
    field.removeAttribute("aria-invalid");
    node.classList.toggle("moved", next !== limit.value);
  };
  const take = (next, from) => {
    const valid = next >= 0 && next <= limit.most && (!limit.whole || Number.isInteger(next));
    if (!valid) {
      field.setAttribute("aria-invalid", "true");
      changed(limit, null);
      return;
    }
    show(Math.round(next * 10000) / 10000, from);
    changed(limit, value);
  };
  slider.addEventListener("input", () => take(Number(slider.value), slider));
  field.addEventListener("input", () => take(field.value === "" ? NaN : Number(field.value), field));
  field.addEventListener("change", () => { if (!field.hasAttribute("aria-invalid")) show(value); });
  back.addEventListener("click", () => { slider.focus(); take(limit.value); });
  show(limit.value);
  return { node, show };
}

function limitPanel(given, name, changed) {
  const rows = new Map();
  const scroll = made("div", { class: "scroll" });
  for (const group of given.groups) {
    const title = made("h5", {}, group.title, " ", made("small", {}, group.note));
    const section = made("section", { class: "group" }, title);
    for (const gate of group.gates) {
      const set = made("fieldset", {}, made("legend", {}, gate.text || group.title));
      if (!gate.text) set.firstChild.className = "spoken";
      for (const limit of gate.limits) {
        const row = limitRow(limit, given.language, `${name}-${rows.size}`, changed);
        rows.set(limit.key, { ...row, limit });
        set.append(row.node);
      }
      if (gate.note) set.append(made("p", { class: "note" }, gate.note));
      section.append(set);
    }
    scroll.append(section);
  }
  for (const line of given.left_out) scroll.append(made("p", { class: "note" }, line));
  return { rows, scroll };
}

function heads(...names) {
  return made("thead", {}, made("tr", {}, ...names.map((name) => made("th", { scope: "col" }, name))));
}

function bandRows(given, answer) {
  const most = Math.max(1, ...given.bands.map((band) => band.count), ...answer.bands.map((band) => band.count));
  return given.bands.map((band, at) => {
    const now = answer.bands[at];
    const bar = made("span", { class: "bar" }, made("span", { class: "fill" }), made("span", { class: "before" }));
    bar.style.setProperty("--colour", band.colour);
    bar.style.setProperty("--dark", band.dark);
    bar.style.setProperty("--now", now.count / most);
    bar.style.setProperty("--given", band.count / most);
    const changed = now.count === band.count ? "" : "changed";
    return made("tr", { class: changed },
      made("th", { scope: "row" }, band.name),
      made("td", { class: "bars", "aria-hidden": "true" }, bar),
      made("td", { class: "figure" }, band.text),
      made("td", { class: "figure now" }, now.text),
      made("td", { class: "figure difference" }, now.difference));
  });
}

function changeRows(given, answer) {
  const dot = (band) => {
    const node = made("span", { class: "dot" }, String(band));
    node.style.setProperty("--colour", given.bands[band].colour);
    node.style.setProperty("--dark", given.bands[band].dark);
    return node;
  };
  return answer.rows.map((row) => {
    const up = row.to > row.from;
    const name = made("th", { scope: "row" }, row.name);
    if (row.unit) name.append(" ", made("span", { class: "unit" }, row.unit));
    const arrow = made("span", { class: `way ${up ? "up" : "down"}` }, up ? "▲" : "▼");
    const drawn = made("span", { "aria-hidden": "true", class: "moves" }, dot(row.from), "→", dot(row.to), arrow);
    const spoken = made("span", { class: "spoken" }, `${row.spoken}, ${up ? given.words.up : given.words.down}`);
    return made("tr", {}, name, made("td", {}, drawn, spoken), made("td", {}, row.now), made("td", {}, row.before));
  });
}

function resultPanel(given, name) {
  const words = given.words;
  const summary = made("p", { class: "summary", role: "status" });
  const bands = made("tbody");
  const bandHead = heads(words.band, words.given, words.now, words.difference);
  bandHead.querySelector("th").after(made("td", { class: "bars", "aria-hidden": "true" }, words.bar));
  const changes = made("tbody");
  const table = made("table", { class: "changes" },
    made("caption", { class: "spoken" }, words.changes),
    heads(words.board, words.from_to, words.decides_now, words.decided_before), changes);
  const scroll = made("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.changes }, table);
  const more = made("p", { class: "note" });
  const list = made("div", { class: "list" }, made("h4", {}, words.changes), made("p", { class: "note" }, words.order), scroll, more);
  const node = made("div", { class: "result" }, summary,
    made("table", { class: "bands" }, made("caption", { class: "spoken" }, words.bands), bandHead, bands), list);
  const draw = (answer) => {
    const said = `${answer.summary} ${answer.ways}`;
    if (summary.textContent !== said) summary.replaceChildren(made("strong", {}, answer.summary), " ", made("span", {}, answer.ways));
    bands.replaceChildren(...bandRows(given, answer));
    changes.replaceChildren(...changeRows(given, answer));
    list.hidden = answer.rows.length === 0;
    more.textContent = answer.more;
    more.hidden = !answer.more;
  };
  return { node, draw };
}

// Asks one thing at a time, and the latest when the answer is there: a slider asks faster than a far kernel answers.
function asker(model, silent) {
  let waiting = null, timer = null, next = null;
  const ask = (limits) => {
    if (waiting !== null) { next = limits; return; }
    next = null;
    waiting = Math.max(model.get("asked").number, model.get("answer").number) + 1;
    model.set("asked", { number: waiting, limits });
    model.save_changes();
    timer = setTimeout(() => { waiting = null; silent(true); }, patience);
  };
  const answered = (number) => {
    if (waiting !== null && number < waiting) return;
    clearTimeout(timer);
    waiting = null;
    silent(false);
    if (next !== null) ask(next);
  };
  return { ask, answered, isOwn: (number) => number === waiting, stop: () => clearTimeout(timer) };
}

function render({ model, el }) {
  const given = model.get("given");
  const words = given.words;
  const name = `kring-explorer-${(widgets += 1)}`;
  const wrong = new Map();
  let limits = { ...model.get("asked").limits };

  const fault = made("div", { class: "fault", role: "alert" });
  const silence = made("p", { class: "silence", role: "status" });
  const questions = asker(model, (is) => { silence.textContent = is ? words.waiting : ""; });
  const showFault = (said) => {
    const parts = [...wrong.values()].map((text) => made("p", {}, text));
    if (said) parts.push(made("p", {}, words.fault), made("pre", { lang: "en" }, said));
    fault.replaceChildren(...parts);
  };
  const panel = limitPanel(given, name, (limit, value) => {
    if (value === null) {
      wrong.set(limit.key, limit.no_number);
      showFault("");
      return;
    }
    if (wrong.delete(limit.key)) showFault("");
    if (value === limit.value) delete limits[limit.key];
    else limits[limit.key] = value;
    questions.ask({ ...limits });
  });
  const result = resultPanel(given, name);
  const showLimits = () => {
    limits = { ...model.get("asked").limits };
    wrong.clear();
    for (const [key, row] of panel.rows) row.show(limits[key] ?? row.limit.value);
  };
  const reset = made("button", { type: "button", class: "reset" }, words.reset);
  reset.addEventListener("click", () => {
    limits = {};
    wrong.clear();
    showFault("");
    for (const row of panel.rows.values()) row.show(row.limit.value);
    questions.ask({});
  });
  const profile = made("p", { class: "profile" });
  const root = made("section", { class: "kring-explorer", lang: given.language, "aria-labelledby": `${name}-title`, "data-lm-suppress-shortcuts": "true" },
    made("header", {}, made("h3", { id: `${name}-title` }, given.title), made("p", {}, given.subtitle)),
    silence,
    fault,
    made("div", { class: "columns" },
      made("div", { class: "limits" }, made("div", { class: "head" }, made("h4", {}, words.limits), reset), panel.scroll),
      result.node),
    made("footer", {}, profile, made("p", {}, given.footer.join(" ")), made("p", {}, words.python)));

  const draw = () => {
    const answer = model.get("answer");
    result.draw(answer);
    profile.textContent = answer.profile;
    showFault(answer.fault);
  };
  const onAnswer = () => {
    draw();
    questions.answered(model.get("answer").number);
  };
  const onAsked = () => { if (!questions.isOwn(model.get("asked").number)) showLimits(); };
  model.on("change:answer", onAnswer);
  model.on("change:asked", onAsked);
  showLimits();
  draw();
  el.append(root);
  const leaveGround = followGround(el, root);
  return () => {
    model.off("change:answer", onAnswer);
    model.off("change:asked", onAsked);
    questions.stop();
    leaveGround();
  };
}

export default { render };
