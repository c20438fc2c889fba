import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hostileSource, LIVE } from '../fakes/hostile';
import { renderTerraform } from './render-terraform';

const OURS = /^\$\{(?:var\.profile_|aws_iam_role\.role_|contains\(\[)/;

/** Texts that Terraform evaluates. A comment, `//`, is none of them. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '//' ? [] : [name, ...textsIn(inner)],
  );
}

const startsTemplate = (text: string) =>
  /[$%]\{/.test(text.replaceAll('$${', () => '').replaceAll('%%{', () => ''));

it('evaluates nothing of what a name or a document holds', () => {
  fc.assert(
    fc.property(hostileSource, fc.boolean(), ({ source, account }, isStanding) => {
      const [make, ...others] = account.steps.map((step) => ({ ...step, before: LIVE }));
      const steps = isStanding || !make ? others : [make, ...others];
      const rendered = JSON.parse(renderTerraform(source, [{ ...account, steps }]));
      const templates = textsIn(rendered).filter(startsTemplate);
      expect(templates.filter((text) => !OURS.test(text))).toEqual([]);
    }),
  );
});
