"use strict";
(() => {
  const editions = [...document.querySelectorAll(".edition")];

  // Both editions have the same parts in the same order: the part at the top of the window keeps its place.
  const parts = (edition) => [...edition.querySelectorAll("h1, h2, h3, h4, figure")];
  const topmost = (edition) => {
    const all = parts(edition);
    const at = all.findIndex((part) => part.getClientRects().length && part.getBoundingClientRect().bottom > 0);
    return at < 0 ? null : { at, top: all[at].getBoundingClientRect().top };
  };

  const show = (language) => {
    const from = editions.find((edition) => !edition.hidden);
    const to = document.getElementById(language);
    const place = window.scrollY > 0 ? topmost(from) : null;
    const opened = [...from.querySelectorAll("details")].map((part) => part.open);
    editions.forEach((edition) => { edition.hidden = edition !== to; });
    [...to.querySelectorAll("details")].forEach((part, at) => { part.open = opened[at]; });
    document.documentElement.lang = language;
    document.title = to.dataset.title;
    const search = to.querySelector(".search input");
    search.value = from.querySelector(".search input").value;
    if (boards.has(to)) boards.get(to).take(boards.get(from).state());
    filter(to);
    if (place) window.scrollBy({ top: parts(to)[place.at].getBoundingClientRect().top - place.top, behavior: "instant" });
    to.querySelector(".switch").focus({ preventScroll: true });
  };

  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{Diacritic}/gu, "");
  const filter = (edition) => {
    const words = plain(edition.querySelector(".search input").value).split(/\s+/).filter(Boolean);
    const units = [...edition.querySelectorAll(".unit")];
    units.forEach((unit) => { unit.hidden = !words.every((word) => plain(unit.dataset.search).includes(word)); });
    const shown = units.filter((unit) => !unit.hidden);
    if (words.length && shown.length === 1) shown[0].open = true;
    const found = edition.querySelector(".search .found");
    found.textContent = found.dataset.text.replace("{shown}", shown.length).replace("{all}", units.length);
  };

  // The table of boards: searched, narrowed to a band and sorted; what is not known stays at the end.
  const table = (part, language) => {
    const search = part.querySelector(".tools input");
    const band = part.querySelector(".tools select");
    const found = part.querySelector(".tools .found");
    const body = part.querySelector(".sortable tbody");
    const heads = [...part.querySelectorAll(".sortable thead th")];
    const rows = [...body.rows];
    let by = 0;
    let up = true;
    const compare = (one, other) => {
      const [a, b] = [one, other].map((row) => row.cells[by].dataset.value);
      if (a === "" || b === "") return (a === "") - (b === "");
      const order = heads[by].dataset.kind === "number" ? Number(a) - Number(b) : a.localeCompare(b, language);
      return up ? order : -order;
    };
    const narrow = () => {
      const words = plain(search.value).split(/\s+/).filter(Boolean);
      const fits = (row) => words.every((word) => plain(row.dataset.search).includes(word))
        && (band.value === "" || row.dataset.band === band.value);
      rows.forEach((row) => {
        row.hidden = !fits(row);
        document.getElementById(row.dataset.board).hidden = row.hidden;
      });
      const shown = rows.filter((row) => !row.hidden).length;
      found.textContent = found.dataset.text.replace("{shown}", shown).replace("{all}", rows.length);
    };
    const sort = () => {
      heads.forEach((head, at) => {
        if (at === by) head.setAttribute("aria-sort", up ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      body.append(...[...rows].sort(compare));
    };
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.querySelector(".head").childNodes);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        up = at === by ? !up : true;
        by = at;
        sort();
      });
    });
    search.addEventListener("input", narrow);
    band.addEventListener("change", narrow);
    narrow();
    return {
      state: () => [search.value, band.value, by, up],
      take: (state) => {
        [search.value, band.value, by, up] = state;
        narrow();
        sort();
      },
    };
  };
  const boards = new Map();

  // A link to the page of a board opens it.
  const open = () => {
    const aim = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!aim || !aim.matches("details")) return;
    aim.open = true;
    aim.querySelector("summary").focus();
    aim.scrollIntoView();
  };
  window.addEventListener("hashchange", open);

  editions.forEach((edition) => {
    const part = edition.querySelector(".advised");
    if (part) boards.set(edition, table(part, edition.lang));
    edition.querySelector(".switch").addEventListener("click", (event) => show(event.currentTarget.dataset.to));
    edition.querySelector(".search input").addEventListener("input", () => filter(edition));
    filter(edition);
  });
  open();

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(".unit:not([open]), .board:not([open]), .steps:not([open])")];
    closed.forEach((unit) => { unit.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((unit) => { unit.open = false; }));
})();
