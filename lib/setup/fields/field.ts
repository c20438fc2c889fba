import type { DraftFieldName } from '../schema';

/** One field as it was understood. Empty is not a mistake: the person is not there yet. */
export type Field<T> =
  | { state: 'empty' }
  | {
      state: 'wrong';
      message: string;
      /** It is well formed, and nothing that was read here is called so. */
      isUnknown?: true;
    }
  | { state: 'right'; value: T; warning: string | null };

/** One that cannot be empty. */
export type Settled<T> = Exclude<Field<T>, { state: 'empty' }>;

export const empty: Field<never> = { state: 'empty' };
export const wrong = (message: string): Settled<never> => ({ state: 'wrong', message });
export const unknown = (message: string): Field<never> => ({
  state: 'wrong',
  message,
  isUnknown: true,
});
export const right = <T>(value: T, warning: string | null = null): Settled<T> => ({
  state: 'right',
  value,
  warning,
});

export const rightOf = <T>(field: Field<T>): T | null =>
  field.state === 'right' ? field.value : null;

export type FieldNotes = {
  errors: Partial<Record<DraftFieldName, string>>;
  warnings: Partial<Record<DraftFieldName, string>>;
};

/** One more warning at a field; those that it has stay. */
export function addWarning(
  { warnings }: FieldNotes,
  field: DraftFieldName,
  text: string,
): void {
  warnings[field] = [warnings[field], text].filter(Boolean).join(' ');
}

/** Everything there is to say about the fields. */
export function noteFields(
  fields: Partial<Record<DraftFieldName, Field<unknown>>>,
): FieldNotes {
  const notes: FieldNotes = { errors: {}, warnings: {} };
  for (const [key, field] of Object.entries(fields)) {
    const name = key as DraftFieldName; // Object.entries forgets the names' type
    if (field.state === 'wrong') notes.errors[name] = field.message;
    if (field.state === 'right' && field.warning) notes.warnings[name] = field.warning;
  }
  return notes;
}
