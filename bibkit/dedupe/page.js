"use strict";
(() => {
  const form = document.getElementById("controls");
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const boxes = [...form.querySelectorAll("[name=outcome]")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const articles = [...document.querySelectorAll("article")];
  const texts = new Map();
  const textOf = (article) => {
    if (!texts.has(article)) texts.set(article, plain(article.textContent));
    return texts.get(article);
  };
  const show = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const outcomes = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let shown = 0;
    for (const article of articles) {
      const fits = outcomes.has(article.dataset.outcome)
        && (!words.length || words.every((word) => textOf(article).includes(word)));
      article.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown.toLocaleString("en")} of ${articles.length.toLocaleString("en")} shown`;
  };
  let waiting;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  for (const box of boxes) box.addEventListener("change", show);
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  if (articles.length) { form.hidden = false; show(); }
})();
