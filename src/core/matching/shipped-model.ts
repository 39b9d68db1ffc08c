import { conceptIndex } from "./concepts.js";
import { habits } from "./topic-habits.js";
import type { TopicModel } from "./topic-model.js";
import { learnedColumns, wordScale } from "./topic-table.js";
import { readTable, shareScale } from "./topic-table-form.js";
import { learnedWords } from "./topic-words-table.js";
import { topics } from "./topics.js";

const placesOf = (names: readonly string[]) => new Map(names.map((name, place) => [name, place]));

function read(): TopicModel {
  const known = topics.map(({ id }) => id);
  const columns = readTable("columns", learnedColumns, known.length);
  const words = readTable("words", learnedWords, known.length);
  return {
    topics: known,
    index: conceptIndex(),
    columns: placesOf(columns.names),
    weights: columns.weights,
    rarity: columns.first,
    wordScale,
    leans: { places: placesOf(words.names), share: words.first.map((one) => one / shareScale), weights: words.weights },
    habits,
  };
}

/** The model that Throughline runs with: our lexicon, and what was learned from our own statements. */
export const shippedModel: TopicModel = read();
