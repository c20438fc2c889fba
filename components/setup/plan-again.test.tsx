import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { DOCTOR_PATH, rolePath } from '@/lib/core/links';
import type { PlanView } from '@/lib/setup/plan-views';
import { PlanAgain } from './plan-again';

const roleArn = 'arn:aws:iam::444455556666:role/deploy';

it.each([
  [{ mendsToken: true }, DOCTOR_PATH],
  [{ isAsItself: true }, DOCTOR_PATH],
  [{}, rolePath(roleArn)],
])('leads to where a mend of %j is made', (more, path) => {
  const mend = { isMend: true, isAsItself: false, mendsToken: false, anew: null };
  const plan = { ...mend, roleArn, ...more } as PlanView; // the parts that it reads
  const model = { plan, pending: null, planAnew: async () => undefined } as never;
  const html = renderToStaticMarkup(<PlanAgain model={model}>Again</PlanAgain>);
  expect(html).toContain(`href="${path}"`);
});
