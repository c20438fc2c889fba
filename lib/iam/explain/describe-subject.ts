import type { IssuerKind } from './describe-issuer';

/**
 * Whom the `sub` of a token names, in words that stand after "only": "workflow runs of the
 * branch main of example-org/app". Null where the issuer gives the text no form we know.
 *
 * @param subject as a policy writes it, with `*` where a pattern is meant
 */
export function describeSubject(kind: IssuerKind, subject: string): string | null {
  switch (kind) {
    case 'eks':
      return sayServiceAccount(subject);
    case 'github':
      return sayWorkflow(subject);
    case 'gitlab':
      return sayPipeline(subject);
    case 'terraform':
      return sayWorkspace(subject);
    case 'circleci':
      return sayProject(subject);
    case 'google':
      return /^\d+$/.test(subject) ? `the Google account with the id ${subject}` : null;
    case 'cognito':
      return nameOne('Cognito identity', subject);
    default:
      return null;
  }
}

const isAny = (text: string | undefined): boolean => text === undefined || text === '*';

/** "the branch main", "any branch", "any branch that fits release/*". */
function nameOne(noun: string, name: string | undefined): string {
  if (name === undefined || name === '*') return `any ${noun}`;
  return /[*?]/.test(name) ? `any ${noun} that fits ${name}` : `the ${noun} ${name}`;
}

function sayServiceAccount(subject: string): string | null {
  const [, namespace, account] =
    /^system:serviceaccount:([^:]+)(?::(.+))?$/.exec(subject) ?? [];
  if (!namespace) return null;
  const where = nameOne('namespace', namespace).replace(/^the /, '');
  return `${nameOne('service account', account)} in ${where} of that cluster`;
}

function sayWorkflow(subject: string): string | null {
  const [, repository, rest = '*'] = /^repo:([^:]+)(?::(.+))?$/.exec(subject) ?? [];
  if (!repository) return null;
  return `${sayRun(rest)} of ${sayRepository(repository)}`;
}

function sayRepository(repository: string): string {
  const [owner, name] = repository.split('/');
  if (isAny(owner)) return 'any repository of anybody on GitHub';
  if (isAny(name)) return `any repository of ${owner}`;
  return /[*?]/.test(repository) ? `any repository that fits ${repository}` : repository;
}

/** What follows the repository, and what it names. */
const RUNS: [start: string, preposition: string, noun: string][] = [
  ['ref:refs/heads/', 'of', 'branch'],
  ['ref:refs/tags/', 'of', 'tag'],
  ['environment:', 'in', 'environment'],
];

function sayRun(rest: string): string {
  if (rest === 'pull_request') return 'workflow runs of pull requests';
  if (rest === '*') {
    return 'every workflow run (any branch, tag, environment and pull request)';
  }
  const found = RUNS.find(([start]) => rest.startsWith(start));
  if (!found) return `workflow runs whose context fits ${rest}`;
  const [start, preposition, noun] = found;
  return `workflow runs ${preposition} ${nameOne(noun, rest.slice(start.length))}`;
}

function sayPipeline(subject: string): string | null {
  const [, project, type, ref] =
    /^project_path:([^:]+)(?::ref_type:([^:]+):ref:(.+)|:\*)?$/.exec(subject) ?? [];
  if (!project) return null;
  const noun = type === undefined || type === '*' ? 'branch or tag' : type;
  return `CI jobs of ${nameOne(noun, ref)} of ${nameOne('project', project)}`;
}

function sayWorkspace(subject: string): string | null {
  const [, organization, project, workspace, phase = ''] =
    /^organization:([^:]+):project:([^:]+):workspace:([^:]+):run_phase:(.+)$/.exec(
      subject,
    ) ?? [];
  if (!organization) return null;
  const runs = isAny(phase) ? 'runs' : `${phase} runs`;
  const where = `${nameOne('workspace', workspace)} in ${nameOne('project', project)}`;
  return `${runs} of ${where} of ${nameOne('organisation', organization)}`;
}

function sayProject(subject: string): string | null {
  const [, organization, project, user] =
    /^org\/([^/]+)\/project\/([^/]+)\/user\/(.+)$/.exec(subject) ?? [];
  if (!organization) return null;
  const where = `${nameOne('project', project)} of ${nameOne('organisation', organization)}`;
  return `CI jobs of ${where}, started by ${nameOne('user', user)}`;
}
