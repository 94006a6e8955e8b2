// The editor on the page of queries: our prefixes, completion from our terms, results as table and chart.
// Without this script the form asks the same endpoint.
"use strict";
(() => {
  const place = document.getElementById("yasgui");
  const Yasgui = window.Yasgui;
  if (!place || !Yasgui) return;
  const told = JSON.parse(place.dataset.words);
  const form = document.querySelector("form.sparql");
  const asked = form.querySelector("textarea").value;
  const { Yasqe, Yasr } = Yasgui;

  // completion: terms of our own vocabulary and of those it uses; nothing is asked of any other place
  let terms = null;
  const known = async () => { terms = terms || (await (await fetch("/tu-vung/goi-y.json")).json()); return terms; };
  const completer = (name, kind, from) => {
    Yasqe.forkAutocompleter(from, {
      name, persistenceId: null, bulk: true,
      get: async () => (await known())[kind],
    });
  };
  completer("cancu-class", "classes", "class");
  completer("cancu-property", "properties", "property");
  Yasqe.registerAutocompleter({
    name: "cancu-prefixes", persistenceId: null, bulk: true, autoShow: true,
    get: async () => Object.entries((await known()).prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
    isValidCompletionPosition: (yasqe) => /^\s*PREFIX\s+\S*$/i.test(yasqe.getDoc().getLine(yasqe.getDoc().getCursor().line)),
  }, false);

  // a chart of the first column of numbers by the first column of words
  class Chart {
    constructor(yasr) { this.yasr = yasr; this.priority = 5; this.label = told.chart; }
    rows() {
      const bindings = this.yasr.results && this.yasr.results.getBindings();
      const names = (this.yasr.results && this.yasr.results.getVariables()) || [];
      if (!bindings || !bindings.length) return null;
      const numeric = (b, n) => b[n] && /#(integer|decimal|double|float|int|long)$/.test(b[n].datatype || "");
      const number = names.find((n) => bindings.every((b) => numeric(b, n)));
      const others = names.filter((n) => n !== number && bindings.some((b) => b[n]));
      const label = others.find((n) => bindings.some((b) => b[n] && b[n].type !== "uri" && !/^[0-9]+$/.test(b[n].value))) || others[0];
      if (!number || !label) return null;
      const name = (term) => (!term ? "" : term.type === "uri" ? term.value.replace(/^.*[/#](?=[^/#]+$)/, "") : term.value);
      return { number, label, bars: bindings.slice(0, 40).map((b) => [name(b[label]), Number(b[number].value)]) };
    }
    canHandleResults() { return this.rows() !== null; }
    draw() {
      const { number, label, bars } = this.rows();
      const most = Math.max(...bars.map(([, n]) => Math.abs(n)), 1);
      const table = document.createElement("table");
      table.className = "chart";
      const caption = document.createElement("caption");
      caption.textContent = `${label} · ${number}`;
      table.append(caption);
      for (const [name, n] of bars) {
        const row = table.insertRow();
        const head = document.createElement("th");
        head.scope = "row";
        head.textContent = name;
        const cell = document.createElement("td");
        const bar = document.createElement("meter");
        bar.min = 0; bar.max = most; bar.value = Math.abs(n); bar.title = String(n);
        cell.append(bar, ` ${n}`);
        row.append(head, cell);
      }
      this.yasr.resultsEl.replaceChildren(table);
    }
    getIcon() {
      const icon = document.createElement("span");
      icon.textContent = "▥";
      return icon;
    }
  }
  Yasr.registerPlugin("cancu-chart", Chart, true);

  form.hidden = true;
  place.hidden = false;
  const editor = new Yasgui(place, {
    requestConfig: { endpoint: `${window.location.origin}/sparql`, method: "POST" },
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    persistenceId: null,
    populateFromUrl: false,
    autofocus: false,
    tabName: told.tab,
    yasqe: {
      value: asked, prefixCcApi: null, consumeShareLink: null,
      autocompleters: ["cancu-class", "cancu-property", "cancu-prefixes", "variables"],
      createShareableLink: (yasqe) => `${window.location.origin}/sparql?query=${encodeURIComponent(yasqe.getValue())}`,
    },
    yasr: { pluginOrder: ["table", "cancu-chart", "boolean", "response"], prefixes: JSON.parse(place.dataset.prefixes) },
  });
  const tab = editor.getTab();
  tab.setQuery(asked);
  document.querySelector(".answered")?.remove();
  const field = place.querySelector(".CodeMirror textarea");
  if (field) field.setAttribute("aria-label", told.query);
  // one tab only: its list would be a list of one, and its roles fail those who hear the page
  for (const list of place.querySelectorAll(".tabsList, .controlbar")) list.remove();
  for (const element of place.querySelectorAll("[role=tabpanel]")) element.removeAttribute("role");
  for (const button of place.querySelectorAll(".yasqe_queryButton")) button.setAttribute("aria-label", told.run);
  for (const button of place.querySelectorAll(".yasqe_share")) button.setAttribute("aria-label", told.share);
  for (const link of document.querySelectorAll("a[href^='/sparql?query=']")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      tab.setQuery(new URL(link.href).searchParams.get("query"));
      place.scrollIntoView({ block: "start" });
      tab.query().catch(() => {});
    });
  }
  if (place.dataset.asked) tab.query().catch(() => {});
})();
