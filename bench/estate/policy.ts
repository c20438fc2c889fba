export type ConditionValue = string | boolean | number | string[];
export type Conditions = Record<string, Record<string, ConditionValue>>;
export type Texts = string | string[];
export type Principals = '*' | Record<string, Texts>;

export type Statement = {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: Principals;
  NotPrincipal?: Principals;
  Action?: Texts;
  NotAction?: Texts;
  Resource?: Texts;
  NotResource?: Texts;
  Condition?: Conditions;
};

export type Policy = { Version: string; Statement: Statement[] };

export const ASSUME = 'sts:AssumeRole';

/** A policy variable: `${aws:username}`, or `${aws:PrincipalTag/team, 'none'}` with a default. */
export const variable = (key: string, fallback?: string): string =>
  fallback === undefined ? `\${${key}}` : `\${${key}, '${fallback}'}`;

export const policy = (...statements: Statement[]): Policy => ({
  Version: '2012-10-17',
  Statement: statements,
});

const under = (condition?: Conditions) => (condition ? { Condition: condition } : {});

/** A statement of an identity policy or an SCP that allows. */
export const allow = (
  actions: Texts,
  resources: Texts,
  condition?: Conditions,
): Statement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
  ...under(condition),
});

/** A statement of an identity policy or an SCP that denies. */
export const deny = (
  actions: Texts,
  resources: Texts,
  condition?: Conditions,
): Statement => ({ ...allow(actions, resources, condition), Effect: 'Deny' });

/** A statement that allows everything but the listed actions, on every resource. */
export const allowAllBut = (actions: Texts): Statement => ({
  Effect: 'Allow',
  NotAction: actions,
  Resource: '*',
});

/** A statement of a trust policy that lets somebody in. */
export const trust = (
  principals: Principals,
  actions: Texts = ASSUME,
  condition?: Conditions,
): Statement => ({
  Effect: 'Allow',
  Principal: principals,
  Action: actions,
  ...under(condition),
});
