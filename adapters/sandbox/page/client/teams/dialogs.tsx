import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { TeamsDialogContent } from "../../teams-shapes.js";
import { Boundary } from "../boundary.js";
import { BotMark, Icon } from "../icons.js";
import type { DialogsProps } from "../platform.js";
import { Card, type CardHandle } from "./card.js";
import type { InputValues } from "./draw-card.js";

/** What was typed into a dialog, and into which card of it. */
type Typed = { card: string; values: InputValues };
/** What the app said in place of the dialog that it closed, and to whom. */
type Said = { to: string; title: string; message: string };

/**
 * The open dialog of a person, in the browser's own dialog, which holds the keyboard's focus and gives it back. What was
 * typed is kept until it is closed or the app shows another card in it, also when the app or the sandbox fails.
 */
export function Dialogs({ dialogs, ...rest }: DialogsProps) {
  const typed = useRef(new Map<string, Typed>());
  const [said, setSaid] = useState<Said>();
  const { workspace, person } = rest;
  const to = `${workspace.id}/${person.id}`;
  const top = dialogs.at(-1);
  useEffect(() => {
    const open = new Set(dialogs.map((dialog) => dialog.id));
    for (const id of typed.current.keys()) if (!open.has(id)) typed.current.delete(id);
  }, [dialogs]);
  if (top !== undefined) {
    const content = top.content as TeamsDialogContent;
    return (
      <OpenDialog
        key={top.id}
        {...rest}
        id={top.id}
        content={content}
        typed={typed.current}
        onSaid={(message) => setSaid({ to, title: content.title, message })}
      />
    );
  }
  if (said?.to !== to) return null;
  return <SaidDialog {...said} onClose={() => setSaid(undefined)} />;
}

/** A sentence of the app in a dialog of its own. */
export function SaidDialog({ title, message, onClose }: { title: string; message: string; onClose: () => void }) {
  return (
    <Frame title={title} onClose={onClose}>
      <p className="teams-said">{message}</p>
      <div className="teams-dialog-foot">
        <button type="button" className="teams-button" onClick={onClose}>
          Close
        </button>
      </div>
    </Frame>
  );
}

type DialogProps = Omit<DialogsProps, "dialogs"> & {
  id: string;
  content: TeamsDialogContent;
  typed: Map<string, Typed>;
  onSaid: (message: string) => void;
};

function OpenDialog({ id, content, typed, act, onSaid }: DialogProps) {
  const card = useRef<CardHandle>(null);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const json = JSON.stringify(content.card);
  const mine = typed.get(id);
  const values = mine?.card === json ? mine.values : content.values;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another card in the dialog is another place to be
  useEffect(() => card.current?.focus(), [json]);

  const run = async (label: string) => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    const answer = await act({ do: "submit", dialog: id, values: card.current?.values() ?? {}, button: { label } });
    setBusy(false);
    if (!answer.ok) return setProblem(`${answer.reason} Your text is still here.`);
    setProblem(answer.value.problem);
    if (answer.value.message !== undefined) onSaid(answer.value.message);
  };

  const close = async () => {
    if (busy) return;
    const answer = await act({ do: "cancel", dialog: id });
    if (!answer.ok) setProblem(answer.reason);
  };

  return (
    <Frame title={content.title} onClose={close} busy={busy}>
      {problem ? <Problem text={problem} /> : null}
      <Boundary key={json} instead={<p className="teams-not-drawn">The sandbox cannot draw this card.</p>}>
        <Card
          handle={card}
          card={content.card}
          values={values}
          busy={busy}
          onButton={(label) => void run(label)}
          onInput={(now) => typed.set(id, { card: json, values: now })}
        />
      </Boundary>
    </Frame>
  );
}

type FrameProps = { title: string; busy?: boolean; onClose: () => void; children: React.ReactNode };

function Frame({ title, busy = false, onClose, children }: FrameProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown === null || shown.open) return;
    shown.showModal();
    return () => shown.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="teams-dialog"
      aria-labelledby={titleId}
      aria-busy={busy}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="teams-dialog-head">
        <BotMark size={32} />
        <p>
          Throughline
          <b id={titleId}>{title}</b>
        </p>
        <button type="button" className="plain-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="teams-dialog-progress" data-busy={busy} role="status">
        {busy ? <span className="sr-only">Sending.</span> : null}
      </div>
      <div className="teams-dialog-body">{children}</div>
    </dialog>
  );
}

export function Problem({ text }: { text: string }) {
  return (
    <p className="teams-problem" role="alert">
      <Icon name="warning" />
      {text}
    </p>
  );
}
