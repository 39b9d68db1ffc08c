/**
 * So long a simulated cloud waits for the app, where a test asks what comes of an act and not how soon: on a busy machine an
 * answer of an ordinary act may take longer than the real clouds' three and five seconds.
 */
export const patienceMs = 60_000;
