'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId } from 'react';
import { Button } from '@/components/ui/button';
import { useDebounced } from '@/components/ui/use-debounced';
import { format } from './editor/create-editor';
import { applyFix, goTo, replaceAll } from './editor/diagnostics';
import { PolicyCompaction } from './policy-compaction';
import { PolicyFindings } from './policy-findings';
import type { PolicyEditorProps } from './policy-props';
import { questionOf } from './policy-question';
import { checkQuery } from './queries';
import { SizeMeter } from './size-meter';
import { usePolicyEditor } from './use-policy-editor';

const TYPING_PAUSE_MS = 100;

/** The editor of a policy, with what is to be said about it below. */
export function PolicyEditor(props: PolicyEditorProps) {
  const { value, label, isOptional, description, error } = props;
  const id = useId();
  const settled = useDebounced(value, TYPING_PAUSE_MS);
  const policy = questionOf(props, settled);
  const check = useQuery(checkQuery(policy));
  const checked = check.data ?? null;
  const editor = usePolicyEditor({ ...props, checked });
  const { holder, view, meaning } = editor;
  useDescribed(view?.contentDOM ?? null, id, Boolean(error));
  return (
    <div className="field">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a label; the editor itself takes the keys */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as a label does, it leads to its field */}
      <span id={`${id}-label`} className="field-label" onClick={() => view?.focus()}>
        {label}
        {isOptional ? <span className="field-optional">optional</span> : null}
      </span>
      <div ref={holder} className="min-w-0" />
      <span id={`${id}-hint`} className="field-hint">
        {description} Ctrl+Space completes, Tab leaves the editor.
      </span>
      {error ? (
        <span id={`${id}-error`} className="field-error">
          {error}
        </span>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-2">
        {checked ? <SizeMeter size={checked.size} /> : <span />}
        <Button size="small" onPress={() => view && format(view)}>
          Format
        </Button>
      </div>
      {checked && view ? (
        <PolicyCompaction
          policy={policy}
          size={checked.size}
          onTake={(text) => replaceAll(view, text)}
        />
      ) : null}
      {check.error ? <p className="text-sm text-warn">{check.error.message}</p> : null}
      {meaning ? (
        <p className="text-sm text-muted">
          <span className="font-strong">At the cursor: </span>
          {meaning}
        </p>
      ) : null}
      <PolicyFindings
        of={label}
        findings={checked?.findings ?? []}
        onGo={({ at }) => view && goTo(view, at)}
        onFix={(fix) => view && checked && applyFix(view, fix, checked.text)}
      />
    </div>
  );
}

/** The name, hint and error of the editor, as a text field has them. */
function useDescribed(field: HTMLElement | null, id: string, isInvalid: boolean): void {
  useEffect(() => {
    if (!field) return;
    const notes = [`${id}-hint`, ...(isInvalid ? [`${id}-error`] : [])];
    field.setAttribute('aria-labelledby', `${id}-label`);
    field.setAttribute('aria-describedby', notes.join(' '));
    field.setAttribute('aria-invalid', String(isInvalid));
    field.setAttribute('spellcheck', 'false');
  }, [field, id, isInvalid]);
}
