// What HTML cannot do alone.
const doc = document, $ = (s, r = doc) => r.querySelector(s), all = s => [...doc.querySelectorAll(s)], on = (t, f) => doc.addEventListener(t, f);
let hushing, failed, before, dragged, last = "";
const hush = () => { clearTimeout(hushing); hushing = setTimeout(() => all("#announce,#alert").map(e => e.textContent = ""), 8e3); };
const say = (text, id) => { $(id).textContent = text; hush(); };

const fresh = () => {
  for (const e of all("[data-guess-zone]")) e.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const t of all("#toasts > :not([data-seen])")) {
    const go = () => t.matches(":hover,:focus-within") ? setTimeout(go, 3e3) : t.remove();
    t.dataset.seen = setTimeout(go, 12e3);
  }
  const to = $("[data-focus]");
  to?.removeAttribute("data-focus");
  to?.focus();
  return to;
};

// Focus: same control, next row, the one before, heading.
on("htmx:beforeSwap", () => {
  const el = doc.activeElement, row = el.closest("[data-row],li,tr");
  before = el !== doc.body && { el, near: [row?.nextElementSibling, row?.previousElementSibling], box: el.closest("section,main") };
});
on("htmx:afterRequest", () => setTimeout(() => {
  hush();
  if (fresh() || doc.activeElement !== doc.body || !before) return;
  let to = doc.getElementById(before.el.id) || before.near.map(r => r?.isConnected && $("a,button,input:not([type=hidden]),select,summary", r)).find(Boolean);
  if (!to && (to = before.box && $("h1,h2,h3", before.box))) to.tabIndex = -1;
  to?.focus();
}, 40));

// Busy by a press, not by typing; a form goes once.
const busy = ({ detail: d }, yes) => [/submit|click/.test(d.requestConfig.triggeringEvent?.type) && (d.elt.closest("form") || d.elt), d.target].map(x => x && x.setAttribute("aria-busy", yes));
on("htmx:beforeRequest", e => busy(e, true));
on("htmx:afterRequest", e => { busy(e, false); if (e.detail.successful) $("#offline").hidden = true; });
on("submit", e => {
  const f = e.target;
  if (e.defaultPrevented || f.method === "dialog") return;
  if (f.ariaBusy === "true") return e.preventDefault();
  f.ariaBusy = "true";
  setTimeout(() => f.ariaBusy = "false", 8e3); // downloads stay here
});
addEventListener("pageshow", () => all("form[aria-busy]").map(f => f.ariaBusy = "false"));

const fail = (e, why) => {
  const { requestConfig: c, target } = e.detail, words = $("#offline span");
  failed = { c, target };
  if (why === 401) return $("#signed-out").showModal();
  words.textContent = words.dataset[why ? "error" : c.verb === "get" ? "load" : "save"];
  $("#offline").hidden = false;
  say(words.textContent, "#alert");
};
const retry = async () => {
  const { c, target } = failed, by = c.triggeringEvent?.submitter ?? {};
  $("#offline").hidden = true;
  if ($("#signed-out").open) { // new tokens
    $("#signed-out").close();
    const page = new DOMParser().parseFromString(await (await fetch(location)).text(), "text/html"), headers = page.body.getAttribute("hx-headers");
    doc.body.setAttribute("hx-headers", headers);
    all("[name=csrfmiddlewaretoken]").map(i => i.value = JSON.parse(headers)["x-csrftoken"]);
  }
  htmx.ajax(c.verb, c.path, { source: c.elt, target, values: by.name && { [by.name]: by.value } });
};
["sendError", "timeout"].map(t => on("htmx:" + t, e => fail(e)));
on("htmx:responseError", e => fail(e, e.detail.xhr.status));
addEventListener("online", () => $("#offline").hidden || retry());
on("close-dialogs", () => all("dialog[open]").map(d => d.close()));

const press = {
  dialog(el, e) { const d = $(el.dataset.dialog); if (d && !e.ctrlKey && !e.metaKey) { e.preventDefault(); d.open || d.showModal(); } },
  close: el => el.closest("dialog").close(),
  retry,
  async copy(el) {
    const from = $(el.dataset.copy), was = el.textContent;
    try { await navigator.clipboard.writeText(from.value ?? from.textContent); } catch { from.select?.(); doc.execCommand("copy"); }
    say(el.textContent = el.dataset.copied, "#announce");
    setTimeout(() => el.textContent = was, 2e3);
  },
  keys(el) { localStorage.keys = el.ariaPressed === "true" ? "off" : "on"; keys(); },
};
on("click", e => {
  for (const name in press) { const el = e.target.closest(`[data-${name}]`); if (el) return press[name](el, e); }
  all(".menu[open]").map(d => d.open = d.contains(e.target));
});
on("input", ({ target: t }) => {
  if (t.dataset.pair) $(t.dataset.pair).value = t.value;
  for (const o of all("output")) if (o.htmlFor.contains(t.id)) o.value = t.value;
});

// Keys press what exists, in a row only with focus in it; j k ] [ move.
const keys = () => { for (const b of all("#keys")) { b.hidden = false; b.ariaPressed = `${localStorage.keys !== "off"}`; } };
on("keydown", e => {
  const at = doc.activeElement, { key } = e, d = key === "Escape" && at.closest("details[open]");
  if (d) { d.open = false; $("summary", d).focus(); }
  if (e.ctrlKey || e.metaKey || e.altKey || localStorage.keys === "off" || at.matches("input:not([type=checkbox]),textarea,select")) return;
  const open = $("dialog[open]"), css = open ? "dialog .list>li" : "[data-row]", rows = all(css), row = at.closest(css), by = { j: 1, k: -1, "]": 1, "[": -1 }[key], to = by && rows[rows.indexOf(row) + by];
  if (to) { e.preventDefault(); $("button,a", to)?.focus(); }
  if (by || open) return;
  const find = k => all("[data-key]").find(x => x.dataset.key === k && [null, row].includes(x.closest("[data-row]")));
  const hit = find(`${last} ${key}`) || find(key);
  last = key;
  setTimeout(() => last = "", 1e3);
  if (hit) { e.preventDefault(); hit.focus(); hit.click(); }
});

// A mentee dropped on a mentor.
const over = e => {
  const to = dragged && e.target.closest("[data-drop]");
  all("[data-over]").map(x => delete x.dataset.over);
  if (to) { e.preventDefault(); to.dataset.over = ""; }
  return to;
};
on("dragstart", e => { dragged = e.target.dataset?.drag; });
on("dragover", over);
on("dragend", e => { dragged = null; over(e); });
on("drop", e => {
  const to = over(e), f = to && $("#move-form");
  if (f) { f.mentee.value = dragged; f.mentor.value = to.dataset.drop; f.requestSubmit(); }
});
fresh();
keys();
