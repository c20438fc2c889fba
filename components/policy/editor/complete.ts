import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { EditedKind } from '@/lib/setup/policy/complete-elements';
import { completePolicy } from '@/lib/setup/policy/complete-policy';
import type { Completion as Offer } from '@/lib/setup/policy/completion';
import { cursorPlace } from '@/lib/setup/policy/cursor-place';
import { wordsAt } from './words-source';

const TYPED_OPENS = /["\w:*/]$/;

/** Completion by what stands at the cursor. Nothing is offered while the words cannot be read. */
export function policyCompletion(kind: EditedKind, searchUrl: string): Extension {
  async function source(context: CompletionContext): Promise<CompletionResult | null> {
    const { pos: cursor, explicit, state } = context;
    const text = state.doc.toString();
    if (!explicit && !TYPED_OPENS.test(text.slice(0, cursor))) return null;
    const at = { text, cursor, kind };
    const words = await wordsAt(at, searchUrl).catch(() => null);
    const found = words && completePolicy(at, words);
    if (!found) return null;
    return { from: found.from, filter: false, options: found.options.map(toCompletion) };
  }
  return autocompletion({
    override: [source],
    icons: false,
    // Its popup is positioned by style properties, which the policy of the page allows.
    activateOnCompletion: ({ type }) => type === 'service' || type === 'element',
  });
}

function toCompletion(offer: Offer): Completion {
  const { kind, label, detail, says } = offer;
  return {
    type: kind,
    label,
    detail,
    ...(says ? { info: says } : {}),
    apply: (view, completion) => write(view, completion, offer),
  };
}

/** Takes the place of what stands at the cursor now: more may have been typed meanwhile. */
function write(
  view: EditorView,
  completion: Completion,
  { insert, select }: Offer,
): void {
  const place = cursorPlace(view.state.doc.toString(), view.state.selection.main.head);
  if (!place) return;
  const [anchor, head] = select;
  view.dispatch({
    changes: { from: place.from, to: place.to, insert },
    selection: { anchor: place.from + anchor, head: place.from + head },
    userEvent: 'input.complete',
    annotations: pickedCompletion.of(completion),
    scrollIntoView: true,
  });
}
