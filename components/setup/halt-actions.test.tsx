import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { PlanView } from '@/lib/setup/plan-views';
import { HaltActions } from './halt-actions';
import type { PlanModel } from './use-plan';

function show(plan: Pick<PlanView, 'state' | 'anew' | 'isUntouched'>): string {
  // Of a model only these are shown here.
  const model = { plan: { ...plan, failure: null }, pending: null } as PlanModel;
  const markup = renderToStaticMarkup(
    <HaltActions model={model} onUndo={() => undefined} />,
  );
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

it('offers a new plan first where nothing was written, and nothing to undo', () => {
  const words = show({ state: 'stopped', anew: 'now', isUntouched: true });
  expect(words).toMatch(/^ ?Make a new plan .* Retry .* Leave as it is/);
  expect(words).not.toContain('Undo');
});

it('says that something written is undone before there is a new plan', () => {
  const words = show({ state: 'stopped', anew: 'after-undo', isUntouched: false });
  expect(words).not.toContain('Make a new plan');
  expect(words).toMatch(/Retry .* Undo… .* make a new plan then\./);
});

it('offers none for a plan that came from no form', () => {
  const words = show({ state: 'stopped', anew: null, isUntouched: false });
  expect(words).toMatch(/Retry .* Undo… .* Leave as it is/);
  expect(words).not.toContain('new plan');
});

it('offers nothing to undo of one from no form that wrote nothing', () => {
  const words = show({ state: 'stopped', anew: null, isUntouched: true });
  expect(words).toMatch(/Retry Looks again.* Leave as it is .* to retry later/);
  expect(words).not.toMatch(/Undo|Make a new plan|is written/);
});
