/* The language switch, what a number says when pointed at, and copy buttons. Everything works without them as links. */
"use strict";

(() => {
  const page = document.documentElement;

  /* --- language: both are in the page, one is shown --- */
  const speak = (lang) => {
    page.dataset.lang = lang;
    for (const image of document.querySelectorAll("img[data-alt-zh]")) {
      image.dataset.altEn ??= image.alt;
      image.alt = lang === "zh" ? image.dataset.altZh : image.dataset.altEn;
    }
    for (const option of document.querySelectorAll("option[data-en]")) {
      option.textContent = option.dataset[lang];
    }
    document.dispatchEvent(new CustomEvent("xj-language", { detail: lang }));
  };
  const remember = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* private window: forget it */ }
  };
  for (const button of document.querySelectorAll(".xj-language")) {
    button.addEventListener("click", () => {
      const lang = page.dataset.lang === "zh" ? "en" : "zh";
      speak(lang);
      remember("xj-lang", lang);
    });
  }
  speak(page.dataset.lang === "zh" ? "zh" : "en");

  /* A page opened from the disk cannot fetch others to quote them in the results of a search. */
  if (location.protocol === "file:" && typeof DOCUMENTATION_OPTIONS !== "undefined") {
    DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  }

  /* --- the characters that a link leads to --- */
  let quiet = false;
  const showTarget = () => {
    for (const shown of document.querySelectorAll(".xj-target")) shown.classList.remove("xj-target");
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name) return;
    for (const piece of document.querySelectorAll("[data-p]")) {
      if (piece.dataset.p.split(" ").includes(name)) piece.classList.add("xj-target");
    }
    const target = document.getElementById(name);
    const folded = target?.closest("details:not([open])");
    if (folded) folded.open = true;
    if (target?.classList.contains("xj-mark")) {
      /* Who follows a link wants to see the sentence: its keyboard place moves there, the card stays shut. */
      quiet = true;
      target.focus({ preventScroll: true });
      quiet = false;
    }
    target?.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", showTarget);

  /* --- what a number says --- */
  const text = document.querySelector(".xj-text");
  if (text) {
    const card = document.createElement("div");
    card.className = "xj-card";
    card.id = "xj-card";
    card.setAttribute("role", "tooltip");
    card.hidden = true;
    document.body.append(card);
    let shown = null;
    let closing = 0;

    const close = () => {
      card.hidden = true;
      shown?.removeAttribute("aria-describedby");
      shown = null;
    };
    const closeSoon = () => { clearTimeout(closing); closing = setTimeout(close, 250); };
    const stay = () => clearTimeout(closing);
    const place = (mark) => {
      const rows = [...mark.getClientRects()];
      const box = { left: rows[0].left, top: rows[0].top, bottom: rows.at(-1).bottom };
      const width = Math.min(380, page.clientWidth - 24);
      card.style.width = `${width}px`;
      const left = Math.max(12, Math.min(box.left, page.clientWidth - width - 12));
      const room = { above: box.top - 64, below: innerHeight - box.bottom - 16 };
      const below = room.below >= Math.min(card.scrollHeight, 0.6 * innerHeight) || room.below >= room.above;
      card.style.maxHeight = `${Math.max(160, below ? room.below : room.above)}px`;
      card.style.left = `${left + scrollX}px`;
      card.style.top = `${(below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + scrollY}px`;
    };
    const open = (mark) => {
      stay();
      if (shown === mark) return;
      const entry = document.getElementById(`n${mark.id.slice(1)}`);
      if (!entry) return;
      shown?.removeAttribute("aria-describedby");
      shown = mark;
      card.replaceChildren(...[...entry.children].map((child) => child.cloneNode(true)));
      for (const part of card.querySelectorAll("[id]")) part.removeAttribute("id");
      for (const heading of card.querySelectorAll("h3")) {
        const plain = document.createElement("p");
        plain.className = "h";
        plain.append(...heading.childNodes);
        heading.replaceWith(plain);
      }
      card.hidden = false;
      mark.setAttribute("aria-describedby", card.id);
      place(mark);
    };

    text.addEventListener("pointerover", (event) => {
      const mark = event.target.closest(".xj-mark");
      if (mark && event.pointerType !== "touch") open(mark);
    });
    text.addEventListener("pointerout", (event) => {
      if (event.target.closest(".xj-mark") && event.pointerType !== "touch") closeSoon();
    });
    text.addEventListener("focusin", (event) => {
      const mark = event.target.closest(".xj-mark");
      if (mark && !quiet) open(mark);
    });
    text.addEventListener("focusout", closeSoon);
    text.addEventListener("click", (event) => {
      const mark = event.target.closest(".xj-mark");
      if (!mark) return;
      /* The first tap or click shows what it says; the address then names these characters, to be shared. */
      event.preventDefault();
      open(mark);
      history.replaceState(null, "", `#${mark.id}`);
    });
    card.addEventListener("pointerenter", stay);
    card.addEventListener("pointerleave", closeSoon);
    card.addEventListener("focusin", stay);
    card.addEventListener("focusout", closeSoon);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    document.addEventListener("pointerdown", (event) => {
      if (!event.target.closest(".xj-card, .xj-mark")) close();
    });
    addEventListener("resize", close);

    /* --- systems: which words a name stands for --- */
    const light = (name, on) => {
      for (const piece of text.querySelectorAll(".xj-passage")) {
        if (piece.dataset.p.split(" ").includes(name)) piece.classList.toggle("xj-lit", on);
      }
    };
    for (const link of text.querySelectorAll("[data-for]")) {
      for (const event of ["pointerenter", "focus"]) link.addEventListener(event, () => light(link.dataset.for, true));
      for (const event of ["pointerleave", "blur"]) link.addEventListener(event, () => light(link.dataset.for, false));
    }

    for (const box of document.querySelectorAll("[data-shows]")) {
      box.addEventListener("change", () => text.classList.toggle(`hide-${box.dataset.shows}`, !box.checked));
    }
  }
  if (location.hash) showTarget();

  /* --- copy --- */
  for (const button of document.querySelectorAll(".xj-copy")) {
    button.addEventListener("click", async () => {
      const boxes = [...button.parentElement.querySelectorAll("pre")];
      const box = boxes.find((each) => each.offsetParent !== null) ?? boxes[0];
      try {
        await navigator.clipboard.writeText(box.textContent);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(box);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        document.execCommand("copy");
      }
      const said = button.parentElement.querySelector(".xj-copied");
      said.textContent = said.dataset[page.dataset.lang];
      setTimeout(() => { said.textContent = ""; }, 2000);
    });
  }
})();
