import type { ChartRef } from "../core/measure/chart-ref.js";
import type { Chart } from "../core/measure/charts.js";

/**
 * What a picture shows now, for the audience that the reference names: whoever implements it withholds what that audience
 * may not see. Undefined where there is no such cycle or measure in that network (any more).
 */
export type ChartFor = (ref: ChartRef) => Promise<Chart | undefined>;

/** The address of a picture, good for some weeks. */
export type PictureLink = (ref: ChartRef) => string;
