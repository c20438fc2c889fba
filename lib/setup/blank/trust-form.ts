import { GUARD_PLACES, type GuardName, OWN_GUARDS } from '../guards/guard-names';
import type { DraftFields } from '../schema';

/** What the form shows of a trust policy. */
export type TrustForm = {
  /** Whom it trusts, as the document writes them. */
  principals: string[];
  /** The guards that are on, each as it is typed into the form. */
  guards: Partial<Record<GuardName, string>>;
};

type GuardFields = Omit<Partial<DraftFields>, 'recipe'>;

/** Lines of a text, each once. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

export const formOf = (fields: DraftFields): TrustForm => ({
  principals: linesOf(fields.principals),
  guards: Object.fromEntries(
    OWN_GUARDS.filter((name) => fields[GUARD_PLACES[name].toggle]).map((name) => {
      const { value } = GUARD_PLACES[name];
      return [name, value ? fields[value] : ''];
    }),
  ),
});

/** The fields that show a form. What was typed for a guard that is off stays there. */
export function fieldsOf({ principals, guards }: TrustForm): GuardFields {
  const places = OWN_GUARDS.flatMap((name): [string, string | boolean][] => {
    const { toggle, value } = GUARD_PLACES[name];
    const typed = guards[name];
    const isOn: [string, boolean] = [toggle, typed !== undefined];
    return value && typed !== undefined ? [isOn, [value, typed]] : [isOn];
  });
  return { principals: principals.join('\n'), ...Object.fromEntries(places) };
}
