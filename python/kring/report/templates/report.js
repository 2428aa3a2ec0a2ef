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
    const search = to.querySelector("input[type=search]");
    search.value = from.querySelector("input[type=search]").value;
    filter(to);
    if (place) window.scrollBy({ top: parts(to)[place.at].getBoundingClientRect().top - place.top, behavior: "instant" });
    to.querySelector(".switch").focus({ preventScroll: true });
  };

  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{Diacritic}/gu, "");
  const filter = (edition) => {
    const words = plain(edition.querySelector("input[type=search]").value).split(/\s+/).filter(Boolean);
    const units = [...edition.querySelectorAll(".unit")];
    units.forEach((unit) => { unit.hidden = !words.every((word) => plain(unit.dataset.search).includes(word)); });
    const shown = units.filter((unit) => !unit.hidden);
    if (words.length && shown.length === 1) shown[0].open = true;
    const found = edition.querySelector(".found");
    found.textContent = found.dataset.text.replace("{shown}", shown.length).replace("{all}", units.length);
  };

  editions.forEach((edition) => {
    edition.querySelector(".switch").addEventListener("click", (event) => show(event.currentTarget.dataset.to));
    edition.querySelector("input[type=search]").addEventListener("input", () => filter(edition));
    filter(edition);
  });

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(".unit:not([open])")];
    closed.forEach((unit) => { unit.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((unit) => { unit.open = false; }));
})();
