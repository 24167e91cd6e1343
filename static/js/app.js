// What HTML cannot do alone: announce, keep focus, keep text when the net or the session fails. Words come from data- attributes.
(() => {
  const doc = document, $ = (s, r = doc) => r.querySelector(s), on = (type, run, opt) => doc.addEventListener(type, run, opt);
  const FIRST = "a[href],button:not([disabled]),input:not([type=hidden]),select,textarea,summary";
  const say = (text, id = "announce") => { $("#" + id).textContent = text; hush(); };
  let hushing, failed, kept, before;
  const hush = () => { clearTimeout(hushing); hushing = setTimeout(() => doc.querySelectorAll("#announce,#alert").forEach(e => e.textContent = ""), 8000); };

  const fresh = () => { // after any new HTML
    const to = $("[data-focus]");
    if (to) { to.removeAttribute("data-focus"); to.focus(); }
    doc.querySelectorAll("[data-guess-zone]").forEach(e => { if (!e.value) e.value = Intl.DateTimeFormat().resolvedOptions().timeZone; });
    doc.querySelectorAll(".toast:not([data-seen])").forEach(t => {
      if (t.closest("#offline")) return;
      t.dataset.seen = 1;
      const go = () => t.matches(":hover,:focus-within") ? setTimeout(go, 3000) : t.remove();
      setTimeout(go, 12000);
    });
    return to;
  };

  // Focus: the same control, else the next row's first, else the one before, else the list's heading.
  on("htmx:beforeSwap", () => {
    const el = doc.activeElement, row = el.closest("[data-row],li,tr");
    before = el === doc.body || doc.querySelector("dialog[open]")?.contains(el) ? null : { id: el.id, rows: row ? [row.nextElementSibling, row.previousElementSibling] : [], section: el.closest("section,main") };
  });
  on("htmx:afterSettle", () => {
    if ($("#announce").textContent + $("#alert").textContent) hush();
    if (fresh() || doc.activeElement !== doc.body || !before) return;
    const back = before.id && doc.getElementById(before.id) || before.rows.filter(r => r?.isConnected).map(r => $(FIRST, r)).find(Boolean);
    const head = back || before.section?.isConnected && $("h1,h2,h3", before.section);
    if (head && !back) head.tabIndex = -1;
    head?.focus();
  });

  // Busy forms; a plain form is sent once.
  const busy = (e, yes) => [e.detail.elt.closest("form") || e.detail.elt, e.detail.target].forEach(x => x?.setAttribute("aria-busy", yes));
  on("htmx:beforeRequest", e => busy(e, true));
  on("htmx:afterRequest", e => { busy(e, false); if (e.detail.successful) $("#offline").hidden = true; });
  on("submit", e => {
    const f = e.target;
    if (e.defaultPrevented || f.method === "dialog" || f.target === "_blank") return;
    if (f.ariaBusy === "true") return e.preventDefault();
    f.ariaBusy = "true";
    setTimeout(() => f.ariaBusy = "false", 8000); // a download leaves the page where it is
  });
  addEventListener("pageshow", () => doc.querySelectorAll("form[aria-busy]").forEach(f => f.ariaBusy = "false"));

  // Trouble: the text stays, the request can be made again.
  const bar = (e, why) => {
    const { requestConfig: c, target } = e.detail, s = $("#offline span");
    failed = c && { c, target };
    s.textContent = s.dataset[why || (c?.verb === "get" ? "load" : "save")];
    $("#try-now").hidden = !!why;
    $("#offline").hidden = false;
    say(s.textContent, "alert");
  };
  const again = async () => {
    if (!failed) return;
    const { c, target } = failed, by = c.triggeringEvent?.submitter;
    $("#offline").hidden = true;
    if ($("#signed-out").open) { // signing in changed the token of every form
      $("#signed-out").close();
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html"), all = page.body.getAttribute("hx-headers");
      doc.body.setAttribute("hx-headers", all);
      doc.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(i => i.value = JSON.parse(all)["x-csrftoken"]);
    }
    htmx.ajax(c.verb, c.path, { source: c.elt, target, values: by?.name ? { [by.name]: by.value } : {} });
  };
  on("htmx:sendError", e => bar(e));
  on("htmx:timeout", e => bar(e));
  addEventListener("online", () => $("#offline").hidden || again());
  on("htmx:responseError", e => {
    if (e.detail.xhr.status !== 401) return bar(e, "error");
    failed = { c: e.detail.requestConfig, target: e.detail.target };
    $("#signed-out").showModal();
  });
  on("close-dialogs", () => doc.querySelectorAll("dialog[open]").forEach(d => d.close())); // HX-Trigger: close-dialogs

  const actions = {
    dialog(el, e) { const d = $(el.dataset.dialog); if (d && !e.ctrlKey && !e.metaKey) { e.preventDefault(); d.open || d.showModal(); } },
    close(el) { el.closest("dialog,details,[popover]")?.[el.closest("dialog") ? "close" : "hidePopover"]?.(); },
    retry: again,
    async copy(el) {
      const from = $(el.dataset.copy), text = from.value ?? from.textContent;
      try { await navigator.clipboard.writeText(text); } catch { from.select?.(); doc.execCommand("copy"); }
      say(el.dataset.copied);
      const was = el.textContent; el.textContent = el.dataset.copied; setTimeout(() => el.textContent = was, 2000);
    },
    keys(el) { localStorage.keys = el.ariaPressed === "true" ? "off" : "on"; keys(); },
  };
  on("click", e => {
    for (const name in actions) { const el = e.target.closest(`[data-${name}]`); if (el) return actions[name](el, e); }
    if (e.target.matches("dialog")) { const b = e.target.getBoundingClientRect(); if (e.clientY < b.top || e.clientY > b.bottom || e.clientX < b.left || e.clientX > b.right) e.target.close(); }
    doc.querySelectorAll("details.menu[open]").forEach(d => d.contains(e.target) || (d.open = false));
  });
  on("input", e => { const { pair } = e.target.dataset, out = e.target.id && $(`output[for~="${e.target.id}"]`); if (pair) $(pair).value = e.target.value; if (out) out.value = e.target.value; });

  // Keys press links and buttons that exist; in a row ([data-row]) only those of the row with focus.
  const keys = () => { const b = $("#keys"); if (b) { b.hidden = false; b.ariaPressed = String(localStorage.keys !== "off"); } };
  let last = "";
  on("keydown", e => {
    const at = doc.activeElement;
    if (e.key === "Escape") { const d = at.closest("details.menu[open],details.lock[open]"); if (d) { d.open = false; $("summary", d).focus(); } return; }
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) return at.form?.requestSubmit();
    if (e.ctrlKey || e.metaKey || e.altKey || localStorage.keys === "off" || at.matches("input:not([type=checkbox],[type=radio]),textarea,select") || $("dialog[open]")) return;
    const row = at.closest("[data-row]"), find = k => [...doc.querySelectorAll("[data-key]")].find(x => x.dataset.key === k && (!x.closest("[data-row]") || x.closest("[data-row]") === row));
    const rows = [...doc.querySelectorAll("[data-row]")], step = { j: 1, k: -1 }[e.key];
    const hit = find(last + " " + e.key) || find(e.key);
    last = e.key; setTimeout(() => last = "", 1000);
    if (hit) { e.preventDefault(); hit.focus(); hit.click(); }
    else if (step && rows.length) $(FIRST, rows[Math.min(Math.max(rows.indexOf(row) + step, 0), rows.length - 1)])?.focus();
  });

  // The board: a mentee dropped on a mentor fills the form that the buttons use too.
  on("dragstart", e => { const el = e.target.closest?.("[data-drag]"); if (el) { kept = el.dataset.drag; e.dataTransfer.setData("text/plain", kept); } });
  on("dragend", () => kept = null);
  const over = e => { const t = kept && e.target.closest?.("[data-drop]"); doc.querySelectorAll("[data-over]").forEach(x => x !== t && x.removeAttribute("data-over")); if (t) { e.preventDefault(); t.dataset.over = ""; } return t; };
  on("dragover", over);
  on("drop", e => { const t = over(e), f = $("#move-form"); if (!t || !f) return; t.removeAttribute("data-over"); f.elements.mentee.value = kept; f.elements.mentor.value = t.dataset.drop; f.requestSubmit(); });

  on("DOMContentLoaded", () => { fresh(); keys(); });
})();
