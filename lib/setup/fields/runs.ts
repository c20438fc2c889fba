import { cleanTyped } from '@/lib/core/clean-typed';
import type { DraftFields } from '../schema';
import { empty, type Field, right, wrong } from './field';

type Runs = DraftFields['runs'];

const IN_GITLAB: Runs[] = ['branch', 'tag', 'ref'];

/** Which runs of a repository are meant. */
export function resolveRuns(kind: DraftFields['issuerKind'], runs: Runs): Field<Runs> {
  if (kind === 'gitlab' && !IN_GITLAB.includes(runs))
    return wrong(
      'GitLab’s subjects name a branch or a tag. Pick one of these. The pipeline of a merge request names the branch that it comes from.',
    );
  if (kind === 'github' && runs === 'ref')
    return wrong('GitHub’s subjects say which of the two it is. Pick a branch or a tag.');
  return runs === 'pull-request'
    ? right(
        runs,
        'Whoever can open a pull request gets in before anybody has looked at it: everybody who may push a branch, and forks where the repository lets their workflows have tokens. Give such a role reading at most.',
      )
    : right(runs);
}

const NOUNS: Record<Runs, string> = {
  branch: 'branch',
  tag: 'tag',
  ref: 'branch or tag',
  environment: 'environment',
  'pull-request': '',
};

const NAME_MAX = 255;
/** What git refuses in the name of a branch or a tag; `*` and `?` make it a pattern. */
const NO_REF = /[\s~^:\\[]|\.\.|@\{|^[/.]|[/.]$|\/\/|\.lock$/;

/** The branch, tag or environment by name or pattern; null for pull requests, which have none. */
export function resolveRunName(runs: Runs, typed: string): Field<string | null> {
  if (runs === 'pull-request') return right(null);
  const noun = NOUNS[runs];
  const text = cleanTyped(typed).replace(/^refs\/(?:heads|tags)\//, '');
  if (text === '') return empty;
  if (text.length > NAME_MAX || !/^[\u0020-\u00ff]+$/.test(text))
    return wrong(`A policy takes at most ${NAME_MAX} plain characters here.`);
  if (runs !== 'environment' && NO_REF.test(text))
    return wrong(`git knows no ${noun} of such a name.`);
  return right(text, warningOf(runs, text));
}

function warningOf(runs: Runs, text: string): string | null {
  if (!/[*?]/.test(text)) return null;
  const which =
    text === '*' ? `any ${NOUNS[runs]}` : `a ${NOUNS[runs]} that fits ${text}`;
  return runs === 'environment'
    ? `Runs in ${which} get in, whatever protects the others.`
    : `Whoever may push ${which} gets in, before anybody has looked at it. Protect these in the repository, or name one.`;
}
