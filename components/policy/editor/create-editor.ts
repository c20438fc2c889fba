import {
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { nextDiagnostic, previousDiagnostic } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { cleanPaste } from '@/lib/setup/policy/clean-paste';
import type { EditedKind } from '@/lib/setup/policy/complete-elements';
import { formatPolicy } from '@/lib/setup/policy/format-policy';
import type { PolicyCheck } from '@/lib/setup/policy/policy-check';
import { policyCompletion } from './complete';
import { replaceAll } from './diagnostics';
import { meaningAt } from './place-words';
import { policyTheme } from './theme';

export type EditorOptions = {
  parent: HTMLElement;
  text: string;
  kind: EditedKind;
  searchUrl: string;
  placeholder: string;
  onText: (text: string) => void;
  /** The cursor stands at another place, or the text around it changed. */
  onCursor: (state: EditorState) => void;
  /** What pasting brought along was taken out. */
  onCleaned: (removed: string[]) => void;
  /** What the values of the text mean, as far as it is known. */
  saysOf: (state: EditorState) => PolicyCheck['says'];
};

/** The wizard plans by ⌘↵; here it would open a line. */
const ownKeys = defaultKeymap.filter(({ key }) => key !== 'Mod-Enter');

/** An editor of one policy. Tab is not bound: it leaves, as in every other field. */
export function createEditor(options: EditorOptions): EditorView {
  const { parent, text, kind, searchUrl } = options;
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(pageNonce()),
        lineNumbers(),
        highlightActiveLineGutter(),
        drawSelection(),
        history(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        json(),
        policyCompletion(kind, searchUrl),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...ownKeys,
          ...historyKeymap,
          { key: 'F8', run: nextDiagnostic, shift: previousDiagnostic },
          { key: 'Shift-Alt-f', run: format },
        ]),
        placeholder(options.placeholder),
        EditorView.lineWrapping,
        // Said once more: a text that scrolls is reached by the Tab key, as checkers want it told.
        EditorView.contentAttributes.of({ tabindex: '0' }),
        policyTheme,
        ...listeners(options),
      ],
    }),
  });
}

/** Puts each value on a line of its own; false when the text is not JSON yet. */
export function format(view: EditorView): boolean {
  const formatted = formatPolicy(view.state.doc.toString());
  if (formatted === null) return false;
  replaceAll(view, formatted);
  return true;
}

function pageNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.content || '';
}

const listeners = ({
  onText,
  onCursor,
  onCleaned,
  saysOf,
}: EditorOptions): Extension[] => [
  EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
    if (docChanged) onText(state.doc.toString());
    if (docChanged || selectionSet) onCursor(state);
  }),
  EditorView.clipboardInputFilter.of((pasted) => {
    const cleaned = cleanPaste(pasted);
    onCleaned(cleaned?.removed ?? []);
    return cleaned?.text ?? pasted;
  }),
  hoverTooltip((view, at) => {
    const meaning = meaningAt(view.state, at, saysOf(view.state));
    if (!meaning) return null;
    return {
      pos: meaning.from,
      end: meaning.to,
      create: () => ({ dom: tip(meaning.words) }),
    };
  }),
];

function tip(words: string): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-tooltip-words';
  dom.textContent = words;
  return dom;
}
