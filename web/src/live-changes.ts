// Live changes: the page offers to show what is new, and never jumps by itself.
//
// An event says only that a child's record changed. What that means for this reader is asked of the same API that
// their page comes from, so that nobody hears of a child whom they may not see.

type Row = Record<string, unknown>;

// "decision.at" of a row; nothing where a part is missing.
function momentOf(row: Row, path: string): string {
  let value: unknown = row;
  for (const part of path.split(".")) value = value !== null && typeof value === "object" ? (value as Row)[part] : undefined;
  return typeof value === "string" ? value : "";
}

function offer(place: HTMLElement, text: string): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button";
  button.textContent = text;
  button.addEventListener("click", () => window.location.reload());
  place.replaceChildren(button);
}

// What tells one row of the named lists from another.
async function keysOf(place: HTMLElement): Promise<Set<string> | null> {
  const answer = await fetch(place.dataset.roundelLive ?? "", { headers: { Accept: "application/json" } });
  if (!answer.ok) return null;
  const body = (await answer.json()) as Record<string, Row[]>;
  const lists = (place.dataset.list ?? "").split(" ");
  return new Set(lists.flatMap((list) => (body[list] ?? []).map((row) => `${list} ${momentOf(row, place.dataset.key ?? "")}`)));
}

// A list whose rows have no moment: what is on it now and was not when the page came, and what is gone. The page says
// what stands on it, so that nothing is asked before something happened.
function followRows(place: HTMLElement): () => void {
  const known = new Set((place.dataset.known ?? "").split("|").filter((key) => key !== ""));
  let waiting = 0;
  const look = async (): Promise<void> => {
    const now = await keysOf(place);
    if (now === null) return;
    const same = now.size === known.size && [...now].every((key) => known.has(key));
    if (!same) offer(place, "This list changed – show it");
  };
  return () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void look(), 150);
  };
}

async function momentsOf(place: HTMLElement): Promise<string[]> {
  const answer = await fetch(place.dataset.roundelLive ?? "", { headers: { Accept: "application/json" } });
  if (!answer.ok) return [];
  const body = (await answer.json()) as Record<string, Row[]>;
  const rows = body[place.dataset.list ?? ""] ?? [];
  return rows.map((row) => momentOf(row, place.dataset.moment ?? "at")).filter((moment) => moment !== "");
}

function followList(place: HTMLElement): () => void {
  let known = place.dataset.newest ?? "";
  let knows = known !== "";
  let waiting = 0;
  const look = async (): Promise<void> => {
    const moments = await momentsOf(place);
    if (!knows) return;
    const fresh = moments.filter((moment) => moment > known).length;
    if (fresh > 0) offer(place, fresh === 1 ? "1 new change – show it" : `${fresh} new changes – show them`);
  };
  // Where the page shows nothing that has a moment, what stands there now is what is known.
  const learn = async (): Promise<void> => {
    if (knows) return;
    known = (await momentsOf(place)).reduce((latest, moment) => (moment > latest ? moment : latest), "");
    knows = true;
  };
  void learn();
  return () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void look(), 150);
  };
}

function followChild(place: HTMLElement): (child: string) => void {
  return (child) => {
    if (child === place.dataset.child) offer(place, "This child's record changed – show it");
  };
}

export function followLiveChanges(): void {
  const places = [...document.querySelectorAll<HTMLElement>("[data-roundel-live]")];
  if (places.length === 0 || !("EventSource" in window)) return;
  const follow = (place: HTMLElement): ((child: string) => void) => {
    if (place.dataset.child !== undefined) return followChild(place);
    return place.dataset.key === undefined ? followList(place) : followRows(place);
  };
  const tell = places.map(follow);
  const source = new EventSource("/live");
  source.addEventListener("change", (event) => {
    const { child } = JSON.parse((event as MessageEvent<string>).data) as { child: string };
    for (const each of tell) each(child);
  });
  source.addEventListener("open", () => document.documentElement.setAttribute("data-live", "yes"));
  window.addEventListener("pagehide", () => source.close());
}
