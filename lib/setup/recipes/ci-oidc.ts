import { describeSubject } from '@/lib/iam/explain/describe-subject';
import { startUpper } from '@/lib/iam/explain/list-words';
import { type GitHubRepository, renderGitHubTrust } from '@/lib/iam/render/github-trust';
import { type Guard, NO_GUARD } from '@/lib/iam/render/guards/guard';
import { renderOidcTrust } from '@/lib/iam/render/oidc-trust';
import { literalText, type RenderedPolicy } from '@/lib/iam/render/policy-text';
import { rightOf } from '../fields/field';
import {
  resolveProject,
  resolveRepository,
  resolveTokenSubject,
} from '../fields/repository';
import { resolveRunName, resolveRuns } from '../fields/runs';
import { resolveAudience, resolveIssuer } from '../fields/token-issuer';
import type { DraftFields } from '../schema';
import { type KeylessKind, keylessRecipe } from './keyless';
import { type MeantTokens, resolveTokens } from './resolve-tokens';
import { subjectsIn } from './token-caller';

const kind: KeylessKind = {
  resolve(fields, account, world, guard) {
    const { issuerKind } = fields;
    const issuer = resolveIssuer(issuerKind, fields.issuerUrl);
    // GitHub's own action for AWS asks for one audience, and the form does not ask for another.
    const typed = issuerKind === 'github' ? '' : fields.audience;
    const audience = resolveAudience(issuerKind, typed, rightOf(issuer));
    const meant = MEANT[issuerKind](fields, guard, rightOf(issuer)?.host ?? '');
    return resolveTokens({ issuer, audience, prefix: 'x-ci-', ...meant }, account, world);
  },
  asks: [
    ['issuerUrl', 'Say whose tokens: the address of the issuer.'],
    ['repository', 'Say which repository.'],
    ['runName', 'Say which branch, tag or environment.'],
    ['subject', 'Say whom the tokens speak of.'],
  ],
  from: 'Whose tokens?, Repository, Runs',
};

/**
 * Workflows of GitHub or GitLab, or holders of any other issuer's tokens, take a role without
 * a stored key.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export const ciOidc = keylessRecipe(kind);

type Meant = Pick<MeantTokens, 'fields' | 'title' | 'says' | 'trust'>;

const MEANT: Record<
  DraftFields['issuerKind'],
  (fields: DraftFields, guard: Guard, issuer: string) => Meant
> = {
  github: meantAtGitHub,
  gitlab: meantAtGitLab,
  other: meantElsewhere,
};

function meantAtGitHub(
  { repository: typed, subjectForm, ...fields }: DraftFields,
  guard: Guard,
): Meant {
  const repository = resolveRepository(typed, subjectForm);
  const runName = resolveRunName(fields.runs, fields.runName);
  const found = rightOf(repository);
  const runs = resolveRuns('github', fields.runs);
  const kind = rightOf(runs);
  const run = kind && kind !== 'ref' ? { kind, name: rightOf(runName) ?? '' } : null;
  const isNamed = found !== null && runName.state === 'right';
  return {
    fields: { repository, runs, runName },
    title: found && `${found.owner}/${found.name}`,
    says: isNamed && run ? sayWorkflows(found, run) : '',
    trust:
      isNamed && run
        ? (providerArn) => workflowTrust(providerArn, found, run, guard)
        : null,
  };
}

type Run = { kind: Exclude<DraftFields['runs'], 'ref'>; name: string };

const workflowTrust = (
  providerArn: string,
  repository: GitHubRepository,
  run: Run,
  guard: Guard,
): RenderedPolicy =>
  renderGitHubTrust({
    providerArn,
    sources: [{ repository, runs: [run] }],
    guard,
  });

/** In words, by the names alone: the ids say nothing to a reader. */
function sayWorkflows({ owner, name }: GitHubRepository, run: Run): string {
  const trust = workflowTrust('any', { owner, name, form: 'names' }, run, NO_GUARD);
  const [subject = ''] = subjectsIn(trust, 'any:sub');
  return startUpper(describeSubject('github', subject) ?? `${owner}/${name}`);
}

function meantAtGitLab(
  { repository: typed, runs, ...fields }: DraftFields,
  guard: Guard,
  issuer: string,
): Meant {
  const repository = resolveProject(typed, issuer);
  const run = resolveRuns('gitlab', runs);
  const runName = resolveRunName(runs, fields.runName);
  const path = rightOf(repository);
  const name = rightOf(runName);
  const isWhole = path !== null && name !== null && run.state === 'right';
  const subjectOf = (type: string) => `project_path:${path}:ref_type:${type}:ref:${name}`;
  const types = runs === 'ref' ? ['branch', 'tag'] : [runs];
  const said = isWhole ? subjectOf(runs === 'ref' ? '*' : runs) : '';
  return {
    fields: { repository, runs: run, runName },
    title: path,
    says: startUpper(describeSubject('gitlab', said) ?? ''),
    trust: isWhole ? trustOf(types.map(subjectOf), guard) : null,
  };
}

function meantElsewhere(fields: DraftFields, guard: Guard): Meant {
  const subject = resolveTokenSubject(fields.subject);
  const text = rightOf(subject);
  return {
    fields: { subject },
    title: text,
    says: text === null ? '' : `Whoever holds a token for ${text}`,
    trust: text === null ? null : trustOf([text], guard),
  };
}

const trustOf =
  (subjects: string[], guard: Guard): MeantTokens['trust'] =>
  (providerArn, audience) =>
    renderOidcTrust({
      providerArn,
      audiences: [audience],
      subjects: subjects.map(literalText),
      guard,
    });
