/* The claims table: filter, sort, download what is shown. Rows are data; every cell is set as text. */
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("claims-data").textContent);
  const column = Object.fromEntries(data.columns.map((name, at) => [name, at]));
  const form = document.getElementById("claims-filters");
  const table = document.getElementById("claims-table");
  const more = document.getElementById("claims-more");
  document.getElementById("claims-others")?.remove(); /* places to link to where no script shows the rows */
  const names = [...table.querySelectorAll("th")].map((head) => head.dataset.column);
  const numbers = new Set(["confidence"]);
  const STEP = 200;
  const state = { column: "", down: false, most: STEP, rows: data.rows };
  const words = new Intl.Collator(["zh-Hans", "en"], { numeric: true });

  const cell = (row, name) => row.cells[column[name]];
  const lang = () => (document.documentElement.dataset.lang === "zh" ? 1 : 0);
  const shownAs = (row, name) => {
    if (name === "period") return row.words[lang()];
    if (name === "kind") return (data.kinds[cell(row, name)] ?? [])[lang()] ?? cell(row, name);
    if (name === "status") return (data.statuses[cell(row, name)] ?? [])[lang()] ?? cell(row, name);
    return cell(row, name);
  };

  const filters = () => Object.fromEntries(new FormData(form));
  const fits = (row, asked) =>
    ["kind", "status", "doc"].every((name) => !asked[name] || cell(row, name) === asked[name]) &&
    ["indicator", "place", "period"].every((name) => !asked[name] || cell(row, name).includes(asked[name].trim())) &&
    asked.any.trim().toLowerCase().split(/\s+/).every((word) =>
      !word || row.cells.some((each) => each.toLowerCase().includes(word)) || row.value.toLowerCase().includes(word));

  const sorted = (rows) => {
    if (!state.column) return rows;
    const by = state.column === "surface" ? "low" : state.column;
    const asNumber = numbers.has(by) || by === "low";
    const compare = (a, b) => {
      const [x, y] = [cell(a, by), cell(b, by)];
      if (x === "" || y === "") return (x === "") - (y === "");
      const order = asNumber ? Number(x) - Number(y) : words.compare(x, y);
      return state.down ? -order : order;
    };
    return [...rows].sort(compare);
  };

  const draw = () => {
    const body = document.createDocumentFragment();
    for (const row of state.rows.slice(0, state.most)) {
      const line = document.createElement("tr");
      line.id = row.id;
      for (const name of names) {
        const place = document.createElement("td");
        if (name === "surface") {
          const link = document.createElement("a");
          link.href = row.href;
          link.lang = "zh";
          link.textContent = cell(row, name);
          const value = document.createElement("small");
          value.textContent = row.value;
          place.append(link, value);
        } else {
          place.textContent = shownAs(row, name);
          if (name === "indicator" || name === "place") place.lang = "zh";
          if (numbers.has(name)) place.className = "number";
        }
        line.append(place);
      }
      if (`#${line.id}` === decodeURIComponent(location.hash)) line.className = "xj-target";
      body.append(line);
    }
    table.tBodies[0].replaceChildren(body);
    document.getElementById("claims-shown").textContent = state.rows.length;
    document.getElementById("claims-nothing").hidden = state.rows.length > 0;
    more.hidden = state.rows.length <= state.most;
    for (const head of table.querySelectorAll("th")) {
      const order = head.dataset.column !== state.column ? "none" : state.down ? "descending" : "ascending";
      head.setAttribute("aria-sort", order);
    }
  };
  const renew = () => {
    const asked = filters();
    state.rows = sorted(data.rows.filter((row) => fits(row, asked)));
    draw();
  };

  /* As `neutral` in helpers/download.py, by its rules: what a spreadsheet would run as a formula gets an apostrophe. */
  const number = new RegExp(`^(?:${data.safe.number})$`);
  const run = new RegExp(`^(?:${data.safe.run})`);
  const inside = new RegExp(data.safe.inside, "g");
  const neutral = (text) => {
    if (number.test(text)) return text;
    return (run.test(text) ? "'" : "") + text.replace(inside, "$1'");
  };
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const download = () => {
    const lines = [data.columns, ...state.rows.map((row) => row.cells)];
    const text = lines.map((cells) => cells.map((each) => quoted(neutral(each))).join(",")).join("\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", text, "\n"], { type: "text/csv;charset=utf-8" }));
    link.download = "claims-shown.csv";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const goTo = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name || !data.rows.some((row) => row.id === name)) return;
    if (!state.rows.some((row) => row.id === name)) form.reset();
    renew();
    state.most = Math.max(state.most, state.rows.findIndex((row) => row.id === name) + 1);
    draw();
    document.getElementById(name).scrollIntoView({ block: "center" });
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { state.most = STEP; renew(); });
  form.addEventListener("reset", () => setTimeout(() => { state.column = ""; state.most = STEP; renew(); }));
  for (const head of table.querySelectorAll("th")) {
    head.querySelector("button").addEventListener("click", () => {
      state.down = state.column === head.dataset.column && !state.down;
      state.column = head.dataset.column;
      renew();
    });
  }
  more.addEventListener("click", () => { state.most += STEP; draw(); });
  document.getElementById("claims-download").addEventListener("click", download);
  document.addEventListener("xj-language", draw);
  addEventListener("hashchange", goTo);
  renew();
  if (location.hash) goTo();
})();
