import { expect } from "vitest";
import { at } from "../flows/scenes.js";
import type { Answers, Hands, OpenForm, TwoHouses } from "./two-houses.js";

/** What several tests of the two houses do in the same way. The first question is asked on Wednesday, January 21, at three. */

export async function firstQuestion(town: TwoHouses): Promise<void> {
  await town.at(at("21", "15:00"));
}

/** The lead plans the team's first cycle from the question, with a percentage as its prediction. */
export async function plan(town: TwoHouses): Promise<void> {
  const form = await town.lead.presses("Plan it");
  const planned = { change: "Exit tickets", prediction: "60 % get it right", predictedFigure: "60" };
  expect(await form.send({ ...planned, dueOn: "2026-02-11" })).toBe("closed");
}

/** From the card of her plan. */
export async function declareOutcome(town: TwoHouses): Promise<OpenForm> {
  const form = await town.lead.presses("Add a measure");
  const declared = { kind: "outcome", source: "achievement", unit: "percent", better: "up" };
  expect(await form.send({ ...declared, name: "Tickets that are right" })).toBe("told");
  return form;
}

/** A minute later she opens the form of the stage that the cycle is in, and sends it. */
export async function report(town: TwoHouses, who: Hands, answers: Answers): Promise<void> {
  await town.wait(1);
  expect(await (await who.opens("update")).send(answers)).toBe("closed");
}

export const namesIn = (form: OpenForm): string[] => form.fields().map(({ name }) => name);

/** What is in a field now. */
export const heldIn = (form: OpenForm, name: string) => form.fields().find((field) => field.name === name)?.value;
