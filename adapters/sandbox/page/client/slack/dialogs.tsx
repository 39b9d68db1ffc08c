import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { PressedButton } from "../../cloud.js";
import type { SlackViewContent } from "../../slack-shapes.js";
import { BotMark, Icon } from "../icons.js";
import type { DialogsProps } from "../platform.js";
import { Blocks, Problem } from "./blocks.js";
import { Field } from "./fields.js";
import { type Values, valuesOf } from "./values.js";

/**
 * The stack of open forms: the top one is shown, in the browser's own dialog, which holds the keyboard's focus and gives
 * it back. What was typed into any of them is kept until it is closed, also when the app or the sandbox fails.
 */
export function Dialogs({ dialogs, ...rest }: DialogsProps) {
  const typed = useRef(new Map<string, Values>());
  const top = dialogs.at(-1);
  useEffect(() => {
    const open = new Set(dialogs.map((dialog) => dialog.id));
    for (const id of typed.current.keys()) if (!open.has(id)) typed.current.delete(id);
  }, [dialogs]);
  if (top === undefined) return null;
  return (
    <Dialog
      key={top.id}
      {...rest}
      dialogs={dialogs}
      id={top.id}
      content={top.content as SlackViewContent}
      kept={top.errors}
      typed={typed.current}
    />
  );
}

type DialogProps = DialogsProps & {
  id: string;
  content: SlackViewContent;
  kept: Record<string, string>;
  typed: Map<string, Values>;
};

function Dialog({ dialogs, id, content, kept, typed, workspace, act }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const formId = useId();
  const [mine, setMine] = useState<Values>(() => typed.get(id) ?? {});
  const [errors, setErrors] = useState(kept);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const values = valuesOf(content, mine);

  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown === null || shown.open) return;
    shown.showModal();
    firstField(body.current)?.focus();
    return () => shown.close();
  }, []);

  useEffect(() => {
    if (Object.keys(errors).length > 0) body.current?.querySelector<HTMLElement>(invalid)?.focus();
  }, [errors]);

  const change = (block: string, value: Values[string]) => {
    const next = { ...mine, [block]: value };
    setMine(next);
    typed.set(id, next);
  };

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    const answer = await act({ do: "submit", dialog: id, values });
    setBusy(false);
    if (!answer.ok) {
      setProblem(`${answer.reason} Your text is still here.`);
      return;
    }
    setErrors(answer.value.errors ?? {});
    setProblem(answer.value.problem);
  };

  const close = async (ids: string[]) => {
    if (busy) return;
    for (const one of ids) {
      const answer = await act({ do: "cancel", dialog: one });
      if (!answer.ok) return setProblem(answer.reason);
    }
  };
  const press = (button: PressedButton) => act({ do: "press", on: { dialog: id }, button });
  const all = dialogs.map((one) => one.id).reverse();

  return (
    <dialog
      ref={dialog}
      className="slack-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        void close([id]);
      }}
    >
      <div className="slack-dialog-head">
        {dialogs.length > 1 ? (
          <button type="button" className="plain-button" aria-label="Back" onClick={() => close([id])}>
            <Icon name="back" />
          </button>
        ) : (
          <BotMark size={28} />
        )}
        <h2 id={titleId}>{content.title ?? "Throughline"}</h2>
        <button type="button" className="plain-button" aria-label="Close" onClick={() => close(all)}>
          <Icon name="close" />
        </button>
      </div>
      <form id={formId} noValidate onSubmit={submit}>
        <div className="slack-dialog-body" ref={body}>
          <Problem text={problem} />
          <Blocks
            blocks={content.blocks}
            workspace={workspace}
            press={press}
            field={(block) => (
              <Field
                block={block}
                value={values[block.block_id ?? ""] ?? null}
                error={errors[block.block_id ?? ""]}
                onChange={(value) => change(block.block_id ?? "", value)}
              />
            )}
          />
        </div>
      </form>
      <div className="slack-dialog-foot">
        <button type="button" className="slack-button" onClick={() => close([id])}>
          {content.close ?? "Cancel"}
        </button>
        {content.submit === undefined ? null : (
          <button
            type="submit"
            form={formId}
            className="slack-button slack-button-primary"
            aria-disabled={busy}
            aria-busy={busy}
          >
            {content.submit}
          </button>
        )}
      </div>
    </dialog>
  );
}

const controls = "input, select, textarea";
const invalid = `:is(${controls})[aria-invalid="true"], [data-invalid="true"] input`;

function firstField(body: HTMLElement | null): HTMLElement | undefined {
  return body?.querySelector<HTMLElement>(controls) ?? undefined;
}
