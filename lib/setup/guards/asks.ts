import type { Question } from '@/lib/iam/question';
import type { Ask, Breach, ChosenGuard, Meeting, Scene } from './guard-kind';
import { actionsFor } from './guard-of';
import { GUARDS } from './guard-table';

const NOTHING: Ask = {
  withMfa: false,
  externalId: null,
  sessionName: null,
  sourceIdentity: null,
  tags: {},
};

/** A request to become the role, whole: for a call of ours, or for the engine. */
export type Asking = { ask: Ask; circumstances: Meeting['circumstances'] };

/** The request that every guard lets in. */
export function rightAsking(chosen: ChosenGuard[], scene: Scene): Asking {
  const meetings = chosen.map(({ name, values }) => GUARDS[name].meets(values, scene));
  return {
    ask: Object.assign({ ...NOTHING }, ...meetings.map(({ ask }) => ask)),
    circumstances: Object.assign({}, ...meetings.map((one) => one.circumstances)),
  };
}

/** Requests that break one guard each, and fit all the others. */
export function breachesOf(chosen: ChosenGuard[], scene: Scene): Breach[] {
  const all = chosen.flatMap(({ name, values }) => GUARDS[name].breaches(values, scene));
  return all.filter(({ id }, index) => all.findIndex((one) => one.id === id) === index);
}

/** The request of a breach: the right one but for what breaks the guard. */
export const askingOf = (right: Asking, breach: Breach): Asking =>
  breach.kind === 'call'
    ? { ...right, ask: { ...right.ask, ...breach.ask } }
    : {
        ...right,
        circumstances: { ...right.circumstances, ...breach.circumstances },
      };

/** What the engine knows of a request: what it brings, and that it brings nothing else. */
export function questionOf({
  ask,
  circumstances,
}: Asking): Pick<Question, 'context' | 'absentKeys'> {
  const { withMfa, externalId, sessionName, sourceIdentity, tags } = ask;
  const given: Record<string, string | string[] | null> = {
    'sts:ExternalId': externalId,
    'sts:SourceIdentity': sourceIdentity,
    'aws:MultiFactorAuthPresent': withMfa ? 'true' : null,
    'aws:TagKeys': Object.keys(tags),
    ...(sessionName === null ? {} : { 'sts:RoleSessionName': sessionName }),
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]),
    ),
  };
  const known = Object.entries(given).filter(([, value]) => value !== null);
  return {
    context: { ...Object.fromEntries(known), ...circumstances } as Question['context'], // no null is left
    absentKeys: Object.keys(given).filter((key) => given[key] === null),
  };
}

/** `MFA and the external ID`; empty where the caller brings nothing. */
export function sayBrings(chosen: ChosenGuard[]): string {
  const parts = chosen.flatMap(({ name }) => GUARDS[name].brings ?? []);
  const [last = '', ...others] = [...parts].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

/** From where alone calls come in, in words; null for anywhere. */
function placesOf(chosen: ChosenGuard[]): string | null {
  const places = chosen.flatMap(({ name, values }) => GUARDS[name].from?.(values) ?? []);
  return places.length === 0 ? null : places.join(', ');
}

/** Why a refusal says nothing where calls come in from some places alone; null for anywhere. */
export function sayPlaces(chosen: ChosenGuard[]): string | null {
  const places = placesOf(chosen);
  return (
    places &&
    `AWS refused a call from where this console runs, and only calls from ${places} come in`
  );
}

/** What somebody outside has to know of the guards beside the external ID, to come in. */
export function needsOf(chosen: ChosenGuard[]): { name: string; text: string }[] {
  const actions = actionsFor(chosen);
  return [
    ...chosen
      .filter(({ name }) => name !== 'externalId')
      .map(({ name, values }) => ({
        name: GUARDS[name].label,
        text: values.join(', '),
      })),
    ...(actions.length === 0
      ? []
      : [
          { name: 'Its policies allow', text: ['sts:AssumeRole', ...actions].join(', ') },
        ]),
  ];
}
