/** A subject that is not the one that is meant, and who would come with it. */
export type OtherSubject = { id: string; who: string; sub: string };

const OTHER = 'drawbridge-proof';

/** Subjects near the one that is meant: each differs from it in one part. */
export function othersThan(subject: string): OtherSubject[] {
  const form = FORMS.find(({ pattern }) => pattern.test(subject));
  const parts = form?.pattern.exec(subject)?.slice(1) ?? [];
  return form
    ? form.others(parts)
    : [{ id: 'assume-as-another-subject', who: `a token for ${OTHER}`, sub: OTHER }];
}

type Form = { pattern: RegExp; others: (parts: string[]) => OtherSubject[] };

const FORMS: Form[] = [
  {
    pattern: /^repo:([^/]+)\/([^:]+):(.+)$/,
    others: ([owner = '', name = '', run = '']) => [
      {
        id: 'assume-as-another-run',
        who: 'a run of another branch',
        sub: `repo:${owner}/${name}:ref:refs/heads/${OTHER}`,
      },
      {
        id: 'assume-from-a-pull-request',
        who: 'a run of a pull request',
        sub: `repo:${owner}/${name}:pull_request`,
      },
      {
        id: 'assume-as-another-repository',
        who: `a run of another repository of ${owner}`,
        sub: `repo:${owner}/${OTHER}:${run}`,
      },
      {
        id: 'assume-as-a-stranger',
        who: 'a run of a repository of somebody else',
        sub: `repo:${OTHER}/${name}:${run}`,
      },
    ],
  },
  {
    pattern: /^project_path:(.+)\/([^/:]+):(ref_type:.+)$/,
    others: ([group = '', name = '', run = '']) => [
      {
        id: 'assume-as-another-run',
        who: 'a job of another branch',
        sub: `project_path:${group}/${name}:ref_type:branch:ref:${OTHER}`,
      },
      {
        id: 'assume-as-another-repository',
        who: `a job of another project of ${group}`,
        sub: `project_path:${group}/${OTHER}:${run}`,
      },
      {
        id: 'assume-as-a-stranger',
        who: 'a job of a project of somebody else',
        sub: `project_path:${OTHER}/${name}:${run}`,
      },
    ],
  },
  {
    pattern: /^system:serviceaccount:([^:]+):(.+)$/,
    others: ([namespace = '', name = '']) => [
      {
        id: 'assume-as-another-account',
        who: `another service account of ${namespace}`,
        sub: `system:serviceaccount:${namespace}:${OTHER}`,
      },
      {
        id: 'assume-from-another-namespace',
        who: `${name} of another namespace`,
        sub: `system:serviceaccount:${OTHER}:${name}`,
      },
    ],
  },
];
