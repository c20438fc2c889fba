import type { Guard } from './guards/guard';
import { renderOidcTrust } from './oidc-trust';
import { literalText, type RenderedPolicy } from './policy-text';

/**
 * How a repository's tokens name it. Repositories made or renamed since July 2026 carry the
 * numbers of owner and repository beside the names, older ones may; `both` is for the time
 * between.
 */
export type GitHubRepository = { owner: string; name: string } & (
  | { form: 'names' }
  | { form: 'ids' | 'both'; ownerId: string; repositoryId: string }
);

/** The runs of a repository that are meant; `*` acts in the names. */
type GitHubRuns =
  | { kind: 'branch'; name: string }
  | { kind: 'tag'; name: string }
  | { kind: 'environment'; name: string }
  | { kind: 'pull-request' };

type GitHubTrust = {
  /** `token.actions.githubusercontent.com` in the role's account, or that of an enterprise. */
  providerArn: string;
  sources: { repository: GitHubRepository; runs: GitHubRuns[] }[];
  guard: Guard;
};

/**
 * Trust policy for workflows of GitHub Actions. A run in an environment is named by the
 * environment alone, whatever its branch.
 *
 * @see https://docs.github.com/actions/reference/openid-connect-reference
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export const renderGitHubTrust = ({
  providerArn,
  sources,
  guard,
}: GitHubTrust): RenderedPolicy =>
  renderOidcTrust(
    {
      providerArn,
      audiences: ['sts.amazonaws.com'],
      subjects: sources.flatMap(({ repository, runs }) =>
        runs.flatMap((one) =>
          repositoryWords(repository).map((words) => `repo:${words}:${runWords(one)}`),
        ),
      ),
      guard,
    },
    'WorkflowsMayAssume',
  );

function repositoryWords(repository: GitHubRepository): string[] {
  const { owner, name } = repository;
  const byNames = `${owner}/${name}`;
  if (repository.form === 'names') return [byNames];
  const byIds = `${owner}@${repository.ownerId}/${name}@${repository.repositoryId}`;
  return repository.form === 'ids' ? [byIds] : [byNames, byIds];
}

function runWords(runs: GitHubRuns): string {
  switch (runs.kind) {
    case 'branch':
      return `ref:refs/heads/${literalText(runs.name)}`;
    case 'tag':
      return `ref:refs/tags/${literalText(runs.name)}`;
    case 'environment':
      // The parts of a subject are set apart by colons, so GitHub writes one in a name as %3A.
      return `environment:${literalText(runs.name.replaceAll(':', '%3A'))}`;
    case 'pull-request':
      return 'pull_request';
    default:
      return runs satisfies never;
  }
}
