/** What is said outside of the owning team about results, and inside of it about what is not to be shared. */
export const smallCellTexts = {
  about: (percent: number) => `about ${percent} %`,
  atMost: (percent: number, n: number) => `${percent} % or less (of ${n})`,
  atLeast: (percent: number, n: number) => `${percent} % or more (of ${n})`,
  people: (n: number) => (n === 1 ? "1 person" : `${n} people`),
  withheld: {
    "too few": "A result was recorded. The group is too small to show here.",
    "how many is not known":
      "A result was recorded. It does not say how many people it is about, so it is not shown here.",
    "close to an earlier one":
      "A result was recorded. Beside an earlier one it would tell about a few people, so it is not shown here.",
    "beside a total":
      "A result was recorded. Beside the total it would tell about a few people, so it is not shown here.",
    "small correction":
      "An earlier result was corrected. The change would tell about a few people, so it is not shown here.",
  },
  doNotShare: "This may tell about a few people: please do not share this outside your team.",
  someLeftOut: "Numbers about few people show as …",
  numbersLeftOut: "Numbers are left out here. Your team sees them.",
} as const;
