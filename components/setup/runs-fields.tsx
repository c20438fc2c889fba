'use client';
import { RadioCards } from '@/components/ui/radio-cards';
import type { DraftFields } from '@/lib/setup/schema';
import { chosen } from './chosen';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { TextField } from './text-field';

const BRANCH_AND_TAG = [
  { value: 'branch', title: 'a branch', detail: 'pushes to it' },
  { value: 'tag', title: 'a tag', detail: 'releases' },
] as const;

const IN_GITLAB = [
  ...BRANCH_AND_TAG,
  { value: 'ref', title: 'either', detail: 'a branch or a tag' },
] as const;

const IN_GITHUB = [
  ...BRANCH_AND_TAG,
  { value: 'environment', title: 'an environment', detail: 'with its own rules' },
  { value: 'pull-request', title: 'pull requests', detail: 'before review' },
] as const satisfies { value: DraftFields['runs']; title: string; detail: string }[];

const NAMES: Record<DraftFields['runs'], { label: string; description: string }> = {
  branch: {
    label: 'Branch',
    description: 'Its name, main. * and ? make it a pattern, release/*.',
  },
  tag: { label: 'Tag', description: 'Its name or a pattern, v*.' },
  ref: {
    label: 'Branch or tag',
    description: 'Its name or a pattern; * is any of them.',
  },
  environment: {
    label: 'Environment',
    description:
      'Its name, production. Tokens of such a run name the environment and no branch.',
  },
  'pull-request': { label: '', description: '' },
};

/** Which runs of the repository are meant. */
export function RunsFields({ form }: FormProps) {
  const { runs, issuerKind } = form.fields;
  const cards = issuerKind === 'gitlab' ? IN_GITLAB : IN_GITHUB;
  return (
    <>
      <FieldSlot name="runs" warning={form.warningOf('runs')}>
        <RadioCards
          label="Runs of"
          orientation="horizontal"
          value={runs}
          onChange={(value) => {
            const next = chosen<DraftFields['runs']>(cards, value);
            if (next) form.set({ runs: next });
          }}
          cards={cards}
          cardMinPx={140}
          error={form.errorOf('runs')}
        />
      </FieldSlot>
      {runs === 'pull-request' ? null : (
        <TextField form={form} name="runName" {...NAMES[runs]} />
      )}
    </>
  );
}
