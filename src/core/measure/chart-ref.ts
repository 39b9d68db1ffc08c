/** Which picture a card asks for, as plain data: what is drawn is looked up when somebody opens it. */
export type ChartRef = {
  chart: "prediction" | "run";
  networkId: string;
  cycleId: string;
  /** Null: the cycle's own figure, of before there were measures. */
  measureId: string | null;
  /** Who will see it: the team itself, or anybody else, for whom small groups are withheld. */
  audience: "team" | "outside";
  /**
   * Changes with what the picture shows. Platforms keep a picture by its address, so that a new point needs a new one;
   * it does not choose what is drawn, which is what is known when the picture is opened.
   */
  content: string;
};
