import type { Words } from "./acts.js";
import type { Pressable } from "./cloud.js";

const statements = [
  "One in five of our students misses more than 18 days a year, and attendance falls in winter.",
  "Chronic absence is highest in kindergarten, and families do not answer our calls about absence.",
  "Half of our ninth graders have a D or F in at least one class, and homework counts for most of it.",
  "Teachers grade the same work differently, and students with many Fs give up in October.",
  "Long-term English learners stay at level 3 for years and are not reclassified before high school.",
  "English learners rarely speak in class, and their progress on the language test has stopped.",
  "Second graders do not read fluently, and phonics is taught in a different way in each room.",
  "Students who are not ready for algebra are placed in it, and most of them fail the first semester.",
];

const questions = [
  "How did you get families to answer your phone calls about chronic absence?",
  "Has anyone found a way to grade homework without failing the students who work after school?",
  "What helps long-term English learners to speak in math class every day?",
  "How do you find time for teachers to look at exit tickets together?",
];

const offers = [
  "We call in the evening, in the language of the family, and that worked for us.",
  "Two teachers sort the work together on Mondays, and the rest follows from it.",
];

/** Which of her words a form takes, by what she opened. */
export function ownWords(
  action: Pressable["action"],
): { kind: Words["kind"]; field: string; says: readonly string[] } | undefined {
  switch (action.do) {
    case "edit-problem":
      return { kind: "problem", field: "statement", says: statements };
    case "ask":
      return { kind: "question", field: "question", says: questions };
    case "help-offer":
    case "help-answer":
      return { kind: "offer", field: "answer", says: offers };
    case "close-help":
      return { kind: "taken", field: "taken", says: ["We call in the evening now, and more families answer."] };
    default:
      return undefined;
  }
}
