import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const wavy = (color: string) => ({
  backgroundImage: 'none',
  textDecoration: `underline wavy ${color} 1px`,
  textUnderlineOffset: '3px',
  textDecorationSkipInk: 'none',
});

/** The page's own variables: both themes at once. */
const look = EditorView.theme({
  '&': {
    color: 'var(--color-ink)',
    backgroundColor: 'var(--color-surface)',
    border: '1px solid var(--color-control)',
    borderRadius: 'var(--radius-control)',
    fontSize: 'var(--text-sm)',
  },
  '&.cm-focused': { outline: '2px solid var(--color-ink)', outlineOffset: '2px' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '20px',
    minHeight: '256px',
    maxHeight: '60vh',
  },
  '.cm-content': { caretColor: 'var(--color-ink)', paddingBlock: '8px' },
  '.cm-cursor': { borderLeftColor: 'var(--color-ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--color-bank-a-tint)',
  },
  '.cm-selectionBackground': { background: 'var(--color-sunken)' },
  '.cm-gutters': {
    color: 'var(--color-muted)',
    backgroundColor: 'var(--color-bg)',
    borderRight: '1px solid var(--color-hairline)',
    borderRadius: 'var(--radius-control) 0 0 var(--radius-control)',
  },
  '.cm-activeLineGutter': { color: 'var(--color-ink)', backgroundColor: 'transparent' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--color-control)',
  },
  '.cm-placeholder': { color: 'var(--color-muted)' },
  '.cm-tooltip': {
    color: 'var(--color-ink)',
    backgroundColor: 'var(--color-surface)',
    border: '1px solid var(--color-control)',
    borderRadius: 'var(--radius-control)',
    maxWidth: 'min(480px, calc(100vw - 32px))',
  },
  '.cm-tooltip-hover, .cm-completionInfo': { padding: '8px 12px', lineHeight: '1.5' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-mono)',
    maxHeight: '240px',
    maxWidth: 'min(480px, calc(100vw - 32px))',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--color-surface)',
    background: 'var(--color-ink)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--color-muted)' },
  '[aria-selected] > .cm-completionDetail': { color: 'inherit' },
  '.cm-diagnostic': { padding: '4px 12px' },
  '.cm-diagnosticAction': {
    color: 'var(--color-surface)',
    backgroundColor: 'var(--color-ink)',
    borderRadius: 'var(--radius-sm)',
    padding: '2px 8px',
  },
  '.cm-lintRange-error': wavy('var(--color-danger)'),
  '.cm-lintRange-warning': wavy('var(--color-warn)'),
  '.cm-lintRange-info': wavy('var(--color-muted)'),
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--color-bank-b)' },
  { tag: tags.string, color: 'var(--color-bank-a)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--color-warn)' },
]);

export const policyTheme: Extension = [look, syntaxHighlighting(colours)];
