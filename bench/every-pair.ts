import { decideQuestion, type Verdict } from '@/lib/iam/evaluate/decide-question';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { EstateIndex } from '@/lib/iam/index/estate-index';
import type { Circumstances } from '@/lib/iam/index/judge-taking';
import { whoCan } from '@/lib/iam/index/who-can';

/** What a verdict says, as text that is equal for equal verdicts. */
export const textOf = ({ decision, reason, conditionKeys, requires }: Verdict): string =>
  JSON.stringify([
    decision,
    reason,
    conditionKeys.map((key) => key.toLowerCase()),
    requires,
  ]);

export const rolesOf = (facts: WorldFacts): string[] =>
  [...facts.accounts.values()].flatMap(({ rolesByArn }) => [...rolesByArn.keys()]);

export const principalsOf = (facts: WorldFacts): string[] =>
  [...facts.accounts.values()].flatMap(({ usersByArn, rolesByArn }) => [
    ...usersByArn.keys(),
    ...rolesByArn.keys(),
  ]);

/** Every pair that is let in, as the evaluator says it, asked one by one. */
export function bruteForce(
  facts: WorldFacts,
  circumstances: Circumstances,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const resource of rolesOf(facts)) {
    for (const arn of principalsOf(facts)) {
      const verdict = decideQuestion(facts, {
        action: 'sts:AssumeRole',
        principal: { AWS: arn },
        resource,
        ...circumstances,
      });
      if (verdict.decision !== 'deny') found.set(`${arn} ${resource}`, textOf(verdict));
    }
  }
  return found;
}

/** The same, as the index says it. */
export function byIndex(
  index: EstateIndex,
  circumstances: Circumstances,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const resource of rolesOf(index.world)) {
    for (const { verdict, members } of whoCan(index, resource, circumstances)?.groups ??
      []) {
      for (const { arn } of members.flatMap(({ principals }) => principals)) {
        found.set(`${arn} ${resource}`, textOf(verdict));
      }
    }
  }
  return found;
}

export const sorted = (pairs: Map<string, string>): [string, string][] =>
  [...pairs].sort();
