// Suggestions while typing; without this script the box searches just as well.
"use strict";
(() => {
  const list = document.getElementById("goi-y");
  const box = document.querySelector("input[list='goi-y']");
  if (!list || !box) return;
  const pages = new Map();
  let waiting = 0;
  const fill = async () => {
    const typed = box.value.trim();
    if (typed.length < 2) return;
    const answer = await fetch("/goi-y?q=" + encodeURIComponent(typed));
    if (!answer.ok || box.value.trim() !== typed) return;
    const [, labels, kinds, paths] = await answer.json();
    pages.clear();
    list.replaceChildren(...labels.map((label, i) => {
      pages.set(label, paths[i]);
      const option = document.createElement("option");
      option.value = label;
      option.label = kinds[i];
      return option;
    }));
  };
  box.addEventListener("input", () => {
    const page = pages.get(box.value);
    if (page) { window.location.assign(page); return; }
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => { fill().catch(() => {}); }, 120);
  });
})();
