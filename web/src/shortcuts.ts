// Letters that choose on the steward's pages. The page itself lists them; they do nothing while somebody types, and can be
// turned off (WCAG 2.1.4).
const off = "roundel-shortcuts-off";

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["radio", "checkbox", "submit", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

function choose(selector: string): boolean {
  const target = document.querySelector<HTMLElement>(selector);
  if (target === null) return false;
  target.focus();
  if (target instanceof HTMLInputElement && target.type === "radio") {
    target.checked = true;
    target.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (!(target instanceof HTMLTextAreaElement)) {
    target.click();
  }
  return true;
}

export function listenForShortcuts(): void {
  const list = document.querySelector<HTMLElement>("[data-roundel-shortcuts]");
  if (list === null) return;
  const keys = new Map<string, string>();
  for (const item of list.querySelectorAll<HTMLElement>("[data-key]")) keys.set(item.dataset.key ?? "", item.dataset.target ?? "");
  const turn = list.querySelector<HTMLButtonElement>("[data-roundel-shortcuts-off]");
  let on = window.localStorage.getItem(off) !== "yes";
  const show = (): void => {
    list.classList.toggle("roundel-shortcuts--off", !on);
    if (turn !== null) turn.textContent = on ? "Turn the keys off" : "Turn the keys on";
  };
  turn?.addEventListener("click", () => {
    on = !on;
    if (on) window.localStorage.removeItem(off);
    else window.localStorage.setItem(off, "yes");
    show();
  });
  list.hidden = false;
  show();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault();
      event.target.form?.requestSubmit();
      return;
    }
    if (!on || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const selector = keys.get(event.key.toLowerCase());
    if (selector !== undefined && choose(selector)) event.preventDefault();
  });
}
