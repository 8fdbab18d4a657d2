// Follows a case: shows a check that is running and an error at the head of the page, and loads the
// page anew when there is a new dossier. Everything shown is text.
"use strict";
(() => {
  const mine = Number(document.currentScript.dataset.page);
  const make = (tag, name, ...inside) => {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...inside);
    return made;
  };
  const state = make("p", "open-state");
  const message = make("p", "open-message");
  const where = make("p", "open-where");
  const line = make("code", "open-line");
  const remedy = make("p", "open-remedy");
  const still = make("p", "open-still");
  const fault = make("div", "open-fault", message, where, line, remedy, still);
  fault.hidden = true;
  fault.setAttribute("role", "alert");
  state.setAttribute("role", "status");
  const found = make("ul", "open-found");
  found.hidden = true;
  found.setAttribute("role", "log");
  const bar = make("div", "", state, found, fault);
  bar.id = "skywitness-open";
  document.body.prepend(bar);

  const place = (e) => [
    e.file, e.row === null ? "" : `row ${e.row}`, e.key, e.column === null ? "" : `column ${e.column}${e.key ? " of its text" : ""}`,
  ].filter(Boolean).join(", ");

  const show = (now) => {
    state.textContent = now.checking ? "Checking the case …" : now.error ? "The case cannot be checked." : now.follows ? "Up to date. Save the case and it is checked again." : "A shipped case, checked once: copy its folder to edit it.";
    // Verdicts stand before the page does: those that are new, one line for each that differs.
    const anew = now.verdicts.filter((each) => each.anew);
    found.hidden = !anew.length;
    found.replaceChildren(...anew.map((each) => {
      const link = make("a", "", each.id);
      link.href = `#claim-${each.id}`;
      const lines = each.lines.map((line) => `${line.verdict}${line.margin ? `, ${line.margin}` : ""}${line.views.length ? ` (${line.views.join("; ")})` : ""}`);
      return make("li", "", link, ` ${each.says}: `, make("b", "", lines.join(" · ")));
    }));
    if (now.checking && now.verdicts.length) state.textContent = anew.length ? "New verdicts; the page follows …" : "No verdict is another; the page follows …";
    bar.dataset.state = now.checking ? "checking" : now.error ? "error" : "good";
    fault.hidden = !now.error;
    if (!now.error) return;
    message.textContent = now.error.message;
    where.textContent = place(now.error);
    line.textContent = now.error.line;
    line.hidden = !now.error.line;
    remedy.textContent = now.error.remedy ? `Remedy: ${now.error.remedy}` : "";
    still.textContent = mine ? "Below is the last dossier that could be made." : "";
  };

  // Choices of the reader that the page does not keep in its address.
  const kept = ["language", "theme"];
  const again = () => {
    for (const id of kept) {
      const value = document.getElementById(id)?.value;
      if (value) sessionStorage.setItem(`skywitness-${id}`, value);
    }
    location.reload();
  };
  for (const id of kept) {
    const select = document.getElementById(id);
    const value = sessionStorage.getItem(`skywitness-${id}`);
    if (select && value && select.value !== value) {
      select.value = value;
      select.dispatchEvent(new Event("change"));
    }
  }

  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const follow = async () => {
    let seen = -1;
    for (;;) {
      try {
        const answer = await fetch(`/state?seen=${seen}`, { cache: "no-store" });
        const now = await answer.json();
        if (now.page !== mine) return again();
        seen = now.serial;
        show(now);
      } catch {
        bar.dataset.state = "gone";
        state.textContent = "skywitness open has ended: this page no longer follows the case.";
        seen = -1;
        await wait(1000);
      }
    }
  };
  follow();
})();
