import { conceptIndex } from "./concepts.js";
import { habits } from "./topic-habits.js";
import type { TopicModel } from "./topic-model.js";
import { learned } from "./topic-table.js";
import { readTable } from "./topic-table-form.js";
import { topics } from "./topics.js";

function read(): TopicModel {
  const known = topics.map(({ id }) => id);
  const { names, rarity, weights } = readTable(learned.table, known.length);
  const columns = new Map(names.map((name, column) => [name, column]));
  return { topics: known, index: conceptIndex(), columns, weights, rarity, wordScale: learned.wordScale, habits };
}

/** The model that Throughline runs with: our lexicon, and what was learned from our own statements. */
export const shippedModel: TopicModel = read();
