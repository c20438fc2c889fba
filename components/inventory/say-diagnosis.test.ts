import { expect, it } from 'vitest';
import type { BankView } from '@/lib/core/views';
import { sayDiagnosis } from './say-diagnosis';

const bank: BankView = {
  shape: 'trusted',
  title: 'ci',
  subtitle: 'in Tooling',
  accountId: null,
  isProduction: false,
};

it('is told in a ticket from the answer down to what would mend it', () => {
  const text = sayDiagnosis({
    deck: 'denied',
    left: bank,
    right: bank,
    sentence: 'ci may not call sts:AssumeRole on deploy.',
    comparison: 'AWS says the same.',
    isAsTold: true,
    refusingId: 'trust',
    nodes: [
      {
        id: 'trust',
        title: 'Trust policy',
        verdict: 'silent',
        sentence: 'No statement allows it.',
        where: 'trust policy of deploy, Prod',
        lines: [],
      },
    ],
    notCollected: [],
    mends: [{ sentence: 'In Prod, add this statement:', statement: '{}', link: null }],
    mendPlan: null,
    asOf: '2026-11-24T09:26:00.000Z',
  });
  expect(text).toBe(
    [
      'ci may not call sts:AssumeRole on deploy.',
      'AWS says the same.',
      '',
      'Proof',
      '- Trust policy: says nothing (refuses). No statement allows it. [trust policy of deploy, Prod]',
      '',
      'What would mend it',
      '- In Prod, add this statement:',
      '{}',
      '',
      'As of the reading of 2026-11-24T09:26:00.000Z.',
    ].join('\n'),
  );
});
