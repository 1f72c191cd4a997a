"use strict";
const controls = document.getElementById("controls");
const fields = ["search", "type", "year"].map((id) => document.getElementById(id));
const items = [...document.querySelectorAll("main li")];
const texts = items.map((item) => [...item.querySelectorAll(".title, .people, .venue span, details p")]
  .map((part) => part.textContent).join(" ").toLowerCase());
const count = document.getElementById("count");
const downloads = [...document.querySelectorAll("a.download")].map((link) => [link, link.href]);
const isServed = location.protocol.startsWith("http");

function show() {
  const [search, type, year] = fields.map((field) => field.value.trim());
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  items.forEach((item, number) => {
    const fits = words.every((word) => texts[number].includes(word))
      && (!type || item.dataset.type === type) && (!year || item.dataset.year === year);
    item.hidden = !fits;
    shown += fits;
  });
  count.textContent = shown === items.length
    ? `${shown} works` : `${shown} of ${items.length} works`;
  if (!isServed) return;
  const query = new URLSearchParams({ q: search, type, year });
  for (const [link, address] of downloads) link.href = `${address}?${query}`;
}

for (const field of fields) field.addEventListener("input", show);
controls.addEventListener("submit", (event) => event.preventDefault());
controls.hidden = false;
