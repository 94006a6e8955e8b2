// An interactive diagram of what surrounds a document; the drawn one and the lists below it say the same without this script.
"use strict";
(() => {
  const figure = document.querySelector("figure.diagram[data-around]");
  const scripts = figure ? figure.dataset.scripts.split(" ").filter(Boolean) : [];
  if (!figure || scripts.length < 2) return;

  const load = (src) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const words = JSON.parse(figure.dataset.words);

  const bar = document.createElement("p");
  bar.className = "diagram-bar";
  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    bar.append(made, " ");
    return made;
  };
  let depth = 1;
  let graph = null;
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words.canvas);

  const draw = async () => {
    const answer = await fetch(`/mang-luoi.json?quanh=${encodeURIComponent(figure.dataset.around)}&buoc=${depth}`);
    if (!answer.ok) return;
    const { nodes, edges, more } = await answer.json();
    if (graph) graph.destroy();
    graph = window.cytoscape({
      container: canvas,
      elements: { nodes: nodes.map((data) => ({ data })), edges: edges.map((data) => ({ data })) },
      layout: { name: "dagre", rankDir: "LR", nodeSep: 14, rankSep: 90 },
      style: [
        { selector: "node", style: { label: "data(label)", shape: "round-rectangle", width: 190, height: 40, "text-valign": "center", "text-wrap": "wrap", "text-max-width": 178, "font-size": 12, "font-family": getComputedStyle(document.body).fontFamily, color: colour("--ink"), "background-color": colour("--panel"), "border-width": 1, "border-color": colour("--quiet") } },
        { selector: "node[!held]", style: { "border-style": "dashed" } },
        { selector: "node[?centre]", style: { "border-width": 3, "border-color": colour("--accent"), "font-weight": "bold" } },
        { selector: "node:active, node:selected", style: { "border-color": colour("--link"), "border-width": 3 } },
        { selector: "edge", style: { label: "data(label)", "font-size": 10, "font-family": getComputedStyle(document.body).fontFamily, color: colour("--quiet"), "curve-style": "bezier", width: 1.4, "line-color": colour("--quiet"), "target-arrow-color": colour("--quiet"), "target-arrow-shape": "triangle", "text-background-color": colour("--paper"), "text-background-opacity": 0.85 } },
        { selector: "edge[?change]", style: { "line-style": "dashed", "line-color": colour("--doubt"), "target-arrow-color": colour("--doubt") } },
      ],
    });
    graph.on("tap", "node", (event) => { window.location.assign(event.target.data("id")); });
    note.textContent = more ? words.more.replace("{n}", more) : "";
  };
  const note = document.createElement("span");
  note.className = "quiet";
  note.setAttribute("role", "status");

  const open = button(words.open, async () => {
    for (const src of scripts) await load(src);
    open.remove();
    button(words.near, () => { depth = 1; draw(); });
    button(words.far, () => { depth = 2; draw(); });
    button(words.fit, () => { if (graph) graph.fit(undefined, 20); });
    bar.append(note);
    figure.querySelector("svg").setAttribute("hidden", "");
    bar.after(canvas);
    await draw();
  });
  canvas.addEventListener("keydown", (event) => {
    if (!graph) return;
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) graph.panBy({ x: step[0], y: step[1] });
    else if (event.key === "+" || event.key === "=") graph.zoom(graph.zoom() * 1.2);
    else if (event.key === "-") graph.zoom(graph.zoom() / 1.2);
    else return;
    event.preventDefault();
  });
  figure.prepend(bar);
})();
