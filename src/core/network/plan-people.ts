import { idOf } from "../id.js";
import type { Place } from "./file.js";
import { ended, type ImportDraft, problem, put, write } from "./import-draft.js";
import type { District, NetworkRole, Person } from "./model.js";
import { nameKey } from "./names.js";

/** One row that names a person. `district` null: of the network itself. `group`: the list that she is in. */
export type Mention = {
  name: string;
  email: string | null;
  district: District | null;
  role: NetworkRole | null;
  group: string;
  place: Place;
};

/**
 * Who the rows of the file are. A person is known by her e-mail address, else by her name in her district; where that
 * could be two people nobody is guessed and the row is a problem. What she chose herself (muted, her time of day) and
 * whether she was welcomed stay.
 */
export function planPeople(draft: ImportDraft, mentions: Mention[]): Map<Mention, Person> {
  const found = new Map<Mention, Person>();
  const good = withoutDoubles(draft, mentions);
  for (const mention of good.filter(({ email }) => email !== null)) {
    const known = byEmail(draft, mention, good, found);
    if (known !== "problem") found.set(mention, personOf(draft, mention, known));
  }
  for (const mention of good.filter(({ email }) => email === null)) {
    const known = byNameAlone(draft, mention, found);
    if (known !== "problem") found.set(mention, personOf(draft, mention, known));
  }
  const written = new Set<string>();
  for (const [{ district, role }, person] of found) {
    if (written.has(person.id)) continue;
    written.add(person.id);
    put(draft, "people", person, { what: role ?? "person", name: labelOf(person, district) });
  }
  return found;
}

/** People of the network who are in the file's list no longer lose their role; their history stays. */
export function endNetworkPeople(draft: ImportDraft, listed: Iterable<Person>): void {
  const stay = new Set([...listed].map(({ id }) => id));
  for (const person of draft.known?.roster.people ?? []) {
    if (person.networkRole === null || stay.has(person.id)) continue;
    write(draft, "people", { ...person, networkRole: null });
    ended(draft, person.networkRole, person.name);
  }
}

/** Two people of the same name in a district are told apart by their addresses. */
function labelOf(person: Person, district: District | null): string {
  const where = district === null || nameKey(person.name).includes(nameKey(district.name)) ? "" : `, ${district.name}`;
  return `${person.name}${where}`;
}

function withoutDoubles(draft: ImportDraft, mentions: Mention[]): Mention[] {
  const seen = new Map<string, Mention[]>();
  return mentions.filter((mention) => {
    const key = mention.email ?? `${homeOf(mention)}\n${nameKey(mention.name)}`;
    const before = seen.get(key) ?? [];
    const says = before.map((other) => clash(mention, other)).find((clashing) => clashing !== undefined);
    if (says !== undefined) {
      problem(draft, mention.place, mention.email === null ? "name" : "email", says);
      return false;
    }
    seen.set(key, [...before, mention]);
    return true;
  });
}

function clash(mention: Mention, other: Mention): string | undefined {
  const line = other.place.line;
  if (mention.email === null) {
    return mention.group === other.group ? namesakes(mention, line) : undefined;
  }
  if (homeOf(mention) !== homeOf(other)) {
    return `"${mention.email}" is on line ${line} in ${placeName(other.district)} too: a person belongs to one district. Keep one of them, or write her other address`;
  }
  if (nameKey(mention.name) !== nameKey(other.name)) {
    return `"${mention.email}" is the address of "${other.name}" on line ${line}: write this person's own address`;
  }
  return mention.group === other.group ? `"${mention.email}" is on line ${line} already: keep one of them` : undefined;
}

function byEmail(
  draft: ImportDraft,
  mention: Mention,
  all: Mention[],
  found: ReadonlyMap<Mention, Person>,
): Person | undefined | "problem" {
  const people = draft.known?.roster.people ?? [];
  const known = [...found.values(), ...people].find(({ email }) => email === mention.email);
  if (known !== undefined) {
    if (known.districtId === (mention.district?.id ?? null)) return known;
    const home = draft.known?.roster.districts.find(({ id }) => id === known.districtId) ?? null;
    const says = `"${mention.email}" is known in ${placeName(home)} as "${known.name}": a person belongs to one district. Write her new address here`;
    problem(draft, mention.place, "email", says);
    return "problem";
  }
  // Somebody known without an address gets it, where nobody else in the file could be meant.
  const namesakes = people.filter((person) => person.email === null && isNamesake(person, mention));
  const rivals = all.filter(
    (other) => homeOf(other) === homeOf(mention) && nameKey(other.name) === nameKey(mention.name),
  );
  const addresses = new Set(rivals.map(({ email }) => email));
  return namesakes.length === 1 && addresses.size === 1 ? namesakes[0] : undefined;
}

function byNameAlone(
  draft: ImportDraft,
  mention: Mention,
  found: ReadonlyMap<Mention, Person>,
): Person | undefined | "problem" {
  const inFile = [...found].filter(([, person]) => isNamesake(person, mention));
  const twin = inFile.find(([other]) => other.group === mention.group)?.[0];
  if (twin !== undefined) {
    problem(draft, mention.place, "email", namesakes(mention, twin.place.line));
    return "problem";
  }
  const known = (draft.known?.roster.people ?? []).filter((person) => isNamesake(person, mention));
  const active = known.filter((person) => isActive(draft, person));
  const candidates = new Map(
    [...(active.length > 0 ? active : known), ...inFile.map(([, one]) => one)].map((one) => [one.id, one]),
  );
  if (candidates.size <= 1) return [...candidates.values()][0];
  const says = `is missing: ${candidates.size} people are called "${mention.name}" here. Write her e-mail address`;
  problem(draft, mention.place, "email", says);
  return "problem";
}

function namesakes(mention: Mention, line: number): string {
  return `"${mention.name}" is on line ${line} too: where these are two people, give each her e-mail address`;
}

function personOf(draft: ImportDraft, mention: Mention, known: Person | undefined): Person {
  return {
    id: known?.id ?? newId(draft, mention),
    networkId: draft.network.id,
    districtId: mention.district?.id ?? null,
    name: mention.name,
    email: mention.email ?? known?.email ?? null,
    networkRole: mention.role,
    muted: known?.muted ?? false,
    askAt: known?.askAt ?? null,
    welcomedAt: known?.welcomedAt ?? null,
    weeklyMessages: known?.weeklyMessages ?? null,
    awayFrom: known?.awayFrom ?? null,
    awayUntil: known?.awayUntil ?? null,
  };
}

/** From the natural key; a later one where an earlier person, who has got another key since, holds it. */
function newId(draft: ImportDraft, mention: Mention): string {
  const natural = mention.email === null ? ["name", homeOf(mention), nameKey(mention.name)] : ["e-mail", mention.email];
  const taken = new Set((draft.known?.roster.people ?? []).map(({ id }) => id));
  for (let turn = 0; ; turn++) {
    const id = idOf("person", draft.network.id, ...natural, ...(turn === 0 ? [] : [turn]));
    if (!taken.has(id)) return id;
  }
}

function isNamesake(person: { districtId: string | null; name: string }, mention: Mention): boolean {
  return person.districtId === (mention.district?.id ?? null) && nameKey(person.name) === nameKey(mention.name);
}

function isActive(draft: ImportDraft, person: Person): boolean {
  if (person.networkRole !== null) return true;
  return (draft.known?.roster.memberships ?? []).some((one) => one.personId === person.id && one.until === null);
}

function homeOf(mention: Mention): string {
  return mention.district?.id ?? "";
}

function placeName(district: District | null): string {
  return district === null ? "the network" : district.name;
}
