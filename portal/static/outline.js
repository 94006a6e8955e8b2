// The outline follows the reading: the section on the screen is the current one.
"use strict";
(() => {
  const links = new Map([...document.querySelectorAll(".outline a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  if (!links.size || !("IntersectionObserver" in window)) return;
  const marks = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current = null;
  const follow = () => {
    const above = marks.filter((mark) => mark.getBoundingClientRect().top < window.innerHeight * 0.3);
    const link = links.get((above.at(-1) || marks[0]).id);
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    current = link;
    const list = link.closest(".outline");
    const place = link.offsetTop - list.offsetTop;
    if (place < list.scrollTop || place > list.scrollTop + list.clientHeight - 40) list.scrollTop = place - list.clientHeight / 3;
  };
  let waiting = false;
  window.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    window.requestAnimationFrame(() => { waiting = false; follow(); });
  }, { passive: true });
  follow();
})();
