import { useId, useRef, useState } from "react";
import type { Act, Acted, ConversationState } from "../cloud.js";
import type { About } from "../page-state.js";
import { Icon } from "./icons.js";
import type { PlatformView } from "./platform.js";
import type { Answer } from "./requests.js";

type Props = {
  into: ConversationState;
  bot: string;
  thread?: string;
  view: PlatformView;
  words: About["words"];
  act: (what: Act) => Promise<Answer<Acted>>;
};

/** Sends what is typed, in the platform's way. What could not be sent stays in the field. */
export function Composer({ into, bot, thread, view, words, act }: Props) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const help = useId();
  const { label, mention, prompts, ...said } = view.composer(into, thread !== undefined, bot);
  const before = thread === undefined ? (view.offers(text, into, bot) ?? (asked ? prompts : undefined)) : undefined;

  const put = (typed: string) => {
    setText(typed);
    setProblem(undefined);
    field.current?.focus();
  };

  const send = async (typed: string) => {
    if (typed.trim() === "" || busy) return;
    setBusy(true);
    setProblem(undefined);
    const sent = view.send(typed.trim(), into, bot);
    const answer = await act(
      sent.do === "command" ? { ...sent, conversation: into.id } : { ...sent, conversation: into.id, thread },
    );
    setBusy(false);
    if (!answer.ok) return setProblem(answer.reason);
    setProblem(answer.value.problem);
    if (answer.value.problem !== undefined) return;
    setAsked(false);
    /* What she typed meanwhile stays. */
    setText((last) => (last === typed ? "" : last));
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
      {before !== undefined && words && words.length > 0 ? (
        <fieldset className="composer-words" aria-label={`Words that ${bot} understands`}>
          {words.map(({ word, what }) => (
            <button type="button" key={word} title={what} onClick={() => put(`${before}${word} `)}>
              {word}
            </button>
          ))}
        </fieldset>
      ) : null}
      <div className="composer-box">
        <textarea
          ref={field}
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
      <div className="composer-foot">
        {mention === undefined || text.startsWith(mention) ? null : (
          <button type="button" className="composer-offer" onClick={() => put(`${mention}${text.trimStart()}`)}>
            <span className="sr-only">Put in front: </span>
            {mention.trim()}
          </button>
        )}
        {prompts === undefined || thread !== undefined ? null : (
          <button
            type="button"
            className="composer-offer"
            aria-expanded={before !== undefined}
            onClick={() => setAsked(before === undefined)}
          >
            View prompts
          </button>
        )}
        <p className="composer-help" id={help}>
          Enter sends, Shift and Enter makes a new line. {said.help}
        </p>
      </div>
    </form>
  );
}
