import { requirePrincipalTags, requireSessionTags } from '@/lib/iam/render/guards/guards';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { validateField } from '@/lib/iam/validate/validate-field';
import { type Field, right, wrong } from '../fields/field';
import type { Breach, GuardKind } from './guard-kind';
import { readList } from './read-list';

type Tag = { key: string; values: string[] };

/** `team=platform|web`: a tag and its values; none, or `*`, means any. */
function tagOf(text: string): Tag {
  const [key = '', ...rest] = text.split('=');
  const values = rest
    .join('=')
    .split('|')
    .map((value) => value.trim());
  return {
    key: key.trim(),
    values: values.filter((value) => value !== '' && value !== '*'),
  };
}

const MAX_TAGS = NUMBER_RULES.SessionTagCount;

function readTags(typed: string): Field<string[]> {
  const tags = readList(typed, /[\n,;]+/, problemOf);
  if (tags.state !== 'right') return tags;
  const keys = tags.value.map((text) => tagOf(text).key.toLowerCase());
  const twin = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twin !== undefined)
    return wrong(
      `The tag ${twin} stands here twice, and AWS ignores case. Give its values together: ${twin}=one|two.`,
    );
  return keys.length > MAX_TAGS.max ? wrong(MAX_TAGS.message) : right(tags.value);
}

function problemOf(text: string): string | null {
  const { key, values } = tagOf(text);
  const checks = [
    validateField('TagKey', key),
    ...values.map((value) => validateField('TagValue', value)),
  ];
  const refused = checks.find((check) => !check.valid);
  return refused && !refused.valid ? refused.message : null;
}

const ANY_VALUE = 'drawbridge-proof';

const samplesOf = (texts: string[]): Record<string, string> =>
  Object.fromEntries(
    texts.map(tagOf).map(({ key, values }) => [key, values[0] ?? ANY_VALUE]),
  );

/** Another value than the listed ones, for the first tag that lists some. */
function wrongValue(texts: string[], noise: string): Breach[] {
  const tag = texts.map(tagOf).find(({ values }) => values.length > 0);
  if (!tag) return [];
  return [
    {
      kind: 'call',
      id: 'assume-with-wrong-tag',
      how: `with another ${tag.key}`,
      ask: { tags: { ...samplesOf(texts), [tag.key]: `not-${noise}` } },
    },
  ];
}

const listed = (texts: string[]): Record<string, string[]> =>
  Object.fromEntries(texts.map(tagOf).map(({ key, values }) => [key, values]));

const ASKS_FOR_OWN =
  'The policies let the caller in only while it has these tags, its own or those of its session (aws:PrincipalTag).';
const OWN_LIMIT =
  'Whoever may tag users and roles of that account, or pass tags to their sessions, decides who gets in.';

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag
 */
export const principalTags: GuardKind = {
  brings: null,
  label: 'Tags of the caller',
  read: readTags,
  render: (texts) => requirePrincipalTags(listed(texts)),
  adds: ASKS_FOR_OWN,
  limit: OWN_LIMIT,
  onUse: { adds: ASKS_FOR_OWN, limit: OWN_LIMIT },
  meets: () => ({ ask: {}, circumstances: {} }),
  breaches: (texts, { noise }) => {
    const [{ key, values } = { key: '', values: [] }] = texts.map(tagOf);
    return values.length === 0
      ? []
      : [
          {
            kind: 'evaluated',
            id: 'assume-with-another-own-tag',
            how: `with another tag ${key} of its own`,
            circumstances: { [`aws:PrincipalTag/${key}`]: `not-${noise}` },
            why: 'nobody’s tags are changed for a test',
          },
        ];
  },
};

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export const sessionTags: GuardKind = {
  brings: 'its tags',
  label: 'Session tags',
  read: readTags,
  render: (texts) => requireSessionTags(listed(texts)),
  adds: 'The caller has to pass these tags and no others (aws:RequestTag, aws:TagKeys). Both sides get sts:TagSession for it.',
  limit:
    'The caller chooses the values within what is listed. The AWS console cannot pass tags: nobody can switch to this role there.',
  meets: (texts) => ({ ask: { tags: samplesOf(texts) }, circumstances: {} }),
  breaches: (texts, { noise }) => [
    {
      kind: 'call',
      id: 'assume-without-tags',
      how: 'without its tags',
      ask: { tags: {} },
    },
    ...wrongValue(texts, noise),
    {
      kind: 'call',
      id: 'assume-with-further-tag',
      how: 'with one tag more',
      ask: { tags: { ...samplesOf(texts), [`x-${noise.slice(0, 8)}`]: ANY_VALUE } },
    },
  ],
};
