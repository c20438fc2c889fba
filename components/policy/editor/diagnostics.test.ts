import { EditorState, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { expect, it } from 'vitest';
import { applyFix } from './diagnostics';

const CHECKED = '{"Action": "s3:GetObjct"}';
const fix = { label: 'Write s3:GetObject', from: 11, to: 24, insert: '"s3:GetObject"' };

/** As much of an editor as a mend needs: a text that takes changes. */
function editorOf(doc: string) {
  const editor = {
    state: EditorState.create({ doc }),
    dispatch: (change: TransactionSpec) => {
      editor.state = editor.state.update(change).state;
    },
    focus: () => undefined,
  };
  return editor;
}

it.each([
  ['is written into the text that was checked', CHECKED, '{"Action": "s3:GetObject"}'],
  ['leaves a text that went on meanwhile as it is', ` ${CHECKED}`, ` ${CHECKED}`],
  ['leaves a shorter text as it is', '{}', '{}'],
])('a mend %s', (_, now, expected) => {
  const editor = editorOf(now);
  applyFix(editor as unknown as EditorView, fix, CHECKED);
  expect(editor.state.doc.toString()).toBe(expected);
});
