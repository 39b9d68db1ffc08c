/**
 * What districts' problems of practice are about: a closed list, the same words on buttons, in reasons and in the learned
 * table. `label`: as it stands on a button; `phrase`: as it stands in a sentence. An id is stored with what a team confirmed,
 * so it is never given a new meaning: a topic that is dropped keeps its id unused.
 */
export const topics = [
  {
    id: "english-learners",
    label: "English learner progress",
    phrase: "English learners' progress and reclassification",
  },
  { id: "academic-talk", label: "Academic conversation", phrase: "student talk and academic language" },
  { id: "early-literacy", label: "Early reading", phrase: "early reading" },
  { id: "math-readiness", label: "Math readiness", phrase: "math readiness" },
  { id: "grading", label: "D and F grades", phrase: "D and F grades" },
  { id: "behavior", label: "Behavior and discipline", phrase: "behavior and discipline" },
  { id: "absence", label: "Chronic absence", phrase: "chronic absence" },
  { id: "inclusion", label: "Special ed inclusion", phrase: "inclusion of students with disabilities" },
  { id: "credits", label: "Credits and dropout", phrase: "credits and dropout" },
  { id: "turnover", label: "Staff turnover", phrase: "staff turnover and vacancies" },
  { id: "collaboration", label: "Teacher collaboration", phrase: "teacher collaboration" },
  { id: "foster-homeless", label: "Foster and homeless youth", phrase: "stability for foster and homeless youth" },
  { id: "kindergarten", label: "Kindergarten readiness", phrase: "readiness for kindergarten" },
  { id: "data-use", label: "Data systems and use", phrase: "data systems and how data is used" },
  { id: "writing", label: "Writing", phrase: "student writing" },
  { id: "reading-upper", label: "Reading after grade 3", phrase: "reading in the upper grades" },
  { id: "elementary-math", label: "Elementary math", phrase: "elementary math" },
  { id: "science", label: "Science", phrase: "science teaching" },
  { id: "wellbeing", label: "Mental health", phrase: "mental health and wellbeing" },
  { id: "college-career", label: "College and career", phrase: "college and career readiness" },
  { id: "families", label: "Family engagement", phrase: "family engagement" },
  { id: "mtss", label: "Tiered support (MTSS)", phrase: "tiered support" },
  { id: "transitions", label: "Moving up a school", phrase: "the move to middle or high school" },
  { id: "leadership", label: "Leadership and trust", phrase: "leadership, priorities and trust" },
  { id: "curriculum", label: "Curriculum rollout", phrase: "putting a new curriculum to use" },
  { id: "technology", label: "Technology", phrase: "technology in learning" },
] as const;

export type TopicId = (typeof topics)[number]["id"];

export const isTopic = (id: string): id is TopicId => topics.some((one) => one.id === id);
