import type { ParsedStatement } from '@/lib/iam/parse/policy';
import type { Template } from '@/lib/iam/parse/template';

const variablesIn = ({ parts }: Template): string[] =>
  parts.flatMap((part) => (part.kind === 'variable' ? [part.name] : []));

/** Condition keys that a statement asks for, in its conditions and by its variables. */
const keysIn = ({ resource, conditions }: ParsedStatement): string[] => [
  ...conditions.map(({ key }) => key),
  ...conditions.flatMap(({ values }) => values.flatMap(variablesIn)),
  ...(resource?.patterns.flatMap(variablesIn) ?? []),
];

/** The keys that statements need, each once; names ignore case. */
export function neededKeys(statements: ParsedStatement[]): string[] {
  const byName = new Map<string, string>();
  for (const key of statements.flatMap(keysIn))
    if (!byName.has(key.toLowerCase())) byName.set(key.toLowerCase(), key);
  return [...byName.values()];
}
