import { wordsOf } from "./words.js";

/**
 * Whether a statement says enough to read its topic. “too short”: three words or fewer; one question is asked instead of a match.
 * “other language”: matched by its attributes alone. Languages are told by their little words; a short list of them is no
 * dictionary: a few words of another language between English ones stay English.
 */
export type Clarity = "enough" | "empty" | "too short" | "other language";

const english = new Set(
  (
    "a about an and are as at be by can cannot cant do dont for from get go have how i in into is it just kids many more most no " +
    "not of on our or out school schools so still students student than that the their them they this to too up us very was we " +
    "what when where who why with teachers teacher your math rate low high grade data"
  ).split(" "),
);
const other = new Set(
  (
    "el la los las un una unos unas de del al y o que en con por para sin su sus se es son esta estan este esto hay muy mas no nuestro " +
    "nuestra nuestros nuestras como pero cuando donde ya les le nos estudiantes alumnos ninos escuela escuelas padres maestros " +
    "leer lectura faltan tienen necesitan aprender clase grado ano anos casa familias matematicas " +
    "der und ist zu oft wir sie haben mit nicht nicht le les des une dans pour avec est sont nous os das uma nao com sao ang mga ng sa hindi kami ay " +
    "cac va cua khong la chung toi hoc sinh ntawm thiab cov"
  ).split(" "),
);
const shared = new Set(["el", "no", "a", "de", "la", "las", "los", "o", "die", "se", "des", "os", "das", "son", "va"]);

export function clarity(statement: string): Clarity {
  const letters = statement.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return "empty";
  const latin = statement.match(/\p{Script=Latin}/gu) ?? [];
  if (latin.length < letters.length / 2) return "other language";
  const words = wordsOf(statement);
  if (words.length <= 3) return "too short";
  const count = (list: ReadonlySet<string>) => words.filter((word) => list.has(word) && !shared.has(word)).length;
  const foreign = count(other) + words.filter((word) => shared.has(word) && word !== "no" && word !== "a").length * 0.5;
  return foreign >= 2 && foreign > count(english) * 1.2 ? "other language" : "enough";
}
