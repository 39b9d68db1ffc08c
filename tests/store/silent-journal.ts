import type { Journal } from "../../src/ports/journal.js";

export const silent: Journal = { info() {}, warn() {}, error() {}, count() {} };
