import type { Field, FieldNotes } from '../fields/field';
import type { DraftFieldName } from '../schema';

/** What to say while a field is empty, in the order in which the form asks. */
export type Asks = readonly (readonly [DraftFieldName, string])[];

type Fields = Partial<Record<DraftFieldName, Field<unknown>>>;

export const missingIn = (asks: Asks, fields: Fields): DraftFieldName[] =>
  asks.map(([name]) => name).filter((name) => fields[name]?.state === 'empty');

export const isComplete = ({ errors }: FieldNotes, missing: DraftFieldName[]): boolean =>
  missing.length === 0 && Object.keys(errors).length === 0;

/** The first thing that is asked for; whatever nobody asks for by name is a guard's. */
export function sayMissing(asks: Asks, missing: DraftFieldName[]): string {
  if (missing.length === 0) return '';
  const [, sentence = 'Fill in the guards to see the verdict.'] =
    asks.find(([name]) => missing.includes(name)) ?? [];
  return sentence;
}
