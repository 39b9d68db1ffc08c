/** What pictures and their descriptions say, in one place per language. */
export const pictureTexts = {
  title: { prediction: "Prediction against result", run: "Run chart" },
  percent: "Percent",
  number: "Number",
  better: { up: "up is better", down: "down is better" },
  from: (first: string, last: string) => `${first} to ${last}`,

  predicted: (figure: string) => `Predicted ${figure}`,
  by: (day: string) => `by ${day}`,
  median: (figure: string) => `Median ${figure}`,
  aboutMedian: (figure: string) => `Median about ${figure}`,
  about: (figure: string) => `about ${figure}`,
  atMost: (figure: string) => `≤ ${figure}`,
  atLeast: (figure: string) => `≥ ${figure}`,
  n: (n: string) => `n ${n}`,

  noResultYet: "No result yet.",
  notShown: "The last result is not shown here.",
  unclear: (last: string) => `${last}. Whether that reaches the prediction is not shown here.`,
  lastResult: (last: string) => `Last result: ${last}.`,
  result: (figure: string, day: string) => `${figure} on ${day}`,
  hit: (last: string, apart: string | undefined) => `Hit: ${last}${apart === undefined ? "" : `, ${apart}`}.`,
  miss: (last: string, apart: string | undefined) => `Miss: ${last}${apart === undefined ? "" : `, ${apart}`}.`,
  exactly: "just as predicted",
  over: (size: string) => `${size} over the prediction`,
  under: (size: string) => `${size} under the prediction`,

  tooFew: (useful: number, fewest: number) =>
    `Too few points to tell: ${useful} ${useful === 1 ? "is" : "are"} off the median, and it takes ${fewest}.`,
  noSignal: "No signal: these ups and downs can be chance.",
  shift: {
    wanted: "A shift in the wanted direction",
    unwanted: "A shift, but not in the wanted direction",
    unjudged: "A shift",
    neither: "More than chance, but in neither direction",
  },
  longRun: (length: number) => `${length} points in a row on one side of the median (squares)`,
  fewCrossings: (crossings: number) =>
    crossings === 1 ? "the line crosses the median only once" : `the line crosses the median only ${crossings} times`,
  signal: (shift: string, why: string) => `${shift}: ${why}.`,
  ofThoseShown: "Reckoned from the points that are shown.",

  withheld: (smallest: number) => `× Not shown, to protect small groups (fewer than ${smallest}).`,
  small: "Small numbers: do not share outside your team.",
  earlierNotes: (count: number) =>
    count === 1 ? "1 earlier note is not shown." : `${count} earlier notes are not shown.`,

  alt: {
    results: (points: string) => `Results: ${points}.`,
    point: (day: string, result: string) => `${day}, ${result}`,
    withheld: "not shown",
    summary: (count: number, from: string, to: string) => `${count} results from ${from} to ${to}`,
    first: (result: string) => `first ${result}`,
    last: (result: string) => `last ${result}`,
    lowest: (result: string) => `lowest ${result}`,
    highest: (result: string) => `highest ${result}`,
    middle: (result: string) => `median ${result}`,
    notShown: (count: number) => `${count} not shown`,
    notes: (notes: string) => `Notes: ${notes}.`,
    note: (day: string, text: string) => `${day}, ${text}`,
    noteCount: (count: number) => (count === 1 ? "1 note is in the picture." : `${count} notes are in the picture.`),
  },
};
