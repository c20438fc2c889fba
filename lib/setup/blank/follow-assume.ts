import { type JsonObject, toStrings } from '@/lib/iam/parse/values';
import { oneOrMany } from '@/lib/iam/render/policy-text';
import { policyObject, withStatements } from './policy-object';
import { ASSUME } from './read-trust';

/** What the trusted half's policy has from the form. */
export type AssumeTarget = {
  roleArn: string;
  /** Actions that guards need beside the main one. */
  actions: string[];
};

/**
 * The trusted half's policy after the form changed: statements about the role follow it, and
 * everything else stays as it is. A text that cannot be read stays too.
 */
export function followAssume(
  text: string,
  before: AssumeTarget,
  after: AssumeTarget,
): string {
  if (JSON.stringify(before) === JSON.stringify(after)) return text;
  const read = policyObject(text);
  if (!read.ok) return text;
  const statements = read.statements.map((one) => followed(one, before, after));
  const isSame = JSON.stringify(statements) === JSON.stringify(read.statements);
  return isSame ? text : withStatements(read.document, statements);
}

function followed(
  statement: JsonObject,
  before: AssumeTarget,
  after: AssumeTarget,
): JsonObject {
  const resources = toStrings(statement['Resource']);
  const actions = toStrings(statement['Action']);
  const isAboutIt =
    statement['Effect'] === 'Allow' &&
    resources?.includes(before.roleArn) === true &&
    actions?.includes(ASSUME) === true;
  if (!isAboutIt) return statement;
  const renamed = resources.map((one) => (one === before.roleArn ? after.roleArn : one));
  const kept = actions.filter(
    (action) => after.actions.includes(action) || !before.actions.includes(action),
  );
  const added = after.actions.filter((action) => !kept.includes(action));
  return {
    ...statement,
    ...(before.roleArn === after.roleArn ? {} : { Resource: oneOrMany(renamed) }),
    ...(added.length === 0 && kept.length === actions.length
      ? {}
      : { Action: oneOrMany([...kept, ...added]) }),
  };
}
