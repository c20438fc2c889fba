import { canonicalJson } from '@/lib/core/canonical-json';
import type { Question } from './question';

/** What a conformance case expects; which members there are depends on the case's kind. */
export type Expected = Record<string, unknown> & {
  decision?: string;
  reason?: string;
  acceptReasons?: string[];
  conditionKeys?: string[];
  requires?: unknown[];
  probes?: { context: Question['context']; decision: string }[];
  reachable?: Reached[];
  findings?: { code: string; severity: string; subject: string }[];
  mustNot?: string[];
  valid?: boolean;
};

type Reached = {
  role: string;
  decision: string;
  hops: number;
  path: string[];
  conditionKeys?: string[];
  requires?: unknown[];
};

/** What is wrong with an answer by the rules of case format 1; null when nothing is. */
export function faultOf(
  kind: string,
  expected: Expected,
  answer: Record<string, unknown>,
): string | null {
  if ('error' in answer) return `${answer['error']}: ${answer['feature']}`;
  // An answer has the members of `expected` for its kind.
  const given = answer as Expected;
  switch (kind) {
    case 'decision':
      return faultOfDecision(expected, given);
    case 'graph':
      return faultOfGraph(expected.reachable ?? [], given.reachable ?? []);
    case 'findings':
      return faultOfFindings(expected, given);
    default:
      return (
        differs('valid', expected.valid, given.valid) ?? faultOfReason(expected, given)
      );
  }
}

const differs = (name: string, wanted: unknown, got: unknown): string | null =>
  canonicalJson(wanted ?? null) === canonicalJson(got ?? null)
    ? null
    : `${name} ${canonicalJson(got ?? null)}, expected ${canonicalJson(wanted ?? null)}`;

const lowered = (keys: string[] = []): string[] =>
  keys.map((key) => key.toLowerCase()).sort();
const sorted = (list: unknown[] = []): string[] => list.map(canonicalJson).sort();

function faultOfReason(expected: Expected, { reason }: Expected): string | null {
  const isAccepted = (expected.acceptReasons ?? []).includes(reason ?? '');
  return expected.reason && !isAccepted
    ? differs('reason', expected.reason, reason)
    : null;
}

function faultOfKeys(
  expected: Pick<Expected, 'conditionKeys' | 'requires'>,
  given: Pick<Expected, 'conditionKeys' | 'requires'>,
): string | null {
  const { conditionKeys, requires } = expected;
  const keys =
    conditionKeys &&
    differs('keys', lowered(conditionKeys), lowered(given.conditionKeys));
  return (
    keys ??
    (requires ? differs('requires', sorted(requires), sorted(given.requires)) : null)
  );
}

function faultOfDecision(expected: Expected, given: Expected): string | null {
  const probes = (expected.probes ?? []).map(({ decision }) => decision);
  return (
    differs('decision', expected.decision, given.decision) ??
    faultOfReason(expected, given) ??
    faultOfKeys(expected, given) ??
    differs('probes', probes, (given.probes ?? []).slice(0, probes.length))
  );
}

function faultOfGraph(expected: Reached[], given: Reached[]): string | null {
  const byRole = new Map(given.map((reached) => [reached.role, reached]));
  for (const wanted of expected) {
    const got = byRole.get(wanted.role);
    if (!got) return `missing ${wanted.role}`;
    const plain = ({ decision, hops, path }: Reached) => ({ decision, hops, path });
    const fault =
      differs(wanted.role, plain(wanted), plain(got)) ?? faultOfKeys(wanted, got);
    if (fault) return fault;
    byRole.delete(wanted.role);
  }
  return byRole.size > 0 ? `too many: ${[...byRole.keys()].join(', ')}` : null;
}

function faultOfFindings(expected: Expected, given: Expected): string | null {
  const text = ({
    code,
    severity,
    subject,
  }: {
    code: string;
    severity: string;
    subject: string;
  }) => `${code} ${severity} ${subject}`;
  const got = new Set((given.findings ?? []).map(text));
  const missing = (expected.findings ?? []).find((finding) => !got.has(text(finding)));
  if (missing) return `missing ${text(missing)}`;
  const codes = new Set((given.findings ?? []).map(({ code }) => code));
  const unwanted = (expected.mustNot ?? []).find((code) => codes.has(code));
  return unwanted ? `must not report ${unwanted}` : null;
}
