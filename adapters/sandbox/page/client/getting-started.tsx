import { useState } from "react";

const stored = "throughline.sandbox.started";

/** Three steps for the first visit. Gone for good when put away. */
export function GettingStarted() {
  const [shown, setShown] = useState(() => {
    try {
      return localStorage.getItem(stored) === null;
    } catch {
      return true;
    }
  });
  if (!shown) return null;
  const putAway = () => {
    setShown(false);
    try {
      localStorage.setItem(stored, "yes");
    } catch {
      /* Then it comes back with the next visit. */
    }
  };
  return (
    <section className="started" aria-label="Getting started">
      <ol>
        <li>
          <b>Press Next check-in.</b> <span>The programme's clock moves to when a team is asked.</span>
        </li>
        <li>
          <b>Open the message and answer.</b>{" "}
          <span>Press the name of the person who got it. Use the buttons, or just type.</span>
        </li>
        <li>
          <b>See the digest.</b> <span>Move on by a day and look into the team's channel.</span>
        </li>
      </ol>
      <button type="button" className="button" onClick={putAway}>
        Got it
      </button>
    </section>
  );
}
