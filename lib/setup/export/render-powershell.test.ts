import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hostileSource } from '../fakes/hostile';
import { renderPowerShell } from './render-powershell';

const COMMENT_OR_STRING =
  /#[^\n]*|['\u2018-\u201b]((?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*)['\u2018-\u201b]/gu;

/** The single-quoted strings of a script, as PowerShell reads them, and all that is between. */
function readStrings(script: string): { strings: string[]; code: string } {
  const strings: string[] = [];
  const code = script.replace(COMMENT_OR_STRING, (_, text: string | undefined) => {
    if (text !== undefined) strings.push(text.replace(/(['\u2018-\u201b])./gu, '$1'));
    return '<string>';
  });
  return { strings, code };
}

it('keeps every name and document inside of its quotes', () => {
  fc.assert(
    fc.property(hostileSource, ({ hostile, source, account }) => {
      const { strings, code } = readStrings(renderPowerShell(source, account));
      expect(code).not.toContain('CANARY');
      expect(strings).toContain(hostile.document);
      expect(strings).toContain(`--user-name=${hostile.holder}`);
      expect(strings).toContain(`--policy-name=${hostile.policyName}`);
      expect(strings).toContain(`--role-name=${hostile.roleName}`);
    }),
  );
});
