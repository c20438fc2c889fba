import { cleanTyped } from '@/lib/core/clean-typed';
import { isTenantless } from '@/lib/iam/findings/issuers';
import type { GitHubRepository } from '@/lib/iam/render/github-trust';
import type { DraftFields } from '../schema';
import { empty, type Field, right, wrong } from './field';

const GITHUB =
  /^([\w*?-]{1,100})(?:@(\d{1,20}|\*))?\/([\w.*?-]{1,100})(?:@(\d{1,20}|\*))?$/;

/**
 * A repository as tokens of GitHub name it. Names are kept as they were typed: AWS compares
 * them letter by letter.
 *
 * @see https://docs.github.com/actions/reference/openid-connect-reference
 */
export function resolveRepository(
  typed: string,
  form: DraftFields['subjectForm'],
): Field<GitHubRepository> {
  const text = cleanTyped(typed)
    .replace(/^(?:https:\/\/github\.com\/|git@github\.com:|repo:)/, '')
    .replace(/\.git$|\/$/, '');
  if (text === '') return empty;
  const [, owner, ownerId, name, repositoryId] = GITHUB.exec(text) ?? [];
  if (!owner || !name)
    return wrong(
      'Give owner and repository: acme/shop, or acme@12/shop@34 with their ids.',
    );
  if (isTenantless(`repo:${owner}/`))
    return wrong(sayEveryone('repository', 'acme/shop'));
  const warning = warningOf(owner, name);
  return form === 'names'
    ? right({ owner, name, form }, warning)
    : withIds({ owner, name, form }, [ownerId, repositoryId], warning);
}

type Named = { owner: string; name: string; form: 'ids' | 'both' };

/** The ids that GitHub writes beside the names; a pattern for all repositories fits every id. */
function withIds(
  named: Named,
  [ownerId = '', typedId]: (string | undefined)[],
  warning: string | null,
): Field<GitHubRepository> {
  const { owner, name } = named;
  const repositoryId = typedId ?? (name === '*' ? '*' : '');
  return /^\d+$/.test(ownerId) && repositoryId !== ''
    ? right({ ...named, ownerId, repositoryId }, warning)
    : wrong(
        `Add the ids: ${owner}@<owner’s id>/${name}@<repository’s id>. “gh api repos/${owner}/${name} --jq .owner.id,.id” tells both.`,
      );
}

function warningOf(owner: string, name: string): string | null {
  if (name === '*')
    return `Every repository of ${owner} gets in, also those that will be made later. Name one unless you mean all.`;
  if (/[*?]/.test(name))
    return `Every repository that fits ${name} gets in, also those that will be made later.`;
  return sayCase(`${owner}/${name}`);
}

const sayCase = (path: string): string | null =>
  /[A-Z]/.test(path)
    ? `AWS compares letter by letter, capitals too: check that the page of ${path} spells it like this.`
    : null;

const sayEveryone = (what: string, example: string): string =>
  `This would let in a ${what} of anybody: the issuer signs tokens for strangers too. Write out whose it is: ${example}.`;

const ADDRESS =
  /^(?:https?:\/\/(?:[^/@]+@)?|(?:ssh:\/\/)?git@)([^/:]+)(?::\d+)?[/:](.*)$/;

/** The path of a project, out of the address of one of its pages or of its repository. */
function pathOf(typed: string, issuer: string): { host: string | null; path: string } {
  const text = cleanTyped(typed);
  const [, host = null, rest = text] = ADDRESS.exec(text) ?? [];
  const folder = `${issuer.split('/').slice(1).join('/')}/`;
  const path =
    host !== null && rest.startsWith(folder) ? rest.slice(folder.length) : rest;
  return {
    host,
    path: path.replace(/^project_path:/, '').replace(/\/-\/.*$|\.git$|\/$/, ''),
  };
}

/**
 * A project of GitLab by its path, with the groups around it.
 *
 * @param issuer host and path of the GitLab whose tokens are taken
 * @see https://docs.gitlab.com/ci/cloud_services/aws/
 */
export function resolveProject(typed: string, issuer: string): Field<string> {
  const { host, path: text } = pathOf(typed, issuer);
  if (text === '') return empty;
  const at = issuer.split('/')[0];
  if (host !== null && at && host.toLowerCase() !== at)
    return wrong(
      `This project is at ${host}, and the tokens are those of ${at}, where the same path may be a stranger’s. Give https://${host} as the issuer.`,
    );
  if (!/^[\w.*?-]+(?:\/[\w.*?-]+)+$/.test(text))
    return wrong('Give the path of the project with its group: acme/shop.');
  if (isTenantless(`project_path:${text}:`))
    return wrong(sayEveryone('project', 'acme/shop'));
  return /[*?]/.test(text)
    ? right(
        text,
        `Every project that fits ${text} gets in, also those that will be made later.`,
      )
    : right(text, sayCase(text));
}

/** Whom a token of any other issuer speaks of: the text itself, or a pattern. */
export function resolveTokenSubject(typed: string): Field<string> {
  const text = cleanTyped(typed);
  if (text === '') return empty;
  if (isTenantless(text))
    return wrong(
      `${text} fits everybody to whom the issuer gives a token, strangers among them where it has other customers. Write out what “sub” in your tokens says.`,
    );
  if (text.length > 255 || !/^[ -~]+$/.test(text))
    return wrong('A subject has at most 255 plain characters.');
  return /[*?]/.test(text)
    ? right(
        text,
        `Everybody whose subject fits ${text} gets in. Write it out unless you mean all of them.`,
      )
    : right(text);
}
