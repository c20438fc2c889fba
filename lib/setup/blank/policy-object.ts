import { lineFinder } from '@/lib/iam/explain/policy-source';
import { readJson } from '@/lib/iam/explain/read-json';
import { cleanPastedJson } from '@/lib/iam/parse/clean-pasted';
import { isObject, type JsonObject, toList } from '@/lib/iam/parse/values';

type PolicyObject =
  | { ok: true; document: JsonObject; statements: JsonObject[] }
  /** Where it cannot be read, and what is wrong there. */
  | { ok: false; message: string };

const unreadable = (message: string): PolicyObject => ({ ok: false, message });

/** A policy as the object that it is, its statements beside it; else the line and the fault. */
export function policyObject(typed: string): PolicyObject {
  const { text } = cleanPastedJson(typed);
  if (text === '') return unreadable('There is no JSON here yet.');
  const { fault, places } = readJson(text);
  const lineOf = (at: number) => `Line ${lineFinder(text)(at).line}:`;
  if (fault) return unreadable(`${lineOf(fault.at)} ${fault.message}`);
  const twin = places.find(({ isRepeated }) => isRepeated);
  if (twin)
    return unreadable(
      `${lineOf(twin.at)} the key "${twin.path.at(-1)}" stands twice in one object.`,
    );
  const document: unknown = JSON.parse(text);
  if (!isObject(document)) return unreadable('Line 1: a policy stands in { and }.');
  const statements = toList(document['Statement'] ?? []);
  return statements.every(isObject)
    ? { ok: true, document, statements }
    : unreadable('Each statement stands in { and }.');
}

/** The same policy with other statements; one that stood without a list stays without. */
export function withStatements(document: JsonObject, statements: JsonObject[]): string {
  const isAlone = isObject(document['Statement']) && statements.length === 1;
  const Statement = isAlone ? statements[0] : statements;
  return JSON.stringify({ ...document, Statement }, null, 2);
}
