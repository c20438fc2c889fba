import { verdictWords } from '@/components/bridge/proof-words';
import type { Diagnosis } from '@/lib/inventory/doctor/diagnosis';

/** A diagnosis as text, for a ticket or a chat. */
export function sayDiagnosis(diagnosis: Diagnosis): string {
  const { sentence, comparison, byWord, nodes, refusingId, notCollected, mends, asOf } =
    diagnosis;
  return [
    sentence,
    comparison,
    ...(byWord ? [byWord] : []),
    ...section('Proof', nodes, ({ id, title, verdict, sentence: said, where }) => {
      const mark = id === refusingId ? ' (refuses)' : '';
      const place = where ? ` [${where}]` : '';
      return `${title}: ${verdictWords[verdict].words}${mark}. ${said}${place}`;
    }),
    ...section('What would mend it', mends, ({ sentence: said, statement }) =>
      [said, statement].filter(Boolean).join('\n'),
    ),
    ...section('Not read', notCollected, (item) => item),
    ...(asOf ? ['', `As of the reading of ${asOf}.`] : []),
  ].join('\n');
}

const section = <T>(
  title: string,
  items: readonly T[],
  say: (item: T) => string,
): string[] =>
  items.length > 0 ? ['', title, ...items.map((one) => `- ${say(one)}`)] : [];
