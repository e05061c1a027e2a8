// The chronology: a mark in the lanes tells what it is, and lights up its line in the table; filters work in place.

function tip(): HTMLElement {
  const made = document.createElement("div");
  made.className = "roundel-tip";
  made.hidden = true;
  document.body.append(made);
  return made;
}

function lightUpMarks(drawing: SVGElement, box: HTMLElement): void {
  for (const mark of drawing.querySelectorAll<SVGGElement>(".lanes-mark")) {
    const line = document.getElementById(`entry-${mark.dataset.entry ?? ""}`);
    mark.querySelector("title")?.remove(); // the tip says it
    mark.addEventListener("pointerenter", () => {
      box.textContent = mark.dataset.label ?? "";
      const place = mark.getBoundingClientRect();
      box.style.left = `${window.scrollX + Math.min(place.left, document.documentElement.clientWidth - 340)}px`;
      box.style.top = `${window.scrollY + place.bottom + 6}px`;
      box.hidden = false;
      mark.classList.add("is-lit");
      line?.classList.add("is-lit");
    });
    mark.addEventListener("pointerleave", () => {
      box.hidden = true;
      mark.classList.remove("is-lit");
      line?.classList.remove("is-lit");
    });
    mark.addEventListener("click", () => line?.scrollIntoView({ behavior: "smooth", block: "center" }));
  }
}

// Filters in place only where the whole chronology is on the page; else the link asks the server.
function filterInPlace(): void {
  const table = document.querySelector(".roundel-chronology");
  const links = [...document.querySelectorAll<HTMLAnchorElement>("a.roundel-filter")];
  const all = links.find((link) => link.dataset.lane === "");
  if (table === null || all === undefined) return;
  const rows = [...table.querySelectorAll<HTMLElement>("tbody tr")];
  if (!(all.textContent ?? "").includes(`(${rows.length})`)) return;
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const row of rows) row.hidden = link.dataset.lane !== "" && row.dataset.lane !== link.dataset.lane;
      for (const other of links) {
        other.classList.toggle("roundel-filter--on", other === link);
        if (other === link) other.setAttribute("aria-current", "true");
        else other.removeAttribute("aria-current");
      }
    });
  }
}

export function lightUpChronology(): void {
  const drawings = document.querySelectorAll<SVGElement>("[data-roundel-lanes]");
  if (drawings.length === 0) return;
  const box = tip();
  for (const drawing of drawings) lightUpMarks(drawing, box);
  filterInPlace();
}
