/**
 * A number in letters, at least so many. The marks in people's words have no figure in them: beside a small result the
 * product keeps figures from the channel, and the words with them.
 */
export function letters(nth: number, width: number): string {
  const rest = nth < 26 ? "" : letters(Math.floor(nth / 26), 1);
  return `${rest}${String.fromCharCode(97 + (nth % 26))}`.padStart(width, "a");
}
