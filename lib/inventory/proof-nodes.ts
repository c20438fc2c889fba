import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { ProofNodeView, ProofVerdict } from '@/lib/core/views';
import type {
  Answer,
  LayerName,
  LayerProof,
  LayerVerdict,
  PolicyRef,
  StatementProof,
} from '@/lib/iam/answer';
import { statementLines } from '@/lib/iam/explain/statement-lines';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { RoleDetail } from '@/lib/iam/world';
import type { AccountNames } from './account-names';

const TITLES: Record<LayerName, string> = {
  identity: 'Identity policy',
  trust: 'Trust policy',
  resource: 'Resource policy',
  boundary: 'Permissions boundary',
  session: 'Session policy',
  scp: 'Service control policy (SCP)',
  rcp: 'Resource control policy (RCP)',
};

/** The order in which one walks across: from who asks to what is asked for. */
const WALK: LayerName[] = [
  'identity',
  'trust',
  'resource',
  'boundary',
  'session',
  'scp',
  'rcp',
];

const VERDICTS: Record<LayerVerdict, ProofVerdict> = {
  allows: 'allows',
  'allows-if': 'allows-if',
  denies: 'denies',
  // It allows as long as its condition does not hold.
  'denies-if': 'allows-if',
  silent: 'silent',
  'not-read': 'not-read',
  'not-applicable': 'not-applicable',
};

/** Every policy on the way across, each statement that decided with its lines. */
export function proofNodesOf(answer: Answer, names: AccountNames): ProofNodeView[] {
  return WALK.flatMap((name) => {
    const layer = answer.layers.find((one) => one.layer === name);
    // A session policy belongs to one session: there is none to look at here.
    if (!layer || (name === 'session' && layer.verdict === 'not-applicable')) return [];
    return nodesOfLayer(layer, names);
  });
}

function nodesOfLayer(layer: LayerProof, names: AccountNames): ProofNodeView[] {
  const statements = statementsToShow(layer);
  const base = {
    title: TITLES[layer.layer],
    verdict: VERDICTS[layer.verdict],
    sentence: layer.sentence,
  };
  if (statements.length === 0)
    return [{ id: layer.layer, ...base, where: null, lines: [] }];
  return statements.map((statement, index) => ({
    id: index === 0 ? layer.layer : `${layer.layer}-${index + 1}`,
    ...base,
    where: whereOf(statement, names),
    lines: linesAround(statement.document, statement.statementIndex),
  }));
}

/** One node a policy; where nothing decided, the statement that came nearest. */
function statementsToShow({ layer, verdict, statements, nearMisses = [] }: LayerProof) {
  // Every level of the organisation allows: its sentence says so better than each of them.
  const isLetThrough = (layer === 'scp' || layer === 'rcp') && verdict === 'allows';
  if (isLetThrough) return [];
  const shown = verdict === 'silent' ? nearMisses.slice(0, 1) : statements;
  const byPolicy = new Map<string, StatementProof>();
  for (const statement of shown) {
    const { name, arn, owner } = statement.policy;
    const key = JSON.stringify([name, arn, owner]);
    if (!byPolicy.has(key)) byPolicy.set(key, statement);
  }
  return [...byPolicy.values()];
}

const KINDS: Record<PolicyRef['kind'], (policy: PolicyRef) => string> = {
  inline: ({ name, owner }) => `inline policy ${name} of ${nameOfArn(owner)}`,
  managed: ({ name, owner }) => `policy ${name} of ${nameOfArn(owner)}`,
  'group-inline': ({ name, owner }) =>
    `inline policy ${name} of group ${nameOfArn(owner)}`,
  'group-managed': ({ name, owner }) => `policy ${name} of group ${nameOfArn(owner)}`,
  trust: ({ owner }) => `trust policy of ${nameOfArn(owner)}`,
  bucket: ({ owner }) => `bucket policy of ${owner.split(':').at(-1)}`,
  key: ({ owner }) => `key policy of ${nameOfArn(owner)}`,
  boundary: ({ name }) => `boundary ${name}`,
  session: ({ name }) => name,
  scp: ({ name }) => name,
  rcp: ({ name }) => name,
};

/** Policy, statement and account: `trust policy of deploy, statement 1, Prod`. */
function whereOf({ policy, statementIndex, sid }: StatementProof, names: AccountNames) {
  const isOrganisational = policy.kind === 'scp' || policy.kind === 'rcp';
  const place = isOrganisational
    ? 'organisation'
    : policy.accountId && names(policy.accountId).name;
  const statement = `statement ${statementIndex + 1}${sid ? ` (${sid})` : ''}`;
  return [KINDS[policy.kind](policy), statement, place].filter(Boolean).join(', ');
}

/** A long document is cut to the statement that decided and a line on either side. */
const LINES_SHOWN_WHOLE_MAX = 40;

export function linesAround(
  document: unknown,
  statementIndex: number,
): ProofNodeView['lines'] {
  const lines = statementLines(document, statementIndex);
  if (lines.length <= LINES_SHOWN_WHOLE_MAX) return lines;
  const first = lines.findIndex(({ isMatch }) => isMatch);
  const last = lines.findLastIndex(({ isMatch }) => isMatch);
  return first < 0 ? [] : lines.slice(Math.max(0, first - 1), last + 2);
}

/** The statement of a trust policy that names somebody who was deleted. */
export function trustNodeNaming(
  role: RoleDetail,
  entry: string,
  names: AccountNames,
): ProofNodeView | null {
  const { document, statements } = rememberPolicy(role.AssumeRolePolicyDocument, 'trust');
  const statement = statements.find(({ principal }) => principal?.aws.includes(entry));
  if (!statement) return null;
  const { accountId = '' } = parseArn(role.Arn) ?? {};
  return {
    id: 'trust',
    title: TITLES.trust,
    verdict: 'silent',
    sentence: `It names ${entry}: what AWS keeps of a principal that was deleted. A new one of the same name does not get in.`,
    where: `trust policy of ${role.RoleName}, statement ${statement.index + 1}, ${names(accountId).name}`,
    lines: linesAround(document, statement.index),
  };
}
