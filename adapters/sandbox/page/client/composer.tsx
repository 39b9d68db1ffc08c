import { useId, useState } from "react";
import type { Act, Acted } from "../cloud.js";
import type { About } from "../page-state.js";
import { Icon } from "./icons.js";
import type { PlatformView } from "./platform.js";
import type { Answer } from "./requests.js";

type Props = {
  label: string;
  conversation: string;
  thread?: string;
  view: PlatformView;
  words: About["words"];
  act: (what: Act) => Promise<Answer<Acted>>;
};

/** Sends plain text, or a command where the platform knows commands. What could not be sent stays in the field. */
export function Composer({ label, conversation, thread, view, words, act }: Props) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const help = useId();
  const command = view.command(text) ?? (text.trim() === "/" ? { command: "/", text: "" } : undefined);

  const send = async (typed: string) => {
    const said = typed.trim();
    if (said === "" || busy) return;
    setBusy(true);
    setProblem(undefined);
    const asked = view.command(said);
    const answer = await act(
      asked === undefined ? { do: "say", conversation, text: said, thread } : { do: "command", conversation, ...asked },
    );
    setBusy(false);
    if (!answer.ok) return setProblem(answer.reason);
    setProblem(answer.value.problem);
    /* What she typed meanwhile stays. */
    if (answer.value.problem === undefined) setText((last) => (last === typed ? "" : last));
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send(text);
      }}
    >
      {problem ? (
        <p className="composer-problem" role="alert">
          <Icon name="warning" /> {problem}
        </p>
      ) : null}
      {command && words && words.length > 0 ? (
        <fieldset className="composer-words" aria-label="Words of the command">
          {words.map(({ word, what }) => (
            <button type="button" key={word} title={what} onClick={() => setText(`/throughline ${word} `)}>
              {word}
            </button>
          ))}
        </fieldset>
      ) : null}
      <div className="composer-box">
        <textarea
          rows={1}
          aria-label={label}
          aria-describedby={help}
          placeholder={label}
          value={text}
          maxLength={12_000}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send(text);
          }}
        />
        <button type="submit" aria-label="Send" aria-disabled={busy || text.trim() === ""}>
          <Icon name="send" />
        </button>
      </div>
      <p className="composer-help" id={help}>
        Enter sends, Shift and Enter makes a new line.
        {view.command("/throughline") ? " /throughline help shows the words." : ""}
      </p>
    </form>
  );
}
