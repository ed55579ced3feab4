"use strict";
// What a report does beyond following links. Text of records is only ever copied as nodes or set as text.
(() => {
  const card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.body.append(card);
  let shownAt = null;

  const factOf = (element) => {
    const link = element.closest(".text a[href^='#']:not(.back)");
    const id = link ? link.hash.slice(1) : element.closest(".text mark, .text [data-of]")?.dataset.of;
    return id ? document.getElementById(decodeURIComponent(id)) : null;
  };

  const light = (id, on) => {
    for (const element of document.querySelectorAll(`[data-of="${CSS.escape(id)}"]`)) {
      if (!element.matches("mark")) element.classList.toggle("lit", on);
    }
  };

  const hide = () => {
    if (!shownAt) return;
    light(card.dataset.fact, false);
    shownAt.removeAttribute("aria-describedby");
    shownAt = null;
    card.hidden = true;
  };

  const show = (element) => {
    const fact = factOf(element);
    if (!fact) return hide();
    hide();
    const copy = fact.cloneNode(true);
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    card.className = `card ${[...fact.classList].filter((name) => /^c(\d|-none)$/.test(name)).join(" ")}`;
    card.replaceChildren(...copy.childNodes);
    card.dataset.fact = fact.id;
    card.hidden = false;
    light(fact.id, true);
    shownAt = element;
    if (element.matches("a")) element.setAttribute("aria-describedby", card.id);
    // Below the words, or above them where there is more room.
    const words = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(words.left, width - card.offsetWidth - 8));
    const below = words.bottom + 6;
    const above = words.top - card.offsetHeight - 6;
    const top = below + card.offsetHeight > window.innerHeight && above > 0 ? above : below;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  };

  const words = (event) => event.target.closest?.(".text a[href^='#']:not(.back), .text mark, .text [data-of]");

  let waiting = 0;
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || card.contains(event.target)) return;
    clearTimeout(waiting);
    const element = words(event);
    waiting = setTimeout(() => (element ? show(element) : hide()), element ? 120 : 250);
  });
  document.addEventListener("focusin", (event) => {
    const element = words(event);
    if (element) show(element);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  // One speaker's statements.
  const pick = (record, speaker) => {
    const status = record.querySelector(".picked");
    record.classList.toggle("picking", speaker !== null);
    const shown = new Set();
    for (const fact of record.querySelectorAll(".statements > .fact")) {
      fact.hidden = speaker !== null && fact.dataset.speaker !== speaker;
      if (!fact.hidden) shown.add(fact.id);
    }
    for (const mark of record.querySelectorAll("mark")) {
      mark.classList.toggle("on", shown.has(mark.dataset.of));
    }
    let name = "";
    for (const button of record.querySelectorAll(".pick")) {
      const is = button.dataset.speaker === speaker;
      button.setAttribute("aria-pressed", String(is));
      if (is) name = button.querySelector(".who").textContent;
    }
    status.replaceChildren();
    if (speaker === null) return;
    const all = document.createElement("button");
    all.type = "button";
    all.textContent = status.dataset.all;
    all.addEventListener("click", () => pick(record, null));
    status.append(`${status.dataset.shown} ${name}, ${shown.size} · `, all);
  };

  for (const button of document.querySelectorAll(".pick")) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-pressed", "false");
  }
  const toggle = (button) => {
    const record = button.closest(".record");
    pick(record, button.getAttribute("aria-pressed") === "true" ? null : button.dataset.speaker);
  };
  document.addEventListener("keydown", (event) => {
    const button = event.target.closest?.(".pick");
    if (button && event.key === " ") {
      event.preventDefault();
      toggle(button);
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".pick");
    if (button) {
      event.preventDefault();
      toggle(button);
      return;
    }
    const link = event.target.closest("a[href^='#']");
    if (link) {
      // A fact that is not shown cannot be gone to.
      const fact = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const hidden = fact?.closest("[hidden]");
      if (hidden) pick(hidden.closest(".record"), null);
      hide();
      return;
    }
    const element = words(event);
    if (element) show(element);
    else if (!card.contains(event.target)) hide();
  });

  // The list of documents, narrowed to what is looked for.
  const search = document.querySelector(".search");
  if (search) {
    search.hidden = false;
    search.addEventListener("input", (event) => {
      const wanted = event.target.value.toLowerCase();
      for (const row of document.querySelectorAll(".documents tbody tr")) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
      }
    });
  }
})();
