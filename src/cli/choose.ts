import type { District, Network, Person } from "../core/network/model.js";
import { didYouMean, nameKey } from "../core/network/names.js";
import { named } from "../core/network/plan-teams.js";
import { CommandProblem } from "./io.js";

/** The network with this name; the only one where none is named. */
export function chooseNetwork(networks: Network[], name: string | undefined): Network {
  const names = networks.map((network) => network.name);
  if (networks.length === 0) throw new CommandProblem("No network is known yet. Begin with: throughline import FILE");
  if (name !== undefined) return byName("network", networks, name);
  const [only, ...others] = networks;
  if (only === undefined || others.length > 0) {
    throw new CommandProblem(`Several networks are known: ${names.join(", ")}. Say which one with --in NAME.`);
  }
  return only;
}

export function chooseDistrict(districts: District[], name: string): District {
  return byName("district", districts, name);
}

/** By her address, else by her name; two of the same name are told apart by the address. */
export function choosePerson(people: Person[], word: string): Person {
  const found = named(people, word);
  const [person] = found;
  if (person !== undefined && found.length === 1) return person;
  if (found.length > 1) {
    throw new CommandProblem(`${found.length} people are called "${word}": say the e-mail address.`);
  }
  const names = people.flatMap(({ name, email }) => (email === null ? [name] : [name, email]));
  throw new CommandProblem(`Nobody active is known as "${word}"${didYouMean(word, names)}`);
}

function byName<T extends { name: string }>(what: string, rows: T[], name: string): T {
  const found = rows.find((row) => nameKey(row.name) === nameKey(name));
  if (found !== undefined) return found;
  const names = rows.map((row) => row.name);
  const near = didYouMean(name, names);
  throw new CommandProblem(
    `There is no ${what} "${name}"${near === "" ? `. Known: ${names.join(", ") || "none"}.` : near}`,
  );
}
